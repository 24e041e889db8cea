using System.Collections.Immutable;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Plain;

/// <summary>Every command of plain mode.</summary>
public static class PlainCommands
{
    private const int ShortestBeginning = 3;

    /// <summary>By topic, in the order in which the help lists them.</summary>
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        .. CampaignCommands.All, .. ReadingCommands.All, .. PlanCommands.All, .. LaneCommands.All, .. StepCommands.All, .. CardCommands.All, .. KeepingCommands.All,
        .. ServingCommands.All, .. BreakingCommands.All, .. CompetitionCommands.All, .. GameCommands.All,
    ];

    /// <summary>The command of that word or short form, or the only one whose word begins so; null if there is none.</summary>
    public static PlainCommand? Find(string word)
    {
        foreach (PlainCommand command in All)
            if (command.Word.Equals(word, StringComparison.OrdinalIgnoreCase) || command.Short.Equals(word, StringComparison.OrdinalIgnoreCase)) return command;
        PlainCommand[] begun = word.Length < ShortestBeginning ? [] : [.. All.Where(c => c.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        return begun.Length == 1 ? begun[0] : null;
    }

    /// <summary>For commands that are about a level.</summary>
    internal static string? NeedsLevel(PlainGame game) => game.HasLevel ? null
        : CampaignTalk.Continue(game) is { } level ? $"Open a level first, for instance: open {game.Campaign.NumberOf(level)}" : "No level is open.";

    /// <summary>For commands that are about a plan that can be executed.</summary>
    internal static string? NeedsForecast(PlainGame game) =>
        NeedsLevel(game) ?? (game.Prediction.Forecast is null ? PredictionTalk.Short(game.Level, game.Prediction) : null);

    /// <summary>For commands that are about what was served.</summary>
    internal static string? NeedsVerdict(PlainGame game) => NeedsLevel(game) ?? (game.Served is null ? "Nothing has been served here yet. Type serve to serve it." : null);

    /// <summary>For commands that edit a plan where only a cook's list of steps makes sense.</summary>
    internal static string? NeedsChoice(PlainGame game) => NeedsLevel(game) ?? (PlanRules.HasChoice(game.Level) ? null : "This level is for one cook. step, move and remove change the list.");
}
