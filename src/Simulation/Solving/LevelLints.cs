using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Solving;

/// <summary>What only a search can say about a level: whether its author's best plan is the best, and whether gold needs what the level is about.</summary>
public static class LevelLints
{
    private const decimal BestMargin = 1.01m;

    /// <summary>Enough to find what a player would find, not to prove it. Only a claim to be optimal needs a proof, with <see cref="SolverBudget.Default"/>.</summary>
    private static readonly SolverBudget Budget = new(1_200, 4_000);

    /// <summary>Every finding; none if the level is good.</summary>
    /// <param name="level">A level without findings of <see cref="LevelChecker"/>.</param>
    /// <param name="cancel">Ends the check with <see cref="OperationCanceledException"/>.</param>
    public static ImmutableArray<LevelFinding> Check(Level level, CancellationToken cancel = default)
    {
        List<LevelFinding> findings = [];
        Solution solution = Solver.Solve(level, Budget, cancel);
        cancel.ThrowIfCancellationRequested();
        if (solution.Best is null) return [new("$.tasks", "no plan was found that is served and safe: is the level possible?")];
        CheckBest(level, solution, findings, cancel);
        CheckIdea(level, cancel, findings);
        return [.. findings];
    }

    /// <summary>What a plan uses that its level could forbid, by the keys of <c>allow</c>.</summary>
    public static IEnumerable<string> FeaturesOf(Plan plan)
    {
        Lane[] lanes = [.. plan.Kitchens.SelectMany(k => k.Lanes).Where(l => PlanForm.SizeOf(l) > 0)];
        if (lanes.Any(l => l.Kind == LaneKind.Thread)) yield return "threads";
        if (plan.Kitchens.Length > 1) yield return "kitchens";
        if (lanes.Any(l => l.Kind == LaneKind.Loop)) yield return "loops";
        if (lanes.Any(l => l.Kind == LaneKind.Greenlets)) yield return "greenlets";
        if (!plan.Locks.IsEmpty) yield return "locks";
        if (!plan.Yields.IsEmpty) yield return "yields";
        if (!plan.Offloads.IsEmpty) yield return "offload";
        if (!plan.Tries.IsEmpty) yield return "tries";
        if (lanes.Any(l => l.Style == LaneStyle.Callbacks)) yield return "callbacks";
        if (!plan.Orders.IsEmpty) yield return "order";
    }

    /// <summary>What all gold plans of the author use, by the keys of <c>allow</c>.</summary>
    public static IEnumerable<string> IdeasOf(Level level) =>
        level.Plans.Where(p => Judge(level, p.Plan).Medal == Medal.Gold).Select(p => FeaturesOf(p.Plan)).DefaultIfEmpty([]).Aggregate((a, b) => a.Intersect(b));

    private static void CheckBest(Level level, Solution solution, List<LevelFinding> findings, CancellationToken cancel)
    {
        if (level.Plans.FirstOrDefault(p => p.Name == "best") is not { } best) return;
        if (best.Optimal && solution.Proof == Proof.None) solution = Solver.Solve(level, SolverBudget.Default, cancel);
        cancel.ThrowIfCancellationRequested();
        decimal reached = Judge(level, best.Plan)[solution.Metric], found = solution.Value;
        string mend = $"\"shortorder solve {level.Id}\" prints a plan to put in its place, or forbid what it uses";
        if (found * BestMargin < reached)
            findings.Add(new("$.plans.best", $"reaches {Text(reached)}, a search found {Text(found)}: best must be the best known, within 1 %; {mend}"));
        else if (best.Optimal && found < reached)
            findings.Add(new("$.plans.best.expect.optimal", $"a search found {Text(found)} against {Text(reached)}: {mend}, or do not claim it is optimal"));
        else if (best.Optimal && solution.Proof == Proof.None)
            findings.Add(new("$.plans.best.expect.optimal", $"nothing proves that no plan is better{(solution.Gap is { } gap ? $", only that none is by more than {Text(decimal.Round(gap * 100, 1, MidpointRounding.ToPositiveInfinity))} %" : "")}: leave \"optimal\" out"));
    }

    /// <summary>What all gold plans of the author use is the idea of the level: without it no plan may reach gold.</summary>
    private static void CheckIdea(Level level, CancellationToken cancel, List<LevelFinding> findings)
    {
        Metric metric = Scorer.MedalMetric(level);
        if (level.Medals.FirstOrDefault(m => m.Metric == metric) is not { } medals) return;
        foreach (string feature in IdeasOf(level))
        {
            if (Without(level, feature) is not { } poorer || Solver.FindAtMost(poorer, medals.Gold, Budget, cancel) is not { } plan) continue;
            findings.Add(new($"$.medals.{metric.Name()}.gold",
                $"all of the author's gold plans use \"{feature}\", but a plan without reaches {Text(plan.Score[metric])}: {Lanes(plan.Plan)}. Lower the threshold, make the tasks longer for such a plan, or add it to the plans if it is a good answer"));
        }
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>The level with one thing of <see cref="FeaturesOf"/> forbidden; null if no lane is left to use.</summary>
    public static Level? Without(Level level, string feature)
    {
        Allowance allow = feature switch
        {
            "threads" => level.Allow with { Threads = 0 },
            "kitchens" => level.Allow with { Kitchens = 0, Copies = 1 },
            "loops" => level.Allow with { Loops = 0 },
            "greenlets" => level.Allow with { Greenlets = false },
            "locks" => level.Allow with { Locks = false },
            "yields" => level.Allow with { Yields = 0 },
            "offload" => level.Allow with { Offload = false },
            "tries" => level.Allow with { Tries = false },
            "callbacks" => level.Allow with { Callbacks = false },
            _ => level.Allow with { Order = false },
        };
        return allow is { Main: false, Manual: false, Threads: 0, Loops: 0, Greenlets: false } ? null : level with { Allow = allow };
    }

    private static Score Judge(Level level, Plan plan) => new PlanJudge(level).Judge(plan).Score;

    private static string Lanes(Plan plan) => string.Join(" | ", plan.Kitchens.SelectMany(k => k.Lanes.Select(l =>
        $"{k.Name} {PlanNames.Of(l.Kind)}{(l.Workers > 1 ? $" of {l.Workers}" : "")} {string.Join(", ", l.Tasks.Select(t => t.ToString()).Concat(l.Steps.Select(s => s.ToString())))}")));

    private static string Text(decimal value) => value.ToString("0.####", NumberFormatInfo.InvariantInfo);
}
