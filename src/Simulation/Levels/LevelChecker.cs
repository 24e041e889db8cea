using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Simulation.Levels;

/// <summary>Something that a level's author should mend.</summary>
/// <param name="Path">JSON path in the level, e.g. <c>$.plans.best.expect</c>.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record LevelFinding(string Path, string Message);

/// <summary>Whether a level that reads well is also a good level: its plans reach what they claim, its medals tell them apart.</summary>
public static class LevelChecker
{
    private const decimal MedalDistance = 0.04m;
    private const decimal BestMargin = 1.01m;
    private const int LongestLine = 76;
    private const int LongestCard = 4 * LongestLine;
    private static readonly Time.KitchenDuration ShortestWait = Time.KitchenDuration.FromMinutes(0.5m); // 10 ms at the default tempo

    /// <summary>Every finding; none if the level is good. Runs each author plan in the model.</summary>
    public static ImmutableArray<LevelFinding> Check(Level level)
    {
        List<LevelFinding> findings = [];
        (AuthorPlan Plan, Score Score)[] runs = [.. level.Plans.Select(p => (p, Predict(level, p.Plan)))];
        CheckTexts(level, findings);
        CheckWaits(level, findings);
        foreach ((AuthorPlan plan, Score score) in runs) CheckClaims(level, plan, score, findings);
        if (level.Challenge is { } challenge)
        {
            CheckChallenge(level, challenge, findings);
            return [.. findings];
        }
        CheckRoles(level, runs, findings);
        foreach (MedalThresholds medals in level.Medals) CheckMedals(level, medals, runs, findings);
        return [.. findings];
    }

    private static Score Predict(Level level, Plan plan)
    {
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        return Scorer.Judge(compiled, Simulator.Run(compiled)).Under(Inspector.InspectForServing(compiled));
    }

    private static void CheckTexts(Level level, List<LevelFinding> findings)
    {
        Fit("$.title", level.Title, LongestLine);
        Fit("$.story", level.Story, LongestCard);
        for (int i = 0; i < level.Hints.Length; i++) Fit($"$.hints[{i}]", level.Hints[i], LongestCard);
        for (int t = 0; t < level.Tasks.Length; t++)
        {
            Fit($"$.tasks[{t}].title", level.Tasks[t].Title, LongestLine);
            for (int s = 0; s < level.Tasks[t].Steps.Length; s++) Fit($"$.tasks[{t}].steps[{s}].do", level.Tasks[t].Steps[s].Do, LongestLine);
        }

        void Fit(string path, string text, int most)
        {
            if (text.Length > most) findings.Add(new(path, $"{text.Length} characters: at most {most} fit on {(most == LongestLine ? "a line" : "a card")}"));
        }
    }

    private static void CheckWaits(Level level, List<LevelFinding> findings)
    {
        for (int t = 0; t < level.Tasks.Length; t++)
            for (int s = 0; s < level.Tasks[t].Steps.Length; s++)
                if (level.Tasks[t].Steps[s] is { Kind: StepKind.Io } step && step.Duration < ShortestWait)
                    findings.Add(new($"$.tasks[{t}].steps[{s}].io", $"a wait of {step.Duration} is too short to be measured: at least {ShortestWait}"));
        foreach (ToolSpec tool in level.Tools)
        {
            if (tool.Refuses?.After < ShortestWait) findings.Add(new($"$.tools.{tool.Id}.refuses.after", $"a wait of {tool.Refuses.After} is too short to be measured: at least {ShortestWait}"));
            if (tool.Refuses?.BackOff < ShortestWait) findings.Add(new($"$.tools.{tool.Id}.refuses.backOff", $"a wait of {tool.Refuses.BackOff} is too short to be measured: at least {ShortestWait}"));
        }
    }

