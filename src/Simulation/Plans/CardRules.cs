using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Plans;

/// <summary>Locks, yields, offloads, tries and reorderings: whether they are allowed, and whether they fit their tasks.</summary>
internal static class CardRules
{
    public static void Check(PlanCheck check)
    {
        Plan plan = check.Plan;
        Allowance allow = check.Level.Allow;
        Ration(check, "locks", plan.Locks.Length, allow.Locks ? Allowance.Any : 0);
        for (int i = 0; i < plan.Locks.Length && !check.IsFull; i++) CheckLock(check, i, $"$.locks[{i}]");
        Ration(check, "yields", plan.Yields.Length, allow.Yields);
        Spans<(int, int, KitchenDuration)> yields = new();
        for (int i = 0; i < plan.Yields.Length && !check.IsFull; i++) CheckYield(check, plan.Yields[i], yields, $"$.yields[{i}]");
        Ration(check, "offload", plan.Offloads.Length, allow.Offload ? Allowance.Any : 0);
        Spans<(int, int)> offloads = new();
        for (int i = 0; i < plan.Offloads.Length && !check.IsFull; i++) CheckOffload(check, plan.Offloads[i], offloads, $"$.offload[{i}]");
        Ration(check, "tries", plan.Tries.Length, allow.Tries ? Allowance.Any : 0);
        Spans<(int, int)> tries = new();
        for (int i = 0; i < plan.Tries.Length && !check.IsFull; i++) CheckTry(check, plan.Tries[i], tries, $"$.tries[{i}]");
        Ration(check, "order", plan.Orders.Length, allow.Order ? Allowance.Any : 0);
        HashSet<string> orders = [];
        foreach (OrderPlan order in plan.Orders)
            if (!check.IsFull) CheckOrder(check, order, orders, $"$.order.{order.Task}");
    }

    private static void Ration(PlanCheck check, string key, int count, int most)
    {
        string what = key switch { "offload" => "offloads", "order" => "changes of order", _ => key };
        if (count > LevelLimits.Cards) check.Report($"$.{key}", $"{count} {what} are too many: at most {LevelLimits.Cards}");
        else if (count > most) check.Report($"$.{key}", most == 0 ? $"the level allows no {what}: take them out" : $"{count} {what}, the level allows {most}: {count - most} too many");
    }

    /// <summary>Index of the task whose step a card sits on, or −1 after a report.</summary>
    private static int Target(PlanCheck check, TaskRef reference, int step, string path, string stepKey)
    {
        int spec = check.Task($"{path}.task", reference.Task);
        if (spec < 0) return -1;
        if (reference.Next != 0)
        {
            check.Report($"{path}.task", $"\"{reference}\" is for lanes: name the copies, e.g. \"{reference.Task}#1..{Math.Max(reference.Next, 1)}\", or all by \"{reference.Task}\"");
            return -1;
        }
        if (!check.HasCopies($"{path}.task", spec, reference)) return -1;
        int count = check.Level.Tasks[spec].Steps.Length;
        if (step >= 0 && step < count) return spec;
        check.Report($"{path}.{stepKey}", $"\"{reference.Task}\" has steps 0 to {count - 1}: there is no {step}");
        return -1;
    }

    private static void CheckLock(PlanCheck check, int index, string path)
    {
        LockPlan card = check.Plan.Locks[index];
        if (!check.Level.Shared.Contains(card.Lock))
        {
            check.Report($"{path}.lock", check.Level.Shared.IsEmpty ? $"nothing is shared in this level: {SafeText.Quote(card.Lock)} guards nothing"
                : $"no shared thing is named {SafeText.Quote(card.Lock)}{Suggestion.DidYouMean(card.Lock, check.Level.Shared)}; there {(check.Level.Shared.Length == 1 ? "is" : "are")} {string.Join(", ", check.Level.Shared.Take(8))}");
        }
        int spec = Target(check, card.Task, card.From, path, "from");
        if (spec < 0 || Target(check, card.Task, card.To, path, "to") < 0) return;
        if (card.To < card.From)
        {
            check.Report($"{path}.to", $"the lock ends at step {card.To}, before it begins at {card.From}: swap them");
            return;
        }
        for (int other = 0; other < index; other++)
        {
            LockPlan before = check.Plan.Locks[other];
            if (before.Lock != card.Lock || before.Task.Task != card.Task.Task || before.To < card.From || card.To < before.From) continue;
            if (!Meet(check.Claims.Span(spec, before.Task), check.Claims.Span(spec, card.Task))) continue;
            check.Report(path, $"\"{card.Task}\" holds \"{card.Lock}\" already from step {before.From} to {before.To} ($.locks[{other}]), and would wait for itself: join the two or take one out");
            return;
        }
    }

