using System.Globalization;
using ShortOrder.Execution;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Plain;

/// <summary>Tells how a serving ended.</summary>
internal static class VerdictTalk
{
    private const int MostReasons = 4;

    public static void Tell(PlainGame game, Standing standing)
    {
        ServedOrder served = standing.Served;
        ServingResult result = served.Result;
        game.Out.Gap();
        bool isServed = served.Verdict == Verdict.Served;
        game.Out.Say($"{Head(served)}{Measured(served)}{(standing.HasCrown ? " The crown too: no plan is faster." : "")}");
        if (served.Verdict is not (Verdict.TooNoisy or Verdict.Cannot)) game.Out.Say(served.Explanation);
        if (!result.IsProved) game.Out.Say("This machine has fewer cores than the plan keeps busy, so the measured time proves nothing: the model's time stands unproved.");
        foreach (string waiting in result.WaitCycle.Take(MostReasons)) game.Out.Item($"- {Spoken.Stopped(waiting)}");
        string others = served.Score is { } score ? PredictionTalk.Others(game.Level, score) : "";
        game.Out.Say($"{Words.RunsCounted(result.ElapsedMs.Length, result.Discarded)}{(result.IsChecksumRight && result.ElapsedMs.Length > 0 ? ", every dish checked" : "")}.{others}");
        if (result.ElapsedMs.IsEmpty) foreach (string disturbance in result.Disturbances.Distinct().Take(MostReasons)) game.Out.Item($"- {Spoken.Stopped(disturbance)}");
        if (isServed) game.Out.Say($"{Best(standing)}{Ahead(standing)}");
        if (served.Medal == Medal.Gold) game.Out.Say(KnownWords.Of(standing.Known));
        if (served.Found is { Schedule.IsEmpty: false }) game.Out.Say("Type inspect to hear the schedule that breaks it.");
        if (Findings(served).FirstOrDefault() is { } finding) game.Out.Say($"{finding.Sentence} Type term {finding.Term} to hear what the almanac says.");
        string on = game.Session.NextLevel is { } next ? $"next for {game.Campaign.NameOf(next)}, explain" : "explain";
        game.Out.Say($"Type {on} to hear where the minutes went, or change the plan and serve again.");
    }

    private static string Head(ServedOrder served) => served switch
    {
        { Verdict: Verdict.TooNoisy or Verdict.Cannot } => served.Explanation,
        { Verdict: not Verdict.Served } => $"{Spoken.Sentence(Words.Of(served.Verdict))}.",
        { Medal: Medal.None } => "Served, without a medal.",
        _ => $"Served: {Spoken.Name(served.Medal)}!",
    };

    private static string Measured(ServedOrder served)
    {
        decimal measured = served.Result.Minutes, model = served.Forecast.Score[Metric.Time];
        if (measured <= 0) return $" The model said {Spoken.Minutes(model)}{(served.Forecast.Score.Medal == Medal.None ? "" : $", {Spoken.Name(served.Forecast.Score.Medal)}")}.";
        string apart = model > 0 ? $" ({((measured - model) / model * 100).ToString("+0.0;-0.0;0.0", NumberFormatInfo.InvariantInfo)} percent)" : "";
        return $" {Spoken.Minutes(measured)} measured, {Words.Minutes(decimal.Round(model, 2))} predicted{apart}.";
    }

    private static string Best(Standing standing) => standing.Gain switch
    {
        null => standing.BestBefore is null ? "The first time you served it." : "",
        > 0 and var gain => $"Your best: {Words.Minutes(gain)} less than before.",
        0 => "As fast as your best.",
        var lost => $"Your best is {Words.Minutes(-lost.Value)} less.",
    };

    /// <summary>What the next medal takes.</summary>
    private static string Ahead(Standing standing) => standing.Served.IsBetterByModel
        ? $" By the model this plan earns {Spoken.Name(standing.Served.Forecast.Score.Medal)}: the rest was the machine's. Serve it again when less is going on."
        : standing.NextMedal is not { } next || standing.Served.Score is not { } score ? ""
        : $" For {Spoken.Name(next.Medal)} it takes {Words.Number(decimal.Round(score[standing.MedalMetric] - next.Most, 2))} {Words.Of(standing.MedalMetric)} less.";

    private static IEnumerable<Finding> Findings(ServedOrder served) =>
        served.Verdict != Verdict.Served || served.Medal == Medal.Gold || served.IsBetterByModel || served.Result.Timeline is null ? [] : new Explanation(served.Forecast.Compiled, served.Result.Timeline).Findings;
}
