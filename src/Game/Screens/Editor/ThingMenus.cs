using ShortOrder.Game.Screens.Board;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>Menus that choose a tool, a shared thing or a piece of equipment for something, or make a new one for it.</summary>
internal static class ThingMenus
{
    /// <summary>A tool.</summary>
    /// <param name="level">The level.</param>
    /// <param name="title">What for.</param>
    /// <param name="current">The tool now; null: none, and then <c>none</c> is not offered.</param>
    /// <param name="set">Sets it in a level that has it.</param>
    /// <param name="isOptional">Whether <c>none</c> is a choice.</param>
    public static Show Tool(Level level, string title, string? current, Func<Level, string?, Level> set, bool isOptional = true) => new(new Menu
    {
        Title = title,
        Items =
        [
            .. level.Tools.Select(t => new MenuItem($"{Mark(t.Id == current)} {t.Id}, {Places(t.Places)}", new LevelEdited(set(level, t.Id)))),
            New("a new tool …", "What is it called? E.g. kettle.", id => set(level with { Tools = level.Tools.Add(new(id, 1, SelfServe: false)) }, id)),
            .. isOptional && current is not null ? [new MenuItem("none", new LevelEdited(set(level, null)))] : Array.Empty<MenuItem>(),
        ],
    });

    /// <summary>A shared thing.</summary>
    public static Show Shared(Level level, string title, string? current, Func<Level, string?, Level> set) => new(new Menu
    {
        Title = title,
        Items =
        [
            .. level.Shared.Select(s => new MenuItem($"{Mark(s == current)} {s}", new LevelEdited(set(level, s)))),
            New("a new shared thing …", "What is it called? E.g. jar.", id => set(level with { Shared = level.Shared.Add(id) }, id)),
            .. current is not null ? [new MenuItem("none", new LevelEdited(set(level, null)))] : Array.Empty<MenuItem>(),
        ],
    });

    /// <summary>A piece of equipment and what the step takes with it.</summary>
    public static Show Equipment(Level level, StepSpec step, Func<Level, EquippedStep?, Level> set) => new(new Menu
    {
        Title = "shorter with",
        Items =
        [
            .. level.Equipment.Select(e => new MenuItem($"{Mark(step.With?.Equipment == e.Id)} {e.Id} …", Length(level, step, e.Id, set))),
            New("something new for sale …", "What is it called? E.g. slicer.", id => set(level with { Equipment = level.Equipment.Add(new(id, 10)) }, new(id, Half(step)))),
            .. step.With is not null ? [new MenuItem("nothing", new LevelEdited(set(level, null)))] : Array.Empty<MenuItem>(),
        ],
    });

    /// <summary>So many places.</summary>
    public static string Places(int places) => places == 1 ? "1 place" : $"{places} places";

    private static Show Length(Level level, StepSpec step, string equipment, Func<Level, EquippedStep?, Level> set) => new(new EditorPrompt
    {
        Title = equipment,
        Question = $"Minutes of the step with the {equipment}; it takes {step.Duration} without.",
        Text = (step.With?.Equipment == equipment ? step.With.Duration : Half(step)).ToString(),
        Answer = text => Typed.Number(text, minutes => new LevelEdited(set(level, new(equipment, KitchenDuration.FromMinutes(minutes))))),
    });

    private static KitchenDuration Half(StepSpec step) => new(Math.Max(1, step.Duration.Ticks / 2));

    private static MenuItem New(string text, string question, Func<string, Level> with) =>
        new(text, new Show(new EditorPrompt { Title = text.TrimEnd(' ', '…'), Question = question + " Lower case letters, digits and hyphens.", Answer = id => new LevelEdited(with(id)) }));

    private static string Mark(bool isChosen) => isChosen ? "●" : "○";
}