    private static void CheckClaims(Level level, AuthorPlan plan, Score score, List<LevelFinding> findings)
    {
        string path = $"$.plans.{plan.Name}.expect";
        if (score.Verdict != plan.Verdict) findings.Add(new($"{path}.verdict", $"expects {plan.Verdict.Name()}, ends {score.Verdict.Name()}: {score.Explanation}"));
        foreach (MetricValue claim in plan.Expected)
        {
            decimal reached = decimal.Round(score[claim.Metric], 4);
            if (reached != claim.Value) findings.Add(new($"{path}.{claim.Metric.Name()}", $"expects {Text(claim.Value)}, reaches {Text(reached)}"));
        }
        decimal bound = LowerBounds.Of(level)[0].Makespan.Minutes;
        if (score.Verdict == Verdict.Served && score[Metric.Time] < bound)
            findings.Add(new(path, $"reaches {Text(score[Metric.Time])} below the lower bound {Text(bound)}: the bound or the model is wrong, please report it"));
    }

    /// <summary>The plan can be broken as the goal says, and gold is for the fewest switches there are.</summary>
    private static void CheckChallenge(Level level, Challenge challenge, List<LevelFinding> findings)
    {
        Inspection.Inspection found = Inspector.Inspect(PlanCompiler.Compile(level, level.GivenPlan!), goal: challenge.Goal);
        if (found.Verdict != challenge.Goal)
            findings.Add(new($"$.plans.{Challenge.Given}", $"no {challenge.Verdict.Name()} was found in this plan, so nobody can reach the goal: {found.Explanation}"));
        else if (found.Switches != challenge.Gold)
            findings.Add(new("$.medals.switches.gold", $"{found.Switches} {(found.Switches == 1 ? "switch breaks" : "switches break")} the plan and fewer do not: make gold {found.Switches}"));
    }

    private static void CheckRoles(Level level, (AuthorPlan Plan, Score Score)[] runs, List<LevelFinding> findings)
    {
        foreach (string role in new[] { "naive", "best" })
            if (!runs.Any(r => r.Plan.Name == role)) findings.Add(new("$.plans", $"there is no plan \"{role}\": add one"));
        if (runs.FirstOrDefault(r => r.Plan.Name == "best") is not { Plan: AuthorPlan best, Score: Score reached }) return;
        if (reached.Verdict != Verdict.Served) findings.Add(new("$.plans.best", $"the best plan must be served, it ends {reached.Verdict.Name()}: {reached.Explanation}"));
        foreach ((AuthorPlan plan, Score score) in runs.Where(r => r.Score.Verdict == Verdict.Served))
        {
            if (score[Metric.Time] * BestMargin < reached[Metric.Time])
                findings.Add(new($"$.plans.{plan.Name}", $"takes {Text(score[Metric.Time])} minutes, \"best\" {Text(reached[Metric.Time])}: best must be the best known, within 1 %"));
            if (best.Optimal && level.Medals.All(m => m.Metric == Metric.Time) && score[Metric.Time] < reached[Metric.Time])
                findings.Add(new("$.plans.best.expect.optimal", $"\"{plan.Name}\" is faster: {Text(score[Metric.Time])} against {Text(reached[Metric.Time])}"));
        }
    }

    private static void CheckMedals(Level level, MedalThresholds medals, (AuthorPlan Plan, Score Score)[] runs, List<LevelFinding> findings)
    {
        string path = $"$.medals.{medals.Metric.Name()}";
        foreach ((AuthorPlan plan, Score score) in runs.Where(r => r.Score.Verdict == Verdict.Served))
        {
            decimal value = score[medals.Metric];
            if (plan.Name == "naive" && value <= medals.Silver) findings.Add(new($"{path}.silver", $"the naive plan reaches {Text(value)} and silver: lower the threshold"));
            if (plan.Name == "trap" && value <= medals.Gold) findings.Add(new($"{path}.gold", $"the trap reaches {Text(value)} and gold: lower the threshold"));
            if (plan.Name == "best" && value > medals.Gold) findings.Add(new($"{path}.gold", $"the best plan reaches {Text(value)}, no gold: raise the threshold"));
            foreach ((string name, decimal threshold) in new[] { ("gold", medals.Gold), ("silver", medals.Silver), ("bronze", medals.Bronze) })
                if (Math.Abs(value - threshold) < threshold * MedalDistance)
                    findings.Add(new($"{path}.{name}", $"{Text(threshold)} is within 4 % of \"{plan.Name}\", which reaches {Text(value)}: noise could move the medal"));
        }
    }

    private static string Text(decimal value) => value.ToString("0.####", NumberFormatInfo.InvariantInfo);
}
