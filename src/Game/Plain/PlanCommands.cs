using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Plain;

/// <summary>Asking about the plan.</summary>
internal static class PlanCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        new("plan", "p", "", "Tells the plan: every lane with its list, what is on no lane yet, and the cards.", Tell) { Topic = PlainTopic.Plan, WhyNot = PlainCommands.NeedsLevel },
        new("predict", "pr", "", "What the model says: minutes, medal, the least that any plan needs, where the minutes of each lane go, who waits for whom.", Predict)
        {
            Topic = PlainTopic.Plan,
            WhyNot = PlainCommands.NeedsLevel,
        },
        new("timeline", "tl", "[NUMBER]", "What happens when, lane by lane, as the model sees it; with a number, that lane alone and more of it. After a verdict, as measured.", Timeline)
        {
            Topic = PlainTopic.Plan,
            WhyNot = PlainCommands.NeedsForecast,
        },
        new("moment", "mo", "MINUTE", "What every lane does at one moment, as the model sees it, or as measured after a verdict: moment 2.5.", Moment)
        {
            Topic = PlainTopic.Plan,
            WhyNot = PlainCommands.NeedsForecast,
        },
        new("inspect", "i", "", "Asks the inspector whether an unkind schedule can break the plan: a lost update or a deadlock.", Inspect) { Topic = PlainTopic.Plan, WhyNot = PlainCommands.NeedsForecast },
    ];

    private static string? Tell(PlainGame game, ImmutableArray<string> words)
    {
        game.ToPlan();
        PlanTalk.Tell(game);
        game.Out.Say(PredictionTalk.Short(game.Level, game.Prediction));
        return null;
    }

    private static string? Predict(PlainGame game, ImmutableArray<string> words)
    {
        game.ToPlan();
        PredictionTalk.Tell(game);
        return null;
    }

    private static string? Timeline(PlainGame game, ImmutableArray<string> words)
    {
        Timeline timeline = Seen(game);
        int? only = null;
        if (!words.IsEmpty)
        {
            if (PlainNames.Number(words[^1], 1, timeline.Rows.Length, "lane", out int number) is { } reason) return reason;
            only = number - 1;
        }
        TimelineTalk.Tell(game.Out, game.Prediction.Forecast!, timeline, only);
        return null;
    }

    private static string? Moment(PlainGame game, ImmutableArray<string> words)
    {
        Timeline timeline = Seen(game);
        if (words.IsEmpty || !decimal.TryParse(words[^1], NumberStyles.AllowDecimalPoint, NumberFormatInfo.InvariantInfo, out decimal minute) || minute > timeline.End.Minutes)
            return $"Say a minute, 0 to {TimelineTalk.Time(timeline.End)}.";
        TimelineTalk.Moment(game.Out, game.Prediction.Forecast!, timeline, new((long)(minute * KitchenDuration.TicksPerMinute)));
        return null;
    }

    /// <summary>What happened, at the verdict; otherwise what the model expects.</summary>
    private static Timeline Seen(PlainGame game) =>
        game.IsAtVerdict && game.Served!.Measured is { } measured ? measured : game.Prediction.Forecast!.Run.Timeline;

    private static string? Inspect(PlainGame game, ImmutableArray<string> words)
    {
        InspectTalk.Tell(game);
        return null;
    }
}
