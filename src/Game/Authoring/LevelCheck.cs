using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Authoring;

/// <summary>What is to be said of a level file.</summary>
/// <param name="Level">The level; null if it does not read.</param>
/// <param name="Problems">Why it does not read, or what is to be mended in it, in file order; empty if it is good.</param>
public sealed record LevelCheck(Level? Level, ImmutableArray<Problem> Problems)
{
    /// <summary>The level reads, and there is nothing to mend.</summary>
    public bool IsGood => Problems.IsEmpty;

    /// <summary>Reads a level and looks at everything that <c>check</c> asks of one.</summary>
    /// <param name="utf8">The file.</param>
    /// <param name="source">How problems name it.</param>
    /// <param name="searches">Whether to search for better plans and gold without the idea, too, which takes a second or more.</param>
    /// <param name="taken">Ids that other files have, with their names.</param>
    /// <param name="cancel">Ends a search with <see cref="OperationCanceledException"/>.</param>
    public static LevelCheck Of(ReadOnlyMemory<byte> utf8, string source, bool searches = true, IReadOnlyDictionary<string, string>? taken = null, CancellationToken cancel = default)
    {
        ReadResult<Level> read = LevelReader.Read(utf8, source);
        if (!read.IsGood) return new(null, read.Problems);
        JsonText text = JsonText.Parse(utf8, source);
        if (taken?.GetValueOrDefault(read.Value.Id) is { } other) text.Root!.ReportBelow("$.id", $"{other} has the same id: choose another");
        ImmutableArray<LevelFinding> found = [.. TermsOf(read.Value), .. LevelChecker.Check(read.Value)];
        foreach (LevelFinding finding in found.IsEmpty && searches ? LevelLints.Check(read.Value, cancel) : found) text.Root!.ReportBelow(finding.Path, finding.Message);
        return new(read.Value, text.Problems.ToArray());
    }

    /// <summary>Why the problems matter and how they are usually mended: once for each kind, however often it occurs.</summary>
    public static IEnumerable<LevelAdvice> AdviceFor(IEnumerable<Problem> findings) => findings.Select(f => LevelAdvice.For(f.Path)).OfType<LevelAdvice>().Distinct();

    private static IEnumerable<LevelFinding> TermsOf(Level level) => level.Teaches.Select((term, i) => (term, i)).Where(t => AlmanacTerms.Find(t.term) is null)
        .Select(t => new LevelFinding($"$.teaches[{t.i}]", $"the almanac has no term {SafeText.Quote(t.term)}{Suggestion.DidYouMean(t.term, AlmanacTerms.All.Select(a => a.Id))}"));
}
