using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Plain;

/// <summary>Tells why a run took as long as it did.</summary>
internal static class ExplainTalk
{
    private const int MostStages = 16, MostChanges = 8;

    /// <summary>The pages, by the word that asks for each.</summary>
    public static ImmutableArray<string> Pages { get; } = ["ledger", "path", "what-if", "compare", "findings"];

    /// <summary>Tells one page, or all of them.</summary>
    /// <param name="game">What was served last; where nothing was, the model's run of the plan.</param>
    /// <param name="only">One of <see cref="Pages"/>; null: all.</param>
    public static void Tell(PlainGame game, string? only)
    {
        bool isMeasured = game.IsAtVerdict;
        Forecast forecast = isMeasured ? game.Served!.Forecast : game.Prediction.Forecast!;
        Timeline timeline = (isMeasured ? game.Served!.Measured : null) ?? forecast.Run.Timeline;
        Explanation explanation = new(forecast.Compiled, timeline);
        if (only is null or "ledger") Ledger(game.Out, explanation, isMeasured && game.Served!.Measured is not null);
        if (only is null or "path") Path(game.Out, explanation);
        if (only is null or "what-if") WhatIfs(game.Out, explanation);
        if (only is null or "compare") Compare(game, forecast, isMeasured ? game.Served!.Medal : Medal.None);
        if (only is null or "findings") Findings(game.Out, explanation);
    }

    private static void Ledger(PlainWriter output, Explanation explanation, bool isMeasured)
    {
        output.Say($"Where the minutes went, {(isMeasured ? "as measured" : "by the model")}:");
        PredictionTalk.Ledger(output, explanation);
        output.Say(explanation.Avoidable.FirstOrDefault() is { } most
            ? $"Most of what need not have been: {Sentences.Minutes(most.Length)} minutes {Sentences.Of(most)}. Type term {most.Term} to hear more."
            : "No minute here was lost to others.");
    }

    private static void Path(PlainWriter output, Explanation explanation)
    {
        TimelineNames names = TimelineNames.Of(explanation.Plan);
        bool isOnlyKitchen = TimelineTalk.IsOnlyKitchen(explanation.Timeline);
        output.Say("Who held it up: each of these had to end before the next could begin.");
        foreach (PathStage stage in explanation.Path.Take(MostStages))
        {
            string wait = stage.Wait is not { } w ? "" : $" Before that it stood for {Sentences.Minutes(w.Length)}: {Words.Of(w.State).Meaning}{(w.HeldBy < 0 ? "" : $", {names.Task(w.HeldBy)} had it")}.";
            string cook = Words.Of(explanation.Timeline.Rows[stage.First.Row], isOnlyKitchen);
            output.Item($"{TimelineTalk.Time(stage.Start)} to {TimelineTalk.Time(stage.End)}: {What(stage, names)}, on {cook}.{wait}");
        }
        if (explanation.Path.Length > MostStages) output.Item($"And {explanation.Path.Length - MostStages} more.");
        string others = Spoken.Some(Enumerable.Range(0, names.Tasks.Length).Except(explanation.Path.SelectMany(s => s.Tasks)).Select(names.Task), 6);
        if (others.Length > 0) output.Say($"Not on this chain: {others}. Doing these faster would not, by itself, have ended it sooner.");
    }

    private static string What(PathStage stage, TimelineNames names)
    {
        if (stage.Tasks.IsEmpty) return Words.Of(stage.First.State).Meaning;
        if (stage.Tasks.Length > 1) return $"{Spoken.List(stage.Tasks.Select(names.Task))} in turns";
        string step = names.Step(stage.First.Task, stage.First.Step), state = Words.Of(stage.First.State).Meaning;
        return step.Length > 0 ? $"{names.Task(stage.Tasks[0])}, {step}, {state}" : $"{names.Task(stage.Tasks[0])}, {state}";
    }

    private static void WhatIfs(PlainWriter output, Explanation explanation)
    {
        if (explanation.WhatIfs.IsEmpty)
        {
            output.Say("What if? Nothing that was tried would change the end: either the plan gets stuck, or it is not one thing that holds it up.");
            return;
        }
        output.Say("What if one thing were changed? The model has run each of these:");
        foreach (WhatIf what in explanation.WhatIfs.Take(MostChanges))
            output.Item($"{Words.Minutes(decimal.Round(Math.Abs(what.Gain.Minutes), 2))} minutes {(what.Gain.Ticks > 0 ? "less" : "more")}: {Sentences.Of(what, explanation.Plan.Level)}{(what.IsAllowed ? "; you may do this" : "")}.");
    }

    private static void Compare(PlainGame game, Forecast mine, Medal medal)
    {
        Attempt? best = game.Session.Progress.Best(game.Level.Id);
        bool hasMedal = medal != Medal.None || best is { Medal: not Medal.None };
        string own = PlanWriter.Write(mine.Compiled.Plan);
        Attempt? previous = game.Session.Progress.Runs(game.Level.Id).LastOrDefault(a => PlanWriter.Write(a.Plan) != own);
        ImmutableArray<Rival> rivals = Rival.Of(mine, previous, best, hasMedal);
        output($"Side by side, by the model. Yours: {PredictionTalk.Ending(mine)}.{(hasMedal ? "" : " The author's best plan is told here once you have a medal.")}");
        TimelineNames names = TimelineNames.Of(mine.Compiled);
        foreach (Rival rival in rivals)
            game.Out.Item($"{Spoken.Sentence(rival.Name)}: {PredictionTalk.Ending(rival.Forecast)}. {Sentences.Of(Sentences.DifferenceOf(mine, rival.Forecast), names)}");
        if (rivals.IsEmpty) output("There is no other plan to compare yours with yet.");

        void output(string text) => game.Out.Say(text);
    }

    private static void Findings(PlainWriter output, Explanation explanation)
    {
        output.Say(explanation.Findings.IsEmpty ? "Nothing stands out: no rule of thumb has anything against this plan." : "What to make of it:");
        foreach (Finding finding in explanation.Findings) output.Item($"{AlmanacTerms.NameOf(finding.Term)}, about {Sentences.Minutes(finding.Cost)} minutes: {finding.Sentence}");
    }
}
