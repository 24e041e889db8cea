using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Session.Saves;

/// <summary>Reads what <see cref="SaveWriter"/> wrote, on this machine or another. Anything else is reported, and nothing of the file taken.</summary>
/// <remarks>Whole lives of play fit in, so the limit is larger than for levels and plans.</remarks>
internal sealed class SaveReader
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 256 << 20;

    private const int MostProblems = 20;
    private const int MostElapsed = 1_000;
    private const int LongestText = 1_000;
    private const decimal MostMinutes = 1_000_000_000;

    private readonly string _source;
    private readonly List<Problem> _problems = [];

    private SaveReader(string source) => _source = source;

    /// <summary>Reads a file.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="source">How problems name it.</param>
    public static ReadResult<SaveContent> Read(ReadOnlyMemory<byte> utf8, string source)
    {
        SaveReader reader = new(source);
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            if (utf8.Length > MostBytes) reader.Report("$", $"the file is too large: at most {MostBytes >> 20} MiB are read");
            else
            {
                using JsonDocument document = JsonDocument.Parse(utf8, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 });
                SaveContent? content = reader.Content(document.RootElement);
                if (reader._problems.Count == 0) return new(content, []);
            }
        }
        catch (JsonException e)
        {
            reader._problems.Add(new(source, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "$", "this is not JSON: the file is damaged or not a save file"));
        }
        return new(null, [.. reader._problems]);
    }

    private SaveContent? Content(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement format) || format.ValueKind != JsonValueKind.String || format.GetString() != SaveWriter.Format)
            return Report<SaveContent>("$.format", $"this is not a save file: \"format\" has to be \"{SaveWriter.Format}\"");
        int version = (int)Number(root, "$", "version", 1, int.MaxValue);
        if (version > SaveWriter.Version) return Report<SaveContent>("$.version", $"the file has version {version}, this game reads up to {SaveWriter.Version}: update the game");
        return new(List(root, "runs", Run), List(root, "plans", Plan), List(root, "edits", Edit), Pairs(root, "boards"), Pairs(root, "settings"));
    }

    private SavedRun Run(JsonElement run, string path) => new(Id(run, path, "id"), Time(run, path), Text(run, path, "engine"), Text(run, path, "machine"), (int)Number(run, path, "rules", 0, int.MaxValue),
        new(Level(run, path), PlanOf(run, path), (Verdict)OneOf(run, path, "verdict", ScoringNames.Verdicts), (Medal)OneOf(run, path, "medal", SaveWriter.Medals), Number(run, path, "minutes", 0, MostMinutes))
        {
            ModelMinutes = run.TryGetProperty("modelMinutes", out _) ? Number(run, path, "modelMinutes", 0, MostMinutes) : null,
            ElapsedMs = Elapsed(run, path),
            Discarded = (int)Number(run, path, "discarded", 0, int.MaxValue),
            TempoMs = (int)Number(run, path, "tempoMs", 1, int.MaxValue),
            NsPerChunk = run.TryGetProperty("nsPerChunk", out _) ? (double)Number(run, path, "nsPerChunk", 0, MostMinutes) : null,
        });

    private SavedPlanText Plan(JsonElement plan, string path) =>
        new(Level(plan, path), Text(plan, path, "name"), Time(plan, path).ToUnixTimeMilliseconds(), PlanWriter.Write(PlanOf(plan, path)));

    private SavedEdit Edit(JsonElement edit, string path) =>
        new(Id(edit, path, "id"), edit.TryGetProperty("parent", out _) ? Id(edit, path, "parent") : null, Level(edit, path), Time(edit, path).ToUnixTimeMilliseconds(), PlanWriter.Write(PlanOf(edit, path)));

    private ImmutableArray<T> List<T>(JsonElement root, string key, Func<JsonElement, string, T> read)
    {
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>();
        if (!root.TryGetProperty(key, out JsonElement list)) return [];
        if (list.ValueKind != JsonValueKind.Array) Report($"$.{key}", "this has to be a list");
        else
        {
            foreach (JsonElement item in list.EnumerateArray())
            {
                string path = $"$.{key}[{items.Count}]";
                if (item.ValueKind != JsonValueKind.Object) Report(path, "this has to be an object");
                else items.Add(read(item, path));
                if (_problems.Count >= MostProblems) return [];
            }
        }
        return items.ToImmutable();
    }

    private ImmutableArray<(string, string)> Pairs(JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out JsonElement pairs)) return [];
        if (pairs.ValueKind != JsonValueKind.Object) Report($"$.{key}", "this has to be an object");
        else return [.. pairs.EnumerateObject().Select(p => (p.Name, Text(pairs, $"$.{key}", p.Name)))];
        return [];
    }

    private Plan PlanOf(JsonElement owner, string path)
    {
        if (Find(owner, path, "plan", JsonValueKind.Object) is JsonElement plan)
        {
            ReadResult<Plan> read = PlanReader.ReadDraft(Encoding.UTF8.GetBytes(plan.GetRawText()), _source);
            foreach (Problem problem in read.Problems) Report($"{path}.plan{problem.Path[1..]}", problem.Message);
            if (read.IsGood) return read.Value;
        }
        return new() { Level = "", Kitchens = [] };
    }

    private ImmutableArray<decimal> Elapsed(JsonElement run, string path)
    {
        if (Find(run, path, "elapsedMs", JsonValueKind.Array) is not JsonElement list) return [];
        if (list.GetArrayLength() <= MostElapsed && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number && e.TryGetDecimal(out decimal ms) && ms is >= 0 and <= MostMinutes))
            return [.. list.EnumerateArray().Select(e => e.GetDecimal())];
        Report($"{path}.elapsedMs", $"this has to be a list of at most {MostElapsed} lengths of time in milliseconds");
        return [];
    }

    private string Level(JsonElement owner, string path)
    {
        string level = Text(owner, path, "level");
        if (level.Length > 0 && !Names.IsId(level)) Report($"{path}.level", Names.Complaint(level));
        return level;
    }

    private string Id(JsonElement owner, string path, string key)
    {
        string id = Text(owner, path, key);
        if (id.Length > 0 && !Guid.TryParseExact(id, "N", out _)) Report($"{path}.{key}", "an id has 32 hexadecimal digits");
        return id;
    }

    private DateTimeOffset Time(JsonElement owner, string path)
    {
        if (DateTimeOffset.TryParse(Text(owner, path, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)) return at;
        Report($"{path}.at", "this has to be a time such as 2026-01-31T18:30:00.000Z");
        return default;
    }

    private int OneOf(JsonElement owner, string path, string key, IReadOnlyList<string> words)
    {
        string word = Text(owner, path, key);
        for (int i = 0; i < words.Count; i++)
            if (words[i] == word) return i;
        Report($"{path}.{key}", $"{SafeText.Quote(word)} is none of {string.Join(", ", words)}");
        return 0;
    }

    private string Text(JsonElement owner, string path, string key)
    {
        if (Find(owner, path, key, JsonValueKind.String) is not JsonElement value) return "";
        string text = value.GetString()!;
        if (text.Length is > 0 and <= LongestText && SafeText.FirstUnsafe(text) < 0) return text;
        Report($"{path}.{key}", $"a text here has 1 to {LongestText} characters and no control characters");
        return "";
    }

    private decimal Number(JsonElement owner, string path, string key, decimal least, decimal most)
    {
        if (Find(owner, path, key, JsonValueKind.Number) is not JsonElement value) return least;
        if (value.TryGetDecimal(out decimal number) && number >= least && number <= most) return number;
        Report($"{path}.{key}", $"this has to be a number from {least} to {most}");
        return least;
    }

    private JsonElement? Find(JsonElement owner, string path, string key, JsonValueKind kind)
    {
        if (owner.TryGetProperty(key, out JsonElement value) && value.ValueKind == kind) return value;
        Report($"{path}.{key}", $"a value of the kind {kind.ToString().ToLowerInvariant()} is missing here");
        return null;
    }

    private T? Report<T>(string path, string message) where T : class
    {
        Report(path, message);
        return null;
    }

    private void Report(string path, string message)
    {
        if (_problems.Count < MostProblems) _problems.Add(new(_source, 0, 0, SafeText.Escape(path), message));
    }
}
