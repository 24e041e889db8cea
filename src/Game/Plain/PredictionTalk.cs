using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Plain;

/// <summary>Tells what the model expects of a plan.</summary>
internal static class PredictionTalk
{
    private const int MostLanes = 8, MostWaits = 6, MostProblems = 6;

    private static readonly ImmutableArray<SpanState> WaitsForOthers =
        [SpanState.Hat, SpanState.Core, SpanState.Lock, SpanState.Tool, SpanState.After, SpanState.Crate, SpanState.Turn, SpanState.Helper, SpanState.Refused];

    /// <summary>Minutes and medal, or what is wrong, in a sentence; with what it gained or lost.</summary>
    public static string Short(Level level, Prediction now, Prediction? before = null)
    {
        if (now.Forecast is not { } forecast) return $"Not ready to serve: {Spoken.Stopped(now.Problems[0].Message)}{(now.Problems.Length > 1 ? $" And {now.Problems.Length - 1} more: type predict to hear all." : "")}";
        if (forecast.Score.Verdict == Verdict.Deadlock) return $"The model gets stuck. {forecast.Score.Explanation}";
        if (forecast.Score.Verdict != Verdict.Served) return $"The model says {Minutes(forecast)}. {forecast.Score.Explanation}";
        string change = before?.Forecast is { Score.Verdict: Verdict.Served } old && decimal.Round(old.Score[Metric.Time] - forecast.Score[Metric.Time], 2) is var gain and not 0
            ? gain > 0 ? $", {Words.Minutes(gain)} less than before" : $", {Words.Minutes(-gain)} more than before" : "";
        return $"The model says {Minutes(forecast)}, {Spoken.Name(forecast.Score.Medal)}{change}.{Others(level, forecast.Score)}";
    }

    /// <summary>The model's minutes.</summary>
    public static string Minutes(Forecast forecast) => Spoken.Minutes(forecast.Score[Metric.Time]);

    /// <summary>The model's minutes and medal; where it does not end well, in two or three words how it ends.</summary>
    public static string Ending(Forecast forecast) =>
        forecast.Score.Verdict == Verdict.Served ? $"{Minutes(forecast)}, {Spoken.Name(forecast.Score.Medal)}" : Words.Of(forecast.Score.Verdict);

    /// <summary>Minutes, medals, floor, ledger, and who waits for what.</summary>
    public static void Tell(PlainGame game)
    {
        Level level = game.Level;
        if (game.Prediction.Forecast is not { } forecast)
        {
            game.Out.Say("The plan cannot be served yet:");
            foreach (string problem in game.Prediction.Problems.Take(MostProblems).Select(p => p.Message)) game.Out.Item($"- {Spoken.Stopped(problem)}");
            if (game.Prediction.Problems.Length > MostProblems) game.Out.Item($"- And {game.Prediction.Problems.Length - MostProblems} more.");
            return;
        }
        game.Out.Say($"{Short(level, game.Prediction)} {BriefingTalk.Medals(level)}");
        game.Out.Say(KnownWords.Of(KnownBest.Of(level)));
        Ledger(game.Out, new(forecast.Compiled, forecast.Run.Timeline));
        Waits(game.Out, forecast);
    }

    /// <summary>What each lane did for how long.</summary>
    public static void Ledger(PlainWriter output, Explanation explanation)
    {
        Timeline timeline = explanation.Timeline;
        bool isOnlyKitchen = TimelineTalk.IsOnlyKitchen(timeline);
        for (int row = 0; row < Math.Min(MostLanes, timeline.Rows.Length); row++)
            output.Item($"{Spoken.Sentence(Words.Of(timeline.Rows[row], isOnlyKitchen))}: {Account(explanation.Ledger.Rows[row])}.");
        if (timeline.Rows.Length > MostLanes) output.Item($"And {timeline.Rows.Length - MostLanes} lanes more.");
        if (timeline.Rows.Length > 1) output.Item($"Together: {Account(explanation.Ledger.Total)}.");
    }

    /// <summary>Every other metric that counts here.</summary>
    internal static string Others(Level level, Score score)
    {
        IEnumerable<Metric> metrics = level.Metrics.Where(m => m != Metric.Time).Union(level.Limits.Select(l => l.Metric));
        string told = string.Join(", ", metrics.Select(m => $"{Words.Of(m)} {Words.Number(decimal.Round(score[m], 2))}"));
        return told.Length == 0 ? "" : $" {Spoken.Sentence(told)}.";
    }

    private static string Account(LedgerAccount account)
    {
        IEnumerable<SpanState> states = Enum.GetValues<SpanState>().Where(s => account[s].Ticks * 20 >= Simulation.Time.KitchenDuration.TicksPerMinute)
            .OrderBy(s => s == SpanState.None).ThenByDescending(s => account[s].Ticks);
        string told = string.Join(", ", states.Select(s => $"{Sentences.Minutes(account[s])} {Words.Of(s).Meaning}"));
        return told.Length == 0 ? "hardly anything" : told;
    }

    private static void Waits(PlainWriter output, Forecast forecast)
    {
        TimelineNames names = TimelineNames.Of(forecast.Compiled);
        Span[] waits = [.. forecast.Run.Timeline.Spans.Where(s => s.Task >= 0 && WaitsForOthers.Contains(s.State) && s.Length.Ticks * 20 >= Simulation.Time.KitchenDuration.TicksPerMinute)
            .OrderByDescending(s => s.Length.Ticks)];
        if (waits.Length == 0) return;
        output.Say("Who waits for whom:");
        foreach (Span wait in waits.Take(MostWaits).OrderBy(s => s.Start.Ticks))
        {
            string holder = wait.HeldBy >= 0 && wait.HeldBy != wait.Task ? $"; {names.Task(wait.HeldBy)} has it" : "";
            output.Item($"{TimelineTalk.Time(wait.Start)} to {TimelineTalk.Time(wait.End)}: {names.Task(wait.Task)}, {Words.Of(wait.State).Meaning}{holder}.");
        }
        if (waits.Length > MostWaits) output.Item($"And {waits.Length - MostWaits} shorter waits.");
    }
}
