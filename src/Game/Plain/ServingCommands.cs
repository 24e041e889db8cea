using System.Collections.Immutable;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Plain;

/// <summary>Executing the plan, and why it came out so.</summary>
internal static class ServingCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        new("serve", "go", "", "Serves the order for real with this plan, several times, and measures. Ctrl-C stops the run.", Serve) { Topic = PlainTopic.Serving, WhyNot = PlainCommands.NeedsForecast },
        new("verdict", "v", "", "Tells again how the last serving ended.", Verdict) { Topic = PlainTopic.Serving, WhyNot = PlainCommands.NeedsVerdict },
        new("explain", "e", "[PAGE]", "Why it took so long: ledger, path (who held it up), what-if, compare with other plans, findings. Without a page, all of them. Before a serving, by the model.", Explain)
        {
            Topic = PlainTopic.Serving,
            WhyNot = PlainCommands.NeedsForecast,
        },
        new("retry", "re", "", "Back to the plan, which is as it was. Any edit does that too.", Retry) { Topic = PlainTopic.Serving, WhyNot = WhyNotRetry },
    ];

    private static string? Serve(PlainGame game, ImmutableArray<string> words)
    {
        game.Serve();
        return null;
    }

    private static string? Verdict(PlainGame game, ImmutableArray<string> words)
    {
        VerdictTalk.Tell(game, game.Standing!);
        return null;
    }

    private static string? Explain(PlainGame game, ImmutableArray<string> words)
    {
        string? page = null;
        if (!words.IsEmpty)
        {
            string word = words[0].ToLowerInvariant();
            page = ExplainTalk.Pages.FirstOrDefault(p => p.StartsWith(word, StringComparison.Ordinal) || p.Replace("-", "", StringComparison.Ordinal).StartsWith(word, StringComparison.Ordinal));
            if (page is null) return $"There is no such page.{Spoken.DidYouMean(word, ExplainTalk.Pages)} There are {Spoken.List(ExplainTalk.Pages)}.";
        }
        if (game.CanFire(FlowTrigger.Explain)) game.Fire(FlowTrigger.Explain);
        ExplainTalk.Tell(game, page);
        return null;
    }

    private static string? WhyNotRetry(PlainGame game) => PlainCommands.NeedsLevel(game) ?? (game.IsAtVerdict ? null : "You are at the plan already.");

    private static string? Retry(PlainGame game, ImmutableArray<string> words)
    {
        game.ToPlan();
        game.Out.Say(PredictionTalk.Short(game.Level, game.Prediction));
        return null;
    }
}
