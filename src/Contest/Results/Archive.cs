using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Results;

/// <summary>A competition with all that is needed to judge it again: levels, every submission, every verdict with its runs, the judges' certificates. No secret is in it.</summary>
public sealed record Archive
{
    /// <summary>The form's number where everybody plays the same text.</summary>
    public const int PlainFormat = 1;

    /// <summary>The form's number where players have twins: a <see cref="TwinSeed"/> is added.</summary>
    public const int TwinFormat = 2;

    /// <summary>Form of the file.</summary>
    public required int Format { get; init; }

    /// <summary>Version of the rules of time.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>Id of the competition.</summary>
    public required string Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its state when this was written.</summary>
    public required string State { get; init; }

    /// <summary>What the teacher waived at the start; null if nothing.</summary>
    public string? Waiver { get; init; }

    /// <summary>Length in milliseconds.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Real milliseconds of a kitchen minute in all its runs.</summary>
    public required int TempoMs { get; init; }

    /// <summary>The levels in their order, as the teacher named them.</summary>
    public required ImmutableArray<ArchivedLevel> Levels { get; init; }

    /// <summary>What players' twins of the levels are made from; null if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TwinSeed { get; init; }

    /// <summary>The players in the order in which they joined.</summary>
    public required ImmutableArray<ArchivedPlayer> Players { get; init; }

    /// <summary>Every submission in the order of arrival.</summary>
    public required ImmutableArray<ArchivedSubmission> Submissions { get; init; }

    /// <summary>Every verdict.</summary>
    public required ImmutableArray<ArchivedVerdict> Verdicts { get; init; }

    /// <summary>Places of the duels.</summary>
    public required ImmutableArray<ArchivedDuelPlace> Duels { get; init; }

    /// <summary>The judges' machines.</summary>
    public required ImmutableArray<ArchivedMachine> Machines { get; init; }

    /// <summary>SHA-256 of the file as it is with this empty, in lower-case hex.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The file's bytes, with their hash in it.</summary>
    public byte[] Write()
    {
        byte[] bare = JsonSerializer.SerializeToUtf8Bytes(this with { Sha256 = "" }, ArchiveJson.Default.Archive);
        return JsonSerializer.SerializeToUtf8Bytes(this with { Sha256 = Hashes.Of(bare) }, ArchiveJson.Default.Archive);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is none of ours, or not as it was written; says why.</exception>
    public static Archive Read(ReadOnlySpan<byte> utf8)
    {
        Archive archive;
        try
        {
            archive = JsonSerializer.Deserialize(utf8, ArchiveJson.Default.Archive) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"This is no archive of a competition: {e.Message}", e);
        }
        if (archive.Format is not (PlainFormat or TwinFormat)) throw new InvalidDataException($"The archive is of form {archive.Format}; this version of the game reads forms {PlainFormat} and {TwinFormat}.");
        string hash = Hashes.Of(JsonSerializer.SerializeToUtf8Bytes(archive with { Sha256 = "" }, ArchiveJson.Default.Archive));
        return hash == archive.Sha256 ? archive : throw new InvalidDataException("The archive was changed after it was written: its hash does not fit what is in it.");
    }
}

/// <summary>A level.</summary>
public sealed record ArchivedLevel(string Id, string Title, string Hash, int Weight, string Text);

/// <summary>A player.</summary>
public sealed record ArchivedPlayer(string Id, string Name, bool IsHidden, bool IsKicked, long ExtraMs);

/// <summary>A submission.</summary>
public sealed record ArchivedSubmission(string Id, string Player, string Level, string LevelHash, string PlanHash, int Epoch, string State, long ContestMs, long ReceivedAtMs, string Plan);

/// <summary>A verdict. Times are kitchen minutes.</summary>
public sealed record ArchivedVerdict(string LevelHash, string PlanHash, int Epoch, string Outcome, string Verdict, string Explanation, decimal? Minutes, decimal? BestMinutes, decimal? SecondMinutes,
    decimal ModelMinutes, decimal BoundMinutes, ImmutableArray<MetricView> Metrics, string Medal, string? Machine, ImmutableArray<ArchivedRun> Runs);

/// <summary>A run.</summary>
public sealed record ArchivedRun(decimal ElapsedMs, string? DiscardedBecause);

/// <summary>A plan's place in a duel.</summary>
public sealed record ArchivedDuelPlace(string LevelHash, string PlanHash, int Rank, decimal BestMinutes, int Rounds);

/// <summary>A judge's machine with its certificate.</summary>
public sealed record ArchivedMachine(string Name, int Cores, bool IsQuarantined, decimal NoisePercent, JsonElement Certificate);

/// <summary>The archive's JSON: strict, since it may come from anywhere.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", MaxDepth = 16, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Archive))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
