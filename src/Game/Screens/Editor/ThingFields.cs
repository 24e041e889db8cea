using System.Collections.Immutable;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>The panel of tools, shared things and equipment.</summary>
internal static class ThingFields
{
    public static ImmutableArray<EditorField> Of(Level level) =>
    [
        EditorField.Heading("tools"), .. level.Tools.Select((t, i) => Tool(level, i)), Adder("add a tool …", "What is it called? E.g. oven.", id => level with { Tools = level.Tools.Add(new(id, 1, SelfServe: false)) }),
        EditorField.Heading("shared things"), .. level.Shared.Select((s, i) => Shared(level, i)), Adder("add a shared thing …", "What is it called? E.g. jar.", id => level with { Shared = level.Shared.Add(id) }),
        EditorField.Heading("for sale"), .. level.Equipment.Select((e, i) => Equipment(level, i)), Adder("add something for sale …", "What is it called? E.g. slicer.", id => level with { Equipment = level.Equipment.Add(new(id, 10)) }),
    ];

    private static EditorField Tool(Level level, int index)
    {
        ToolSpec tool = level.Tools[index];
        List<string> value = [ThingMenus.Places(tool.Places)];
        if (tool.SelfServe) value.Add("self-serve");
        if (tool.Refuses is { } refusal) value.Add($"turns away after {refusal.After}, again in {refusal.BackOff}");
        if (tool.IsChosen) value.Add("the plan chooses how many");
        return new(tool.Id, string.Join(", ", value), "A tool: ←→ changes its places, Enter everything else. Waits that need it queue for a place.")
        {
            Path = $"$.tools.{tool.Id}",
            Step = by => new LevelEdited(Set(tool with { Places = tool.Places + by })),
            Remove = new LevelEdited(LevelEdit.RemoveTool(level, index), $"Without {tool.Id}; u brings it back."),
            Edit = EditorField.MenuOf(tool.Id,
                new("places …", EditorField.OfWhole("places", tool.Places, "How many can use it at once.", places => Set(tool with { Places = places })).Edit!),
                new("name …", EditorField.OfId("name", tool.Id, "Name of the tool.", id => Set(tool with { Id = id })).Edit!),
                new(tool.SelfServe ? "freed by the code that uses it" : "self-serve: what waits begins by itself, the clock frees the place", new LevelEdited(Set(tool with { SelfServe = !tool.SelfServe, Refuses = null }))),
                new(tool.Refuses is null ? "turns away who finds it full …" : "turns away otherwise, or no longer …", new Show(Refusal(tool, Set)), tool.SelfServe ? "it is self-serve" : null),
                new(tool.IsChosen ? "as many places as stand here" : "the plan chooses how many places, up to these", new LevelEdited(Set(tool with { IsChosen = !tool.IsChosen }))),
                new("take it out of the level", new LevelEdited(LevelEdit.RemoveTool(level, index), $"Without {tool.Id}; u brings it back."))),
        };

        Level Set(ToolSpec spec) => LevelEdit.SetTool(level, index, spec);
    }

    private static EditorPrompt Refusal(ToolSpec tool, Func<ToolSpec, Level> set) => new()
    {
        Title = $"{tool.Id} turns away",
        Question = "Minutes from the call to the refusal, and from that to the next call, e.g. 0.5 1. Empty: it lets everybody queue.",
        Text = tool.Refuses is { } refusal ? $"{refusal.After} {refusal.BackOff}" : "",
        IsOptional = true,
        Answer = text => text.Length == 0 ? new LevelEdited(set(tool with { Refuses = null }))
            : Typed.Numbers(text, 2, n => new LevelEdited(set(tool with { Refuses = new(KitchenDuration.FromMinutes(n[0]), KitchenDuration.FromMinutes(n[1])) }))),
    };

    private static EditorField Shared(Level level, int index) => new(level.Shared[index], "", "A shared variable: hands-on steps read and write it, locks guard it. Enter: another name.")
    {
        Path = $"$.shared[{index}]",
        Remove = new LevelEdited(LevelEdit.RemoveShared(level, index), $"Without {level.Shared[index]}; u brings it back."),
        Edit = EditorField.OfId("name", level.Shared[index], "Name of the shared thing.", id => LevelEdit.RenameShared(level, index, id)).Edit,
    };

    private static EditorField Equipment(Level level, int index)
    {
        EquipmentSpec spec = level.Equipment[index];
        return new(spec.Id, $"price {Widgets.Words.Number(spec.Price)}", "Something that a plan may buy; its price counts as room taken. Which steps it makes shorter stands with the steps (e).")
        {
            Path = $"$.equipment.{spec.Id}",
            Step = by => new LevelEdited(LevelEdit.SetEquipment(level, index, spec with { Price = spec.Price + by })),
            Remove = new LevelEdited(LevelEdit.RemoveEquipment(level, index), $"Without {spec.Id}; u brings it back."),
            Edit = EditorField.MenuOf(spec.Id,
                new("price …", EditorField.OfNumber("price", spec.Price, "What it adds to the room taken.", price => LevelEdit.SetEquipment(level, index, spec with { Price = price!.Value })).Edit!),
                new("name …", EditorField.OfId("name", spec.Id, "Name of the equipment.", id => LevelEdit.SetEquipment(level, index, spec with { Id = id })).Edit!)),
        };
    }

    private static EditorField Adder(string name, string question, Func<string, Level> add) => new(name, "", question)
    {
        Edit = new Show(new EditorPrompt { Title = name.TrimEnd(' ', '…'), Question = question + " Lower case letters, digits and hyphens.", Answer = id => new LevelEdited(add(id)) }),
    };
}
