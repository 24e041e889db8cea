using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ShortOrder.Simulation.Plans;

/// <summary>Plan to text: what <see cref="PlanReader"/> reads back as an equal plan, with defaults left out.</summary>
public static class PlanWriter
{
    private const int Width = 110;

    /// <summary>Indented JSON as a person would have written it, ending in a line feed.</summary>
    public static string Write(Plan plan)
    {
        StringBuilder text = new();
        text.Append($"{{\n  \"version\": 1,\n  \"level\": {Quote(plan.Level)},\n");
        text.Append($"  \"kitchens\": [\n    {string.Join(",\n    ", plan.Kitchens.Select(Kitchen))}\n  ]");
        Cards(text, "locks", plan.Locks.Select(c => Number($"{{ \"lock\": {Quote(c.Lock)}, \"task\": {Quote(c.Task.ToString())}, \"from\": {c.From}, \"to\": {c.To} }}")));
        Cards(text, "yields", plan.Yields.Select(c => Number($"{{ \"task\": {Quote(c.Task.ToString())}, \"step\": {c.Step}, \"after\": {c.After} }}")));
        Cards(text, "offload", plan.Offloads.Select(c => Number($"{{ \"task\": {Quote(c.Task.ToString())}, \"step\": {c.Step}, \"to\": {Quote(c.To)} }}")));
        Cards(text, "tries", plan.Tries.Select(c => Number($"{{ \"task\": {Quote(c.Task.ToString())}, \"step\": {c.Step} }}")));
        if (!plan.Orders.IsEmpty)
            text.Append($",\n  \"order\": {{ {string.Join(", ", plan.Orders.Select(o => $"{Quote(o.Task)}: [{string.Join(", ", o.Tools.Select(Quote))}]"))} }}");
        if (!plan.Places.IsEmpty) text.Append($",\n  \"places\": {{ {string.Join(", ", plan.Places.Select(p => Number($"{Quote(p.Tool)}: {p.Places}")))} }}");
        if (!plan.Buys.IsEmpty) text.Append($",\n  \"buys\": [{string.Join(", ", plan.Buys.Select(Quote))}]");
        return text.Append("\n}\n").ToString();
    }

    private static string Kitchen(Kitchen kitchen)
    {
        string copies = kitchen.Copies == 1 ? "" : Number($", \"copies\": {kitchen.Copies}");
        string lanes = kitchen.Lanes.IsEmpty ? "" : $", \"lanes\": [\n      {string.Join(",\n      ", kitchen.Lanes.Select(Lane))} ]";
        return $"{{ \"name\": {Quote(kitchen.Name)}{copies}{lanes} }}";
    }

    private static string Lane(Lane lane)
    {
        StringBuilder text = new($"{{ \"kind\": {Quote(PlanNames.Of(lane.Kind))}");
        if (lane.Workers != 1) text.Append(NumberFormatInfo.InvariantInfo, $", \"workers\": {lane.Workers}");
        if (lane.Limit is int limit) text.Append(NumberFormatInfo.InvariantInfo, $", \"limit\": {limit}");
        if (lane.Style != LaneStyle.Coroutines) text.Append($", \"style\": {Quote(PlanNames.LaneStyles[(int)lane.Style])}");
        if (lane.Box is int box) text.Append(NumberFormatInfo.InvariantInfo, $", \"box\": {box}");
        List(text, "tasks", lane.Tasks.Select(t => t.ToString()));
        List(text, "steps", lane.Steps.Select(s => s.ToString()));
        return text.Append(" }").ToString();
    }

    /// <summary>A list of names, broken into lines where it grows too wide.</summary>
    private static void List(StringBuilder text, string key, IEnumerable<string> names)
    {
        int column = text.Length + 6;
        string lead = $", \"{key}\": [";
        bool any = false;
        foreach (string name in names)
        {
            string item = (any ? ", " : lead) + Quote(name);
            if (any && column + item.Length > Width)
            {
                text.Append(",\n        ").Append(Quote(name));
                column = 8 + item.Length;
            }
            else
            {
                text.Append(item);
                column += item.Length;
            }
            any = true;
        }
        if (any) text.Append(']');
    }

    private static void Cards(StringBuilder text, string key, IEnumerable<string> cards)
    {
        string list = string.Join(",\n    ", cards);
        if (list.Length > 0) text.Append($",\n  \"{key}\": [\n    {list}\n  ]");
    }

    private static string Number(FormattableString text) => FormattableString.Invariant(text);

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
