using System.Collections.Immutable;
using System.Text;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Contest.Results;

/// <summary>A plan judged again.</summary>
/// <param name="Level">Id of the level.</param>
/// <param name="PlanHash">SHA-256 of the canonical plan.</param>
/// <param name="Archived">What the archive says.</param>
/// <param name="Found">What came out here.</param>
public sealed record Verified(string Level, string PlanHash, ArchivedVerdict Archived, Finding Found);

/// <summary>What a verification found.</summary>
/// <param name="Plans">Every plan that was judged again.</param>
/// <param name="Disagreements">Sentences; empty if the archive is confirmed.</param>
/// <param name="Unjudged">Plans that this machine could not judge: too noisy, or it failed.</param>
public sealed record Verification(ImmutableArray<Verified> Plans, ImmutableArray<string> Disagreements, int Unjudged);

/// <summary>Judges the plans of an archive again, on any machine, and says where it comes to another result. Times are compared by their order alone, and only where no noise explains the difference.</summary>
/// <param name="engine">Runs plans.</param>
/// <param name="limits">What one run may ask of this machine.</param>
public sealed class Verifier(IServingEngine engine, CostLimits limits)
{
    private const int MostAttempts = 3;

    /// <summary>Verifies.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="top">So many of the fastest plans of each level; 0: every plan.</param>
    /// <param name="progress">Told of every plan that is judged.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="InvalidDataException">A level of the archive cannot be played.</exception>
    public async Task<Verification> VerifyAsync(Archive archive, int top, IProgress<Verified>? progress, CancellationToken cancel)
    {
        List<Verified> all = [];
        List<string> disagreements = [];
        Judge judge = new(engine, limits, archive.TempoMs);
        Dictionary<(string, string, int), ArchivedVerdict> verdicts = [];
        foreach (ArchivedVerdict v in archive.Verdicts)
            if (!verdicts.TryAdd((v.LevelHash, v.PlanHash, v.Epoch), v)) disagreements.Add($"plan {Short(v.PlanHash)} has two verdicts of one epoch");
        foreach (ArchivedLevel level in archive.Levels)
        {
            if (Hashes.OfText(level.Text) != level.Hash)
            {
                disagreements.Add($"{level.Id}: the level's text is not the one that was played");
                continue;
            }
            LevelSet levels = LevelSet.Read([new(level.Id, level.Title, level.Text, level.Weight)], archive.TwinSeed);
            ArchivedSubmission[] submissions = [.. archive.Submissions.Where(s => s.Level == level.Id && s.State == SubmissionState.Judged.Name())];
            (ArchivedSubmission Submission, ArchivedVerdict Verdict)[] judged = [.. submissions.DistinctBy(s => (s.LevelHash, s.PlanHash))
                .Select(s => (s, verdicts.GetValueOrDefault((s.LevelHash, s.PlanHash, s.Epoch)))).Where(s => s.Item2 is not null).OrderBy(s => s.Item2!.Outcome != "ok").ThenBy(s => s.Item2!.Minutes ?? decimal.MaxValue)!];
            disagreements.AddRange(submissions.Where(s => !verdicts.ContainsKey((s.LevelHash, s.PlanHash, s.Epoch)))
                .Select(s => $"{level.Id}: submission {s.Id} is judged and has no verdict"));
            List<Verified> here = [];
            foreach ((ArchivedSubmission submission, ArchivedVerdict verdict) in top > 0 ? judged.Take(top) : judged)
            {
                PlayedLevel played = levels.Find(level.Id, submission.Player)!;
                if (played.Text.Hash != submission.LevelHash)
                {
                    disagreements.Add($"{level.Id}: submission {submission.Id} is not for the level's text that its player had");
                    continue;
                }
                if (HashOf(played.Level, submission.Plan) != submission.PlanHash)
                {
                    disagreements.Add($"{level.Id}: the plan of submission {submission.Id} is not the one that was judged");
                    continue;
                }
                Finding found = await JudgeAsync(judge, played.Text.Text, submission.Plan, cancel).ConfigureAwait(false);
                Verified verified = new(level.Id, submission.PlanHash, verdict, found);
                here.Add(verified);
                progress?.Report(verified);
            }
            disagreements.AddRange(here.SelectMany(Contradiction));
            disagreements.AddRange(Orders(here));
            all.AddRange(here);
        }
        return new([.. all], [.. disagreements], all.Count(v => IsUnjudged(v.Found)));
    }

    private static async Task<Finding> JudgeAsync(Judge judge, string level, string plan, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            Finding found = await judge.JudgeAsync(level, plan, cancel).ConfigureAwait(false);
            if (attempt == MostAttempts || !(found.Outcome == JudgementOutcome.Noisy || found is { Outcome: JudgementOutcome.Error, IsWorthRetrying: true })) return Judge.Settle(found);
        }
    }

    private static bool IsUnjudged(Finding found) => found.Outcome is JudgementOutcome.Noisy or JudgementOutcome.Error;

    private static IEnumerable<string> Contradiction(Verified v)
    {
        if (IsUnjudged(v.Found) || v.Archived.Outcome is "noisy" or "error" || v.Archived.Outcome == v.Found.Outcome.Name()) return [];
        return [$"{v.Level}: plan {Short(v.PlanHash)} was {v.Archived.Outcome} ({v.Archived.Verdict}) and is {v.Found.Outcome.Name()} here: {v.Found.Explanation}"];
    }

    /// <summary>Pairs that both sides tell apart beyond their bands, in opposite orders.</summary>
    private static IEnumerable<string> Orders(List<Verified> plans)
    {
        Verified[] timed = [.. plans.Where(v => v.Archived is { Outcome: "ok", Minutes: > 0 } && v.Found is { Outcome: JudgementOutcome.Ok, Minutes: > 0 })];
        double then = NoiseBand.Of(timed.Where(v => v.Archived.SecondMinutes is not null).Select(v => (IReadOnlyCollection<decimal>)[v.Archived.BestMinutes!.Value, v.Archived.SecondMinutes!.Value]));
        double now = NoiseBand.Of(timed.Select(v => (IReadOnlyCollection<decimal>)v.Found.Runs));
        for (int a = 0; a < timed.Length; a++)
            for (int b = a + 1; b < timed.Length; b++)
            {
                (decimal a1, decimal b1, decimal a2, decimal b2) = (timed[a].Archived.Minutes!.Value, timed[b].Archived.Minutes!.Value, timed[a].Found.Minutes!.Value, timed[b].Found.Minutes!.Value);
                if (!NoiseBand.IsTie(a1, b1, then) && !NoiseBand.IsTie(a2, b2, now) && a1 < b1 != a2 < b2)
                    yield return FormattableString.Invariant($"{timed[a].Level}: plan {Short(timed[a].PlanHash)} took {a1:0.00} minutes and {Short(timed[b].PlanHash)} {b1:0.00}; here {a2:0.00} and {b2:0.00}");
            }
    }

    private static string? HashOf(Level level, string plan) =>
        PlanReader.Read(Encoding.UTF8.GetBytes(plan), "plan", level) is { IsGood: true } read ? PlanHash.Of(PlanCompiler.Compile(level, read.Value)) : null;

    private static string Short(string hash) => hash.Length > 8 ? hash[..8] : hash;
}
