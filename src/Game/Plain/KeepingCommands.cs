using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Plain;

/// <summary>Undoing, and plans put aside. Every edit is kept by itself.</summary>
internal static class KeepingCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        Of("undo", "u", "", "Takes back the last edit, as often as you like, also after serving and another day.", Undo),
        Of("redo", "r", "", "Does again what was undone.", Redo),
        new("history", "hs", "[NUMBER]", "Lists the plans that this one was, also those that were undone; with a number, goes back to that one.", History) { Topic = PlainTopic.Keeping, WhyNot = PlainCommands.NeedsLevel },
        Of("reset", "rs", "", "Begins anew with the plan that the level starts with; undo takes that back.", Reset),
        Of("save", "sv", "NAME", "Puts the plan aside under a name of yours. What is on the lanes is kept anyway.", Save),
        Of("load", "ld", "NAME", "Takes up a plan that was put aside; a name with a slash or .json is a plan file.", Load),
        Of("plans", "ps", "", "Lists the plans put aside for this level.", List),
        Of("forget", "fg", "NAME", "Throws away a plan that was put aside.", Forget),
        Of("import", "im", "FILE", "Takes up the plan in a file.", Import),
    ];

    private const int LongestName = 40, MostStates = 15;

    private static PlainCommand Of(string word, string brief, string usage, string help, Func<PlainGame, string, string?> act) =>
        new(word, brief, usage, help, (game, words) => usage.Length > 0 && words.IsEmpty ? $"Say {word} {usage}." : act(game, PlainNames.Text(words)))
        {
            Topic = PlainTopic.Keeping,
            WhyNot = PlainCommands.NeedsLevel,
        };

    private static string? Undo(PlainGame game, string text)
    {
        if (!game.History.CanUndo) return "There is nothing to undo.";
        EditHistory<Plan> history = game.History.Undo();
        game.Travel(history, $"Undone: {EditWords.Between(game.Level, history.Present, game.Plan)}.");
        return null;
    }

    private static string? Redo(PlainGame game, string text)
    {
        if (!game.History.CanRedo) return "There is nothing to redo.";
        EditHistory<Plan> history = game.History.Redo();
        game.Travel(history, $"Done again: {EditWords.Between(game.Level, game.Plan, history.Present)}.");
        return null;
    }

    private static string? History(PlainGame game, ImmutableArray<string> words)
    {
        EditHistory<Plan> history = game.History;
        if (!words.IsEmpty)
        {
            if (PlainNames.Number(words[^1], 1, history.Count, "plan", out int number) is { } wrong) return wrong;
            if (history[number - 1].Value is null) return "That plan is of a time when this level was another.";
            game.Travel(history.GoTo(number - 1), $"Plan {number} again.");
            return null;
        }
        int first = Math.Max(0, history.Count - MostStates);
        game.Out.Say($"{Spoken.Counted(history.Count, "plan")} so far{(first > 0 ? $", the last {MostStates} of them" : "")}:");
        for (int i = first; i < history.Count; i++)
        {
            if (history[i].Value is not { } plan) continue;
            string edit = history.Before(history[i]) is { Value: { } before } from ? $"from {from.Number + 1}, {EditWords.Between(game.Level, before, plan)}" : "as it began";
            game.Out.Item($"{i + 1}{(i == history.Current.Number ? ", where you are" : "")}: {edit}. {Spoken.Sentence(Prospect(game.Level, plan))}.");
        }
        return null;
    }

    private static string? Reset(PlainGame game, string text) => game.Edit(PlanEdit.Default(game.Level), "The plan is as the level starts. Type undo to have yours back.");

    private static string? Save(PlainGame game, string name)
    {
        if (name.Length > LongestName || SafeText.FirstUnsafe(name) >= 0) return $"A name has at most {LongestName} letters, digits and blanks.";
        bool isThere = Named(game, name) is not null;
        game.Session.Progress.PutAside(new(name, game.Plan));
        game.Out.Say($"{(isThere ? "Put aside in place of the old" : "Put aside as")} {name}. Type load {name} to take it up again.");
        return null;
    }

    private static string? Load(PlainGame game, string name)
    {
        if (Named(game, name) is { } kept)
            return Batches.Fit(game.Level, kept.Plan) ? game.Edit(kept.Plan, $"Taken up: {kept.Name}.") : $"{kept.Name} is of a time when this level was another; it does not fit any more.";
        return InputFile.IsPath(name) ? Import(game, name) : $"No plan is put aside as {SafeText.Quote(name)}.{Spoken.DidYouMean(name, Names(game))} Type plans to hear them.";
    }

    private static string? List(PlainGame game, string text)
    {
        ImmutableArray<NamedPlan> plans = game.Session.Progress.Named(game.Level.Id);
        game.Out.Say(plans.IsEmpty ? "No plans are put aside here. Type save and a name to put the present one aside." : $"{Spoken.Counted(plans.Length, "plan")} put aside:");
        foreach (NamedPlan plan in plans) game.Out.Item($"{plan.Name}: {Prospect(game.Level, plan.Plan)}.");
        return null;
    }

    private static string? Forget(PlainGame game, string name)
    {
        if (Named(game, name) is not { } kept) return $"No plan is put aside as {SafeText.Quote(name)}.{Spoken.DidYouMean(name, Names(game))} Type plans to hear them.";
        game.Session.Progress.ThrowAway(game.Level.Id, kept.Name);
        game.Out.Say($"Thrown away: {kept.Name}.");
        return null;
    }

    private static string? Import(PlainGame game, string file)
    {
        if (!InputFile.TryRead(file, out byte[] bytes, out string complaint)) return Spoken.Stopped(complaint);
        ReadResult<Plan> read = PlanReader.Read(bytes, file, game.Level);
        if (read.IsGood) return game.Edit(Batches.Plain(game.Level, read.Value), $"Taken up: {file}.");
        foreach (Problem problem in read.Problems) game.Out.Item(problem.ToString());
        return "So the plan stays as it is.";
    }

    private static string Prospect(Level level, Plan plan) =>
        Prediction.Of(level, plan).Forecast is { } forecast ? $"{PredictionTalk.Ending(forecast)}, by the model" : "not ready to serve";

    private static NamedPlan? Named(PlainGame game, string name) =>
        game.Session.Progress.Named(game.Level.Id).FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Names(PlainGame game) => game.Session.Progress.Named(game.Level.Id).Select(p => p.Name);
}
