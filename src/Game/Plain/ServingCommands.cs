using System.Collections.Immutable;
using ShortOrder.Game.Export;
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
        new("code", "co", "[LANGUAGE]", "The plan as a program, from its first step on: in Python, with a library if one is named, or in C#.", Code) { Topic = PlainTopic.Serving, WhyNot = PlainCommands.NeedsForecast },
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

    private static string? Code(PlainGame game, ImmutableArray<string> words)
    {
        Forecast forecast = game.IsAtVerdict ? game.Served!.Forecast : game.Prediction.Forecast!;
        ImmutableArray<PlanProgram> programs = PlanProgram.Of(forecast.Compiled);
        if (programs.IsEmpty) return "This plan loses a dish, so there is no program of it.";
        string wanted = words.IsEmpty ? "" : words[0].ToLowerInvariant().Replace("csharp", "c#", StringComparison.Ordinal);
        PlanProgram? program = programs.FirstOrDefault(p => p.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase));
        if (program is null) return $"There is no such language for this plan. There are {Spoken.List(programs.Select(p => p.Name))}.";
        int last = program.Marks.IsEmpty ? program.Lines.Length : program.Marks.Max(m => m.Line);
        game.Out.Say($"{program.Name}, lines {program.FirstMarked + 1} to {last} of {program.Lines.Length}:");
        foreach (string line in program.Lines[program.FirstMarked..last]) game.Out.Code(line);
        game.Out.Say($"The whole program: shortorder export {game.Level.Id}. Languages: {Spoken.List(programs.Select(p => p.Name))}.");
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
