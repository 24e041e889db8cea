using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
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
        LevelSet levels = competition.Settings.ReadLevels();
        foreach (ContestLevel level in await OpenAsync(competition, cancel).ConfigureAwait(false))
        {
            ILookup<string, Contender> contenders = submissions.Where(s => s.Level == level.Id && s.State == SubmissionState.Judged)
                .Select(s => (Submission: s, Verdict: verdicts.GetValueOrDefault((s.LevelHash, s.PlanHash, s.Epoch))))
                .Where(c => c.Verdict is { Outcome: JudgementOutcome.Ok, Minutes: > 0 })
                .DistinctBy(c => (c.Submission.LevelHash, c.Submission.PlanHash))
                .Select(c => new Contender(c.Submission, levels.Find(level.Id, c.Submission.Player)!, c.Verdict!)).ToLookup(c => ProgramOf(c, levels));
            ImmutableArray<DuelResult> results = await SettleAsync(level, [.. contenders], cancel).ConfigureAwait(false);
            await store.WriteAsync(transaction => ContestStore.InsertDuelAsync(transaction, level.Hash, results, cancel), cancel).ConfigureAwait(false);
        }
    }

    /// <param name="level">The level.</param>
    /// <param name="plans">The plans that were served. Those of different twins that are one program stand together: the first of them runs, and its place is theirs.</param>
    /// <param name="cancel">Gives up.</param>
    private async Task<ImmutableArray<DuelResult>> SettleAsync(ContestLevel level, ImmutableArray<IGrouping<string, Contender>> plans, CancellationToken cancel)
    {
        ImmutableArray<Contender> first = [.. plans.Select(p => p.First())];
        double band = NoiseBand.Of(first.Where(c => c.Verdict.SecondMinutes is not null).Select(c => (IReadOnlyCollection<decimal>)[c.Verdict.BestMinutes!.Value, c.Verdict.SecondMinutes!.Value]));
        ImmutableArray<Finalist> finalists = Duel.Choose(first.Select((c, i) => new Finalist(i, c.Verdict.Minutes!.Value)), band);
        if (finalists.IsEmpty) return [];
        Duel duel = new(finalists);
        Begins(level.Id, finalists.Length);
        while (duel.Next is { } next)
        {
            Contender contender = first[(int)next.Verdict];
            Measurement run = await engine.ServeAsync(new(contender.Level.Text.Text, contender.Submission.PlanText, contender.Verdict.ModelMinutes) { TempoMs = tempoMs, Repeats = 1 }, cancel).ConfigureAwait(false);
            duel.Ran(run.Verdict == Verdict.Served ? run.Minutes : null);
        }
        return [.. duel.Places.SelectMany(p => plans[(int)p.Verdict].Select(c => new DuelResult(c.Submission.LevelHash, c.Submission.PlanHash, p.Rank, p.Best, p.Rounds)))];
    }

    /// <summary>The same for plans that differ in nothing but which names their players' twins give to the tasks.</summary>
    private static string ProgramOf(Contender contender, LevelSet levels)
    {
        if (!levels.HasTwins(contender.Submission.Level)) return contender.Submission.PlanHash;
        Plan plan = PlanReader.Read(Encoding.UTF8.GetBytes(contender.Submission.PlanText), "plan", contender.Level.Level).Value ?? throw new InvalidOperationException($"Submission {contender.Submission.Number} was taken and is not legal.");
        return PlanHash.Of(PlanCompiler.Compile(levels.Find(contender.Submission.Level)!.Level, levels.ForTeachers(contender.Level, plan)));
    }

    private async Task<ImmutableArray<ContestLevel>> OpenAsync(Competition competition, CancellationToken cancel)
    {
        HashSet<string> settled = await store.SettledDuelsAsync(cancel).ConfigureAwait(false);
        return [.. competition.Settings.Levels.Where(l => !settled.Contains(l.Hash))];
    }

    [LoggerMessage(71, LogLevel.Information, "Duel on {Level}: {Plans} plans")]
    private partial void Begins(string level, int plans);

    private sealed record Contender(Submission Submission, PlayedLevel Level, Judgement Verdict);
}
