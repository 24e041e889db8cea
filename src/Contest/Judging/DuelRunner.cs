using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Judging;

/// <summary>Runs the duels of a competition when its queue is empty: level by level, each written down as a whole, so that a judge who dies leaves the rest to the next.</summary>
public sealed partial class DuelRunner(ContestStore store, IServingEngine engine, int tempoMs, ILogger log)
{
    /// <summary>Whether duels are to be run, and by this machine: the first by name of those that are alive and sound.</summary>
    public async Task<bool> IsWantedAsync(string machine, long nowMs, CancellationToken cancel)
    {
        if (await store.FindCompetitionAsync(cancel).ConfigureAwait(false) is not { State: CompetitionState.Duel } competition) return false;
        if ((await OpenAsync(competition, cancel).ConfigureAwait(false)).IsEmpty) return false;
        JudgeMachine? first = (await store.MachinesAsync(cancel).ConfigureAwait(false)).Where(m => !m.IsQuarantined && nowMs - m.SeenAtMs < JudgingDesk.LongestSilence.TotalMilliseconds).MinBy(m => m.Name, StringComparer.Ordinal);
        return first?.Name == machine;
    }

    /// <summary>Waits until the duels of a competition are settled, by whichever judge.</summary>
    public static async Task WaitAsync(ContestStore store, TimeProvider time, CancellationToken cancel)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1), time);
        do
        {
            if (await store.FindCompetitionAsync(cancel).ConfigureAwait(false) is not { } competition) return;
            HashSet<string> settled = await store.SettledDuelsAsync(cancel).ConfigureAwait(false);
            if (competition.Settings.Levels.All(l => settled.Contains(l.Hash))) return;
        }
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false));
    }

    /// <summary>Runs what is left to run.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (await store.FindCompetitionAsync(cancel).ConfigureAwait(false) is not { State: CompetitionState.Duel } competition) return;
        List<Submission> submissions = await store.SubmissionsAsync(cancel).ConfigureAwait(false);
        Dictionary<(string, string, int), Judgement> verdicts = (await store.JudgementsAsync(cancel).ConfigureAwait(false)).ToDictionary(j => (j.LevelHash, j.PlanHash, j.Epoch));
        foreach (ContestLevel level in await OpenAsync(competition, cancel).ConfigureAwait(false))
        {
            ImmutableArray<Contender> contenders = [.. submissions.Where(s => s.LevelHash == level.Hash && s.State == SubmissionState.Judged)
                .Select(s => (Submission: s, Verdict: verdicts.GetValueOrDefault((s.LevelHash, s.PlanHash, s.Epoch))))
                .Where(c => c.Verdict is { Outcome: JudgementOutcome.Ok, Minutes: > 0 })
                .DistinctBy(c => c.Submission.PlanHash)
                .Select(c => new Contender(c.Submission.PlanHash, c.Submission.PlanText, c.Verdict!))];
            ImmutableArray<DuelResult> results = await SettleAsync(level, contenders, cancel).ConfigureAwait(false);
            await store.WriteAsync(transaction => ContestStore.InsertDuelAsync(transaction, level.Hash, results, cancel), cancel).ConfigureAwait(false);
        }
    }

    private async Task<ImmutableArray<DuelResult>> SettleAsync(ContestLevel level, ImmutableArray<Contender> contenders, CancellationToken cancel)
    {
        double band = NoiseBand.Of(contenders.Where(c => c.Verdict.SecondMinutes is not null).Select(c => (IReadOnlyCollection<decimal>)[c.Verdict.BestMinutes!.Value, c.Verdict.SecondMinutes!.Value]));
        ImmutableArray<Finalist> finalists = Duel.Choose(contenders.Select((c, i) => new Finalist(i, c.Verdict.Minutes!.Value)), band);
        if (finalists.IsEmpty) return [];
        Duel duel = new(finalists);
        Begins(level.Id, finalists.Length);
        while (duel.Next is { } next)
        {
            Contender contender = contenders[(int)next.Verdict];
            Measurement run = await engine.ServeAsync(new(level.Text, contender.Plan, contender.Verdict.ModelMinutes) { TempoMs = tempoMs, Repeats = 1 }, cancel).ConfigureAwait(false);
            duel.Ran(run.Verdict == Verdict.Served ? run.Minutes : null);
        }
        return [.. duel.Places.Select(p => new DuelResult(contenders[(int)p.Verdict].Hash, p.Rank, p.Best, p.Rounds))];
    }

    private async Task<ImmutableArray<ContestLevel>> OpenAsync(Competition competition, CancellationToken cancel)
    {
        HashSet<string> settled = await store.SettledDuelsAsync(cancel).ConfigureAwait(false);
        return [.. competition.Settings.Levels.Where(l => !settled.Contains(l.Hash))];
    }

    [LoggerMessage(71, LogLevel.Information, "Duel on {Level}: {Plans} plans")]
    private partial void Begins(string level, int plans);

    private sealed record Contender(string Hash, string Plan, Judgement Verdict);
}
