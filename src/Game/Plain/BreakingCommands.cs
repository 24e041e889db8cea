using System.Collections.Immutable;
using ShortOrder.Game.Screens.Inspect;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Inspection;

namespace ShortOrder.Game.Plain;

/// <summary>Breaking a given plan, in levels for the inspector.</summary>
internal static class BreakingCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        Of("turns", "tu", "", "Tells whose turn it could be, who has what, and the switches so far.", Turns),
        Of("let", "lt", "NUMBER", "Lets one of those that the turns list go on.", Let),
        Of("takeback", "tb", "", "Takes the last turn back; as often as you like.", TakeBack),
        Of("restart", "rt", "", "The given plan from its start again.", Restart),
        Of("way", "wy", "", "The turn that leads to the goal with the fewest switches from here.", Way),
    ];

    /// <summary>For commands that make or serve a plan: not where one is given.</summary>
    internal static string? NeedsOwnPlan(PlainGame game) =>
        game is { HasLevel: true, Breaking: not null } ? "Here the plan is given, and you break it: type turns, and let and a number." : null;

    private static PlainCommand Of(string word, string brief, string usage, string help, Func<PlainGame, ImmutableArray<string>, string?> deed) =>
        new(word, brief, usage, help, deed) { Topic = PlainTopic.Breaking, WhyNot = NeedsGivenPlan, IsUseful = level => level.Challenge is not null };

    private static string? NeedsGivenPlan(PlainGame game) =>
        PlainCommands.NeedsLevel(game) ?? (game.Breaking is null ? "That is for levels in which a plan is given. Here you make the plan yourself." : null);

    private static string? Turns(PlainGame game, ImmutableArray<string> words)
    {
        Tell(game);
        return null;
    }

    private static string? Let(PlainGame game, ImmutableArray<string> words)
    {
        InspectionGame breaking = game.Breaking!;
        if (breaking.End is not null) return "Nobody can go on. takeback takes the last turn back, restart begins again.";
        if (words.IsEmpty) return "Say who goes on, by the number that turns tells.";
        if (PlainNames.Number(words[0], 1, breaking.Moves.Length, "turn", out int move) is { } reason) return reason;
        game.Out.Say($"{InspectRows.TextOf(breaking.Plan, breaking.Moves[move - 1])}.");
        To(game, breaking.Play(move - 1));
        if (game.Breaking!.IsWon) game.Session.Progress.Add(Attempt.OfBroken(game.Level, game.Breaking.Switches));
        return null;
    }

    private static string? TakeBack(PlainGame game, ImmutableArray<string> words)
    {
        if (game.Breaking!.Made.IsEmpty) return "Nobody has moved yet.";
        To(game, game.Breaking.Undo());
        return null;
    }

    private static string? Restart(PlainGame game, ImmutableArray<string> words)
    {
        To(game, game.Breaking!.Restart());
        return null;
    }

    private static string? Way(PlainGame game, ImmutableArray<string> words)
    {
        InspectionGame breaking = game.Breaking!;
        if (breaking.Best() is not { } move) return breaking.IsWon ? "It is broken." : "From here it cannot be broken any more. takeback takes the last turn back.";
        game.Out.Say($"Let {move + 1}: {InspectRows.TextOf(breaking.Plan, breaking.Moves[move])}.");
        return null;
    }

    private static void To(PlainGame game, InspectionGame next)
    {
        game.ToPlan();
        game.Breaking = next;
        Tell(game);
    }

    private static void Tell(PlainGame game)
    {
        InspectionGame breaking = game.Breaking!;
        if (breaking.End is not null)
        {
            game.Out.Say(breaking.IsWon ? $"Broken with {Spoken.Counted(breaking.Switches, "switch")}: {Spoken.Name(game.Level.Challenge!.MedalFor(breaking.Switches))}!" : InspectRows.Missed(breaking));
            game.Out.Say(breaking.Explanation);
            game.Out.Say(breaking.IsWon ? "Type next for the next level, restart to do it with fewer." : "Type takeback or restart.");
            return;
        }
        game.Out.Say($"{Spoken.Counted(breaking.Switches, "switch")} so far.");
        foreach (var line in InspectRows.Shared(breaking)) game.Out.Say($"{Spoken.Sentence(line.ToString())}.");
        game.Out.Say("Who goes on?");
        for (int i = 0; i < breaking.Moves.Length; i++)
        {
            bool isSwitch = !breaking.Made.IsEmpty && breaking.Made[^1].Actor != breaking.Moves[i].Actor;
            game.Out.Item($"{i + 1}. {(isSwitch ? "switch to " : "")}{InspectRows.TextOf(breaking.Plan, breaking.Moves[i])}.");
        }
    }
}
