using System.Globalization;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Commands;

/// <summary>What <c>run</c> prints for people.</summary>
internal static class RunText
{
    public static void Write(TextWriter output, RunOutcome outcome)
    {
        CompiledPlan plan = outcome.Request.Plan;
        bool isReal = outcome.Request.Engine != Engine.Model;
        Level level = plan.Level;
        output.WriteLine($"{level.Title} ({level.Id})");
        output.WriteLine($"  verdict  {outcome.Verdict.Name()}: {outcome.Explanation}");
        string bound = $"no plan is faster than {Text(outcome.LowerBoundMinutes)}";
        output.WriteLine(!isReal ? $"  time     {Text(outcome.ModelMinutes)} minutes in the model; {bound}"
            : outcome.Minutes is decimal minutes ? $"  time     {minutes.ToString("0.0", NumberFormatInfo.InvariantInfo)} minutes measured, {Text(outcome.ModelMinutes)} in the model; {bound}"
            : $"  time     nothing measured, {Text(outcome.ModelMinutes)} minutes in the model; {bound}");
        if (!outcome.IsProved) output.WriteLine($"  unproved this machine has fewer cores than the plan keeps busy: {Text(outcome.ModelMinutes)} minutes is the model's word alone");
        output.WriteLine($"  medal    {RunJson.Name(outcome.Medal)}{Thresholds(level)}");
        output.WriteLine($"  known    {KnownWords.Short(outcome.Known)}");
        foreach (MetricValue metric in outcome.Metrics.Where(m => m.Metric != Metric.Time && (level.Metrics.Contains(m.Metric) || level.Limits.Any(l => l.Metric == m.Metric))))
            output.WriteLine($"  {metric.Metric.Name(),-8} {Text(metric.Value)}{Limit(level, metric.Metric)}");
        if (isReal)
        {
            string runs = string.Join(", ", outcome.ElapsedMs.Select(e => e.ToString("0.0", NumberFormatInfo.InvariantInfo)));
            output.WriteLine($"  runs     {(runs.Length == 0 ? "none counted" : $"{runs} ms")} at {outcome.Request.Serving.TempoMs} ms a minute{(outcome.Discarded > 0 ? $"; {outcome.Discarded} discarded" : "")}");
            if (outcome.PeakBytes is long peak && peak > 0 && outcome.Minutes is not null) output.WriteLine($"  peak     {(peak / 1_048_576m).ToString("0.0", NumberFormatInfo.InvariantInfo)} MiB above idle");
            foreach (string disturbance in outcome.Disturbances) output.WriteLine($"           discarded: {disturbance}");
        }
        if (outcome.Inspection.Verdict != InspectionVerdict.Safe)
            output.WriteLine($"  unkind   {outcome.Inspection.Verdict.ToString().ToLowerInvariant()}: {outcome.Inspection.Explanation}");
        InspectCommand.WriteSchedule(output, plan, outcome.Inspection);
        output.WriteLine($"  lanes    {string.Join(" | ", plan.Plan.Kitchens.SelectMany(k => k.Lanes.Select(l => Lane(k, l))))}");
    }

    private static string Lane(Kitchen kitchen, Lane lane)
    {
        string where = kitchen.Copies > 1 ? $"{kitchen.Name}×{kitchen.Copies}" : kitchen.Name;
        string kind = lane.Workers > 1 ? $"{PlanNames.Of(lane.Kind)}×{lane.Workers}" : lane.Style == LaneStyle.Callbacks ? $"{PlanNames.Of(lane.Kind)} of callbacks" : PlanNames.Of(lane.Kind);
        string[] names = lane.Kind == LaneKind.Manual ? [.. lane.Steps.Select(s => s.ToString())] : [.. lane.Tasks.Select(t => t.ToString())];
        string shown = names.Length <= 8 ? string.Join(", ", names) : $"{string.Join(", ", names[..7])}, … ({names.Length})";
        return $"{where} {kind}: {shown}";
    }

    private static string Thresholds(Level level) => level.Medals.FirstOrDefault(m => m.Metric == Metric.Time) is MedalThresholds medals
        ? $" (gold {Text(medals.Gold)}, silver {Text(medals.Silver)}, bronze {Text(medals.Bronze)})" : "";

    private static string Limit(Level level, Metric metric)
    {
        foreach (MetricLimit limit in level.Limits) if (limit.Metric == metric) return $" of at most {Text(limit.Most)}";
        return "";
    }

    private static string Text(decimal value) => value.ToString("0.####", NumberFormatInfo.InvariantInfo);
}