    private static void CheckYield(PlanCheck check, YieldPlan card, Spans<(int, int, KitchenDuration)> seen, string path)
    {
        int spec = Target(check, card.Task, card.Step, path, "step");
        if (spec < 0 || !RunsOnLoops(check, spec, card.Task, path, "yields")) return;
        StepSpec step = check.Level.Tasks[spec].Steps[card.Step];
        if (step.Kind != StepKind.Cpu) check.Report($"{path}.step", $"step {card.Step} of \"{card.Task.Task}\" is no cpu step: a coroutine yields inside hands-on work");
        else if (card.After <= KitchenDuration.Zero || card.After >= step.Duration)
            check.Report($"{path}.after", $"after {card.After} of {step.Duration} minutes: yield inside the step, later than 0 and earlier than {step.Duration}");
        if (seen.Add((spec, card.Step, card.After), check.Claims.Span(spec, card.Task)) is int copy)
            check.Report(path, $"\"{check.NameOf(check.Claims.IndexOf(spec, copy))}\" yields there already: take one out");
    }

    private static void CheckOffload(PlanCheck check, OffloadPlan card, Spans<(int, int)> seen, string path)
    {
        CheckTarget(check, card.To, $"{path}.to");
        int spec = Target(check, card.Task, card.Step, path, "step");
        if (spec < 0 || !RunsOnLoops(check, spec, card.Task, path, "is offloaded")) return;
        StepSpec step = check.Level.Tasks[spec].Steps[card.Step];
        if (step.Kind is StepKind.Take or StepKind.Drop)
            check.Report($"{path}.step", $"step {card.Step} of \"{card.Task.Task}\" takes no time: offload a cpu or io step");
        (int From, int To) span = check.Claims.Span(spec, card.Task);
        if (seen.Add((spec, card.Step), span) is int copy)
            check.Report(path, $"step {card.Step} of \"{check.NameOf(check.Claims.IndexOf(spec, copy))}\" is offloaded already: take one out");
        else if (check.Plan.Yields.Any(y => y.Step == card.Step && y.Task.Task == card.Task.Task && Meet(check.Claims.Span(spec, y.Task), span)))
            check.Report(path, $"step {card.Step} of \"{card.Task}\" yields and is offloaded: a helper has nobody to yield to; take one out");
        for (int i = span.From; i <= span.To; i++)
        {
            int instance = check.Claims.IndexOf(spec, i);
            if (check.Claims.Owners[instance] is not LaneEntry owner || check.Plan.Kitchens[owner.Kitchen].Name != card.To) continue;
            check.Report($"{path}.to", $"\"{check.NameOf(instance)}\" runs in {SafeText.Quote(card.To)} itself: offload to another kitchen or to \"thread\"");
            return;
        }
    }

