using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Screens.Competition;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Hosting;

/// <summary>Draws what the teacher should know of the judge: the queue, the machines with their noise, plans that are alike.</summary>
internal static class JudgeRows
{
    /// <summary>Above these the start-up runs of a machine differ too much: warned of, and not to be trusted without a word in the results.</summary>
    private const decimal Noisy = 5, TooNoisy = 15;

    private const long LongSilenceMs = 15_000;

    public static IEnumerable<Line> Draw(HostView view, int width, int height)
    {
        List<Line> rows = [Layout.Rule("queue", width)];
        if (view.Judges is not { } judges) return [.. rows, Line.Of("  Not known yet.", Ink.Dim)];
        rows.Add(Line.Of($"  {judges.Waiting} waiting, {judges.Judging} being judged", judges.Waiting > 0 ? Ink.Normal : Ink.Dim));
        rows.AddRange([Line.Empty, Layout.Rule("machines", width)]);
        if (judges.Machines.IsEmpty) rows.AddRange(Layout.Wrap("No judge has reported yet: plans are taken and wait. With --no-judge start one by: shortorder judge --database …", width - 4, Ink.Warn).Select(l => Line.Of("  ") + l));
        foreach (MachineView machine in judges.Machines)
        {
            rows.Add(Machine(machine).Fit(width));
            if (machine.AsideBecause is { } why) rows.AddRange(Layout.Wrap(why, width - 6, Ink.Bad).Select(l => Line.Of("    ") + l));
        }
        if (judges.Machines.Any(m => m.NoisePercent > Noisy)) rows.AddRange(Layout.Wrap("What makes a machine noisy: battery saving, other programs, a browser on the same machine. The results show the noise.", width - 4, Ink.Dim).Select(l => Line.Of("  ") + l));
        rows.AddRange([Line.Empty, Layout.Rule("plans that are alike", width)]);
        if (view.Copies.IsEmpty) rows.Add(Line.Of("  None.", Ink.Dim));
        foreach ((int likeness, string level, List<(string Name, long Ms)> plans) in Alike(view).Take(Math.Max(1, height - rows.Count)))
            rows.Add((Line.Of($"  {likeness,3} %  ", Ink.Warn) + Line.Of($"{view.Levels.FirstOrDefault(l => l.Id == level)?.Title ?? level}: {string.Join(", ", plans.Select(p => $"{p.Name} at {At(p.Ms)}"))}")).Fit(width));
        return rows;
    }

    /// <summary>Pairs of plans that are alike; those that are the same program stand together, however many have it.</summary>
    private static List<(int Likeness, string Level, List<(string Name, long Ms)> Plans)> Alike(HostView view)
    {
        List<(int Likeness, string Level, List<(string Name, long Ms)> Plans)> groups = [];
        foreach (CopyView copy in view.Copies)
        {
            (string, long)[] both = [(copy.First, copy.FirstMs), (copy.Second, copy.SecondMs)];
            if (copy.Likeness == 100 && groups.FirstOrDefault(g => g.Likeness == 100 && g.Level == copy.Level && both.Any(g.Plans.Contains)) is { Plans: { } same }) same.AddRange(both.Except(same));
            else groups.Add((copy.Likeness, copy.Level, [.. both]));
        }
        return groups;
    }

    private static Line Machine(MachineView machine)
    {
        Ink ink = machine.NoisePercent > TooNoisy ? Ink.Bad : machine.NoisePercent > Noisy ? Ink.Warn : Ink.Good;
        Line row = Line.Of($"  {machine.Name}").Fit(28) + Line.Of($"{machine.Cores,3} cores   ", Ink.Dim) + Line.Of($"noise {Words.Number(decimal.Round(machine.NoisePercent, 1))} %", ink);
        if (machine.AsideBecause is not null) row += Line.Of("   aside", Ink.Bad);
        if (machine.SeenMsAgo > LongSilenceMs) row += Line.Of($"   silent for {CompetitionWords.Of(TimeSpan.FromMilliseconds(machine.SeenMsAgo))}", Ink.Warn);
        return row;
    }

    private static string At(long contestMs) => CompetitionWords.Of(TimeSpan.FromMilliseconds(contestMs));
}
