using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>What a plan settles about its level: how many places things have, what is bought.</summary>
internal static class SettingMenus
{
    /// <summary>Whether the level leaves anything of that kind to the player.</summary>
    public static bool HasChoice(Level level) => !level.Equipment.IsEmpty || level.Tools.Any(t => t.IsChosen);

    public static string? WhyNot(BoardModel board) => BoardRules.WhyNotHands(board) ?? (HasChoice(board.Level) ? null : "There is nothing to buy or to measure out here.");

    /// <summary>Everything to choose; the only question at once if there is but one.</summary>
    public static Overlay All(BoardModel board)
    {
        ToolSpec[] chosen = [.. board.Level.Tools.Where(t => t.IsChosen)];
        if (chosen is [var only] && board.Level.Equipment.IsEmpty) return Places(board, only);
        IEnumerable<MenuItem> places = chosen.Select(t => new MenuItem($"{t.Id}: places ({PlanSettings.PlacesOf(board.Plan, t)} now)", new Show(Places(board, t))));
        return new Menu { Title = "equipment", Items = [.. places, .. board.Level.Equipment.Select(e => Purchase(board, e))] };
    }

    private static MenuItem Purchase(BoardModel board, EquipmentSpec equipment)
    {
        bool isBought = board.Plan.Buys.Contains(equipment.Id);
        Plan plan = SettingEdit.ToggleBuy(board.Plan, equipment.Id);
        return isBought ? new($"give the {equipment.Id} back", new Edited(plan, $"Given back: {equipment.Id}."))
            : new($"buy a {equipment.Id} for {Words.Number(equipment.Price)}", new Edited(plan, $"Bought: {equipment.Id}."));
    }

    private static NumberPrompt Places(BoardModel board, ToolSpec tool) => new()
    {
        Title = tool.Id,
        Question = $"How many places has the {tool.Id}? 1 to {tool.Places}.",
        Digits = PlanSettings.PlacesOf(board.Plan, tool).ToString(CultureInfo.InvariantCulture),
        Range = (1, tool.Places),
        Answer = n => new Edited(SettingEdit.SetPlaces(board.Plan, tool, n ?? tool.Places), $"The {tool.Id}: {(n == 1 ? "one place" : $"{n} places")}."),
    };
}
