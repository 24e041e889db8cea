using System.Text.Json;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Results;

/// <summary>Makes the archive of a competition.</summary>
public static class ArchiveWriter
{
    /// <summary>What the database has, without anybody's token.</summary>
    /// <exception cref="InvalidDataException">The database has no competition.</exception>
    public static async Task<Archive> CollectAsync(ContestStore store, CancellationToken cancel)
    {
        Competition competition = await store.FindCompetitionAsync(cancel).ConfigureAwait(false) ?? throw new InvalidDataException("The database has no competition.");
        List<ArchivedVerdict> verdicts = [];
        foreach (Judgement j in await store.JudgementsAsync(cancel).ConfigureAwait(false))
        {
            List<JudgedRun> runs = await store.RunsAsync(j.LevelHash, j.PlanHash, j.Epoch, cancel).ConfigureAwait(false);
            verdicts.Add(new(j.LevelHash, j.PlanHash, j.Epoch, j.Outcome.Name(), j.Verdict.Name(), j.Explanation, j.Minutes, j.BestMinutes, j.SecondMinutes, j.ModelMinutes, j.BoundMinutes,
                [.. j.Metrics.Select(m => new MetricView(m.Metric.Name(), m.Value))], MedalNames.Name(j.Medal), j.Machine, [.. runs.Select(r => new ArchivedRun(r.ElapsedMs, r.DiscardedBecause))]));
        }
        return new()
        {
            Format = competition.Settings.TwinSeed is null ? Archive.PlainFormat : Archive.TwinFormat,
            RulesVersion = Simulator.RulesVersion,
            Id = competition.Id,
            Title = competition.Settings.Title,
            State = competition.State.Name(),
            Waiver = competition.Waiver,
            DurationMs = competition.Settings.DurationMs,
            TempoMs = competition.Settings.TempoMs,
            Levels = [.. competition.Settings.Levels.Select(l => new ArchivedLevel(l.Id, l.Title, l.Hash, l.Weight, l.Text))],
            TwinSeed = competition.Settings.TwinSeed,
            Players = [.. (await store.PlayersAsync(cancel).ConfigureAwait(false)).Select(p => new ArchivedPlayer(p.Id, p.Name, p.IsHidden, p.IsKicked, p.ExtraMs))],
            Submissions = [.. (await store.SubmissionsAsync(cancel).ConfigureAwait(false)).Select(s => new ArchivedSubmission(s.Id, s.Player, s.Level, s.LevelHash, s.PlanHash, s.Epoch, s.State.Name(), s.ContestMs, s.ReceivedAtMs, s.PlanText))],
            Verdicts = [.. verdicts],
            Duels = [.. (await store.DuelsAsync(cancel).ConfigureAwait(false)).Select(p => new ArchivedDuelPlace(p.LevelHash, p.PlanHash, p.Rank, p.BestMinutes, p.Rounds))],
            Machines = [.. (await store.MachinesAsync(cancel).ConfigureAwait(false)).Select(m => new ArchivedMachine(m.Name, m.Cores, m.IsQuarantined, m.NoisePercent, Certificate(m)))],
        };
    }

    private static JsonElement Certificate(JudgeMachine machine)
    {
        using JsonDocument certificate = JsonDocument.Parse(machine.CertificateJson);
        return certificate.RootElement.Clone();
    }
}
