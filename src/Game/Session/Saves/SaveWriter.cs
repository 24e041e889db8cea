using System.Globalization;
using System.Text.Json;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Session.Saves;

/// <summary>A player's progress as one JSON object, which <see cref="SaveReader"/> reads.</summary>
internal static class SaveWriter
{
    /// <summary>Value of <c>format</c>.</summary>
    public const string Format = "short-order-save";

    /// <summary>Version of the object.</summary>
    public const int Version = 1;

    /// <summary>The medals' names in the order of <see cref="Medal"/>.</summary>
    public static readonly string[] Medals = ["none", "bronze", "silver", "gold"];

    /// <summary>Writes everything. Plans are objects as in plan files; minutes are kitchen minutes.</summary>
    public static void Write(Stream stream, SaveContent content)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        List(json, "runs", content.Runs, Run);
        List(json, "plans", content.Plans, Plan);
        List(json, "edits", content.Edits, Edit);
        json.WriteStartObject("boards");
        foreach ((string level, string edit) in content.Boards) json.WriteString(level, edit);
        json.WriteEndObject();
        json.WriteStartObject("settings");
        foreach ((string key, string value) in content.Settings) json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static void List<T>(Utf8JsonWriter json, string key, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(key);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Run(Utf8JsonWriter json, SavedRun run)
    {
        Attempt attempt = run.Attempt;
        json.WriteString("id", run.Id);
        json.WriteString("at", Time(run.At));
        json.WriteString("level", attempt.Level);
        json.WriteString("engine", run.Engine);
        json.WriteString("verdict", attempt.Verdict.Name());
        json.WriteString("medal", Medals[(int)attempt.Medal]);
        json.WriteNumber("minutes", attempt.Minutes);
        if (attempt.ModelMinutes is decimal model) json.WriteNumber("modelMinutes", model);
        json.WriteStartArray("elapsedMs");
        foreach (decimal elapsed in attempt.ElapsedMs) json.WriteNumberValue(elapsed);
        json.WriteEndArray();
        json.WriteNumber("discarded", attempt.Discarded);
        json.WriteNumber("tempoMs", attempt.TempoMs);
        if (attempt.NsPerChunk is double ns) json.WriteNumber("nsPerChunk", ns);
        json.WriteString("machine", run.Machine);
        json.WriteNumber("rules", run.Rules);
        Plan(json, PlanWriter.Write(attempt.Plan));
    }

    private static void Plan(Utf8JsonWriter json, SavedPlanText plan)
    {
        json.WriteString("level", plan.Level);
        json.WriteString("name", plan.Name);
        json.WriteString("at", Time(DateTimeOffset.FromUnixTimeMilliseconds(plan.AtMs)));
        Plan(json, plan.Plan);
    }

    private static void Edit(Utf8JsonWriter json, SavedEdit edit)
    {
        json.WriteString("id", edit.Id);
        if (edit.Parent is string parent) json.WriteString("parent", parent);
        json.WriteString("level", edit.Level);
        json.WriteString("at", Time(DateTimeOffset.FromUnixTimeMilliseconds(edit.AtMs)));
        Plan(json, edit.Plan);
    }

    /// <summary>Through a document, so that the text keeps no line breaks of its own.</summary>
    private static void Plan(Utf8JsonWriter json, string plan)
    {
        json.WritePropertyName("plan");
        using JsonDocument document = JsonDocument.Parse(plan);
        document.WriteTo(json);
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