    private static void CheckTry(PlanCheck check, TryPlan card, Spans<(int, int)> seen, string path)
    {
        int spec = Target(check, card.Task, card.Step, path, "step");
        if (spec < 0) return;
        if (check.Level.Tasks[spec].Steps[card.Step].Kind != StepKind.Io)
            check.Report($"{path}.step", $"step {card.Step} of \"{card.Task.Task}\" is no io step: only what is asked of somebody else can fail");
        (int From, int To) span = check.Claims.Span(spec, card.Task);
        if (seen.Add((spec, card.Step), span) is int copy)
            check.Report(path, $"step {card.Step} of \"{check.NameOf(check.Claims.IndexOf(spec, copy))}\" is tried again already: take one out");
        for (int i = span.From; i <= span.To; i++)
        {
            int instance = check.Claims.IndexOf(spec, i);
            if (check.Claims.Owners[instance] is not { Kind: LaneKind.Manual }) continue;
            check.Report($"{path}.task", $"\"{check.NameOf(instance)}\" is on a manual lane: equipment that a cook has started cannot try again by itself");
            return;
        }
    }

    private static void CheckTarget(PlanCheck check, string to, string path)
    {
        if (to == OffloadTargets.Thread) return;
        Kitchen? kitchen = check.Plan.Kitchens.FirstOrDefault(k => k.Name == to);
        if (kitchen is null)
            check.Report(path, $"no kitchen is named {SafeText.Quote(to)}{Suggestion.DidYouMean(to, check.Plan.Kitchens.Select(k => k.Name).Append(OffloadTargets.Thread))}; write \"thread\" for a helper thread");
        else if (kitchen.Copies > 1)
            check.Report(path, $"{SafeText.Quote(to)} is a process pool: offload to a kitchen without copies, or to \"thread\"");
    }

    private static bool RunsOnLoops(PlanCheck check, int spec, TaskRef reference, string path, string what)
    {
        (int from, int to) = check.Claims.Span(spec, reference);
        for (int copy = from; copy <= to; copy++)
        {
            int instance = check.Claims.IndexOf(spec, copy);
            if (check.Claims.Owners[instance] is not LaneEntry owner || owner.Kind is LaneKind.Loop or LaneKind.Greenlets) continue;
            check.Report($"{path}.task", $"\"{check.NameOf(instance)}\" is on a {PlanNames.Of(owner.Kind)} lane: only a task on a loop or greenlets lane {what}");
            return false;
        }
        return true;
    }

    private static void CheckOrder(PlanCheck check, OrderPlan card, HashSet<string> seen, string path)
    {
        int spec = check.Task(path, card.Task);
        if (spec < 0) return;
        if (!seen.Add(card.Task)) check.Report(path, $"the order of \"{card.Task}\" is there twice: keep one");
        ImmutableArray<StepSpec> steps = check.Level.Tasks[spec].Steps;
        string[] taken = [.. steps.Where(s => s.Kind == StepKind.Take).Select(s => s.Tool!)];
        if (!taken.Order(StringComparer.Ordinal).SequenceEqual(card.Tools.Order(StringComparer.Ordinal)))
        {
            check.Report(path, taken.Length == 0 ? $"\"{card.Task}\" takes no tools: leave it out" : $"list each tool that \"{card.Task}\" takes once: {string.Join(", ", taken)} in any order");
            return;
        }
        Queue<string> order = new(card.Tools);
        StepSpec[] reordered = [.. steps.Select(s => s.Kind == StepKind.Take ? s with { Tool = order.Dequeue() } : s)];
        foreach ((_, string message) in HeldTools.Check(reordered).Take(1)) check.Report(path, $"in this order {message}");
    }

    private static bool Meet((int From, int To) a, (int From, int To) b) => a.From <= b.To && b.From <= a.To;

    /// <summary>Which copies have a card of the same kind on the same spot.</summary>
    private sealed class Spans<TSpot> where TSpot : notnull
    {
        private readonly Dictionary<TSpot, List<(int From, int To)>> _spans = [];

        /// <summary>Notes the copies; the first of them that was noted before, or null.</summary>
        public int? Add(TSpot spot, (int From, int To) span)
        {
            if (!_spans.TryGetValue(spot, out List<(int From, int To)>? noted)) _spans[spot] = noted = [];
            int met = noted.FindIndex(n => Meet(n, span));
            noted.Add(span);
            return met < 0 ? null : Math.Max(noted[met].From, span.From);
        }
    }
}
