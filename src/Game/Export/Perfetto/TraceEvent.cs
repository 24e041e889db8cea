using System.Text.Json;

namespace ShortOrder.Game.Export.Perfetto;

/// <summary>One event of the trace event format.</summary>
/// <param name="At">Microseconds.</param>
/// <param name="Phase"><c>X</c> complete, <c>b</c> and <c>e</c> nestable asynchronous, <c>s</c> and <c>f</c> flow, <c>C</c> counter.</param>
/// <param name="Name">What is written on it.</param>
/// <param name="Category">Its category; asynchronous events and flows are paired by category, id and name.</param>
/// <param name="Pid">Process.</param>
/// <param name="Tid">Thread.</param>
internal sealed record TraceEvent(decimal At, char Phase, string Name, string Category, int Pid, int Tid)
{
    /// <summary>Microseconds of a complete event.</summary>
    public decimal Duration { get; init; }

    /// <summary>Pairs asynchronous events and flows.</summary>
    public int Id { get; init; }

    /// <summary>Value of a counter.</summary>
    public int Count { get; init; }

    /// <summary>Details shown when the event is selected.</summary>
    public IEnumerable<(string Name, string Text)> Args { get; init; } = [];

    /// <summary>Writes the event's object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("ph", Phase.ToString());
        json.WriteString("name", Name);
        json.WriteString("cat", Category);
        json.WriteNumber("pid", Pid);
        json.WriteNumber("tid", Tid);
        json.WriteNumber("ts", At);
        if (Phase == 'X') json.WriteNumber("dur", Duration);
        if (Phase is 'b' or 'e' or 's' or 'f') json.WriteNumber("id", Id);
        if (Phase == 'f') json.WriteString("bp", "e"); // ends at the stretch that is open, not at the next to begin
        if (Phase == 'C') WriteArgs(json, [], Count);
        else if (Args.Any()) WriteArgs(json, Args, null);
        json.WriteEndObject();
    }

    private static void WriteArgs(Utf8JsonWriter json, IEnumerable<(string Name, string Text)> args, int? count)
    {
        json.WriteStartObject("args");
        foreach ((string name, string text) in args) json.WriteString(name, text);
        if (count is { } waiting) json.WriteNumber("threads", waiting);
        json.WriteEndObject();
    }
}
