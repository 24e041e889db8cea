using ShortOrder.Game.Session;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Widgets;

/// <summary>Hints from the difference between the player's plan and better ones, from vague to plain. Every number is what a real plan gains in the model.</summary>
public static class LossWords
{
    /// <summary>What stands on a rung: what most is lost by; where to look; the one move that gains most.</summary>
    public static string Of(PlanLoss loss, int rung) => loss switch
    {
        { Split: null } => "Before it can be compared with better ones, a plan must be served, and no unkind schedule may break it: have it inspected.",
        { IsNone: true, Known.IsProved: true } => "No plan is better than this one: that is proved.",
        { IsNone: true } => $"Nobody knows a better plan than this one. {KnownWords.Of(loss.Known)}",
        { Split: { } split } => rung switch { 0 => Kind(split), 1 => Where(loss, split), _ => Move(loss, split) },
    };

    /// <summary>How much and by what.</summary>
    private static string Kind(LossSplit split)
    {
        string gain = Amount(split.Of(split.Largest), split.Metric);
        string rest = split.Total > split.Of(split.Largest) ? $" In all, {Amount(split.Total, split.Metric)} can be gained." : "";
        return split.Largest switch
        {
            LossKind.Order => $"The same lanes with the same tasks, in another order: {gain} less.{rest}",
            LossKind.Assignment => $"The same lanes, with other tasks on them: {gain} less.{rest}",
            _ => $"Another set of lanes or cards: {gain} less.{rest}",
        };
    }

    /// <summary>The task with which a better plan parts from this one.</summary>
    private static string Where(PlanLoss loss, LossSplit split)
    {
        Level level = loss.Plan.Original;
        if (Prediction.Of(level, loss.Plan.Plan).Forecast is not { } mine || Prediction.Of(level, split.Target(split.Largest).Plan).Forecast is not { } better || Sentences.DifferenceOf(mine, better) is not { } at)
            return "The better plan does the same work at the same time for as long as one can tell: look at what is opened, and what is bought.";
        return $"Look at {TimelineNames.Of(mine.Compiled).Task(at.Task)}, from minute {Words.Minutes(decimal.Round(at.At.Minutes, 1))} on: there the better plan parts from yours.";
    }

    private static string Move(PlanLoss loss, LossSplit split) => split.Move is not { } move ? "No single move of a task gains anything: two must go together, or the lanes must change."
        : $"{Edit(loss, move)}: {Amount(split.Mine.Score[split.Metric] - move.Score[split.Metric], split.Metric)} less.";

    /// <summary>The move in a few words.</summary>
    public static string Edit(PlanLoss loss, SurveyedPlan move)
    {
        string edit = EditWords.Between(loss.Plan.Original, Batches.Plain(loss.Plan.Original, loss.Plan.Plan), Batches.Plain(loss.Plan.Original, move.Plan));
        return char.ToUpperInvariant(edit[0]) + edit[1..];
    }

    private static string Amount(decimal value, Metric metric) => metric switch
    {
        Metric.Time => $"{Words.Number(decimal.Round(value, 2))} {(value == 1 ? "minute" : "minutes")}",
        Metric.Wait or Metric.WorstWait => $"{Words.Number(decimal.Round(value, 2))} minutes of {Words.Of(metric)}",
        _ => $"{Words.Number(value)} {Words.Of(metric)}",
    };
}
