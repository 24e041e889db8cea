using System.Collections.Immutable;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>What can be changed of a task; capital letters.</summary>
internal static class TaskFields
{
    /// <summary>In the order of a level file.</summary>
    public static ImmutableArray<EditorField> Of(Level level, int index)
    {
        TaskSpec task = level.Tasks[index];
        string path = $"$.tasks[{index}]";
        return
        [
            EditorField.OfText("title", task.Title, "Name on the slip.", text => Titled(level, index, text)) with { Key = "T", Path = $"{path}.title" },
            EditorField.OfId("id", task.Id, "Name in plans and files.", id => Set(task with { Id = id })) with { Key = "I", Path = $"{path}.id" },
            new EditorField("after", string.Join(", ", task.After), "Tasks that must be finished before this one begins, all their copies.")
            {
                Key = "A", Path = $"{path}.after", Edit = After(level, index), WhyNot = level.Tasks.Length == 1 ? "There is no other task to come after." : null,
            },
            EditorField.OfWhole("copies", task.Count, "So many identical tasks, each on its own.", count => Set(task with { Count = count })) with { Key = "C", Path = $"{path}.count" },
            EditorField.OfMinutes("comes at", task.Arrives.Ticks > 0 ? task.Arrives : null, "Minute in which it arrives; it cannot begin earlier.",
                at => Set(task with { Arrives = at ?? KitchenDuration.Zero }), isOptional: true) with { Key = "R", Path = $"{path}.arrives" },
            EditorField.OfMinutes("due at", task.Due, "Minute by which it has to be done.", due => Set(task with { Due = due }), isOptional: true) with { Key = "L", Path = $"{path}.due" },
            new EditorField("crate", task.Crate is { } crate ? $"{crate.In} out, {crate.Out} back" : "", "Minutes of packing, and as many of unpacking, on the way to another kitchen and back.")
            {
                Key = "B", Path = $"{path}.crate", Edit = new Show(Crate(task, Set)),
            },
            EditorField.OfFlag("casts the spell", task.Patches, "It monkey-patches: waits of greenlets that begin after it has ended yield, earlier ones block.", Set(task with { Patches = !task.Patches })) with { Key = "M", Path = $"{path}.patches" },
        ];

        Level Set(TaskSpec spec) => LevelEdit.SetTask(level, index, spec);
    }

    /// <summary>The first title gives the id too, as long as that is one of the editor's making.</summary>
    private static Level Titled(Level level, int index, string title)
    {
        TaskSpec task = level.Tasks[index];
        bool isMade = task.Id == LevelEdit.IdOf(task.Title);
        string id = isMade ? LevelEdit.FreeId(LevelEdit.IdOf(title), level.Tasks.Where(t => t != task).Select(t => t.Id)) : task.Id;
        return LevelEdit.SetTask(level, index, task with { Title = title, Id = id });
    }

    private static Show After(Level level, int index)
    {
        TaskSpec task = level.Tasks[index];
        return new(new Menu
        {
            Title = $"{task.Title} comes after",
            Items = [.. level.Tasks.Where(t => t != task).Select(t => new MenuItem($"{(task.After.Contains(t.Id) ? "●" : "○")} {t.Title}",
                new LevelEdited(LevelEdit.SetTask(level, index, task with { After = task.After.Contains(t.Id) ? task.After.Remove(t.Id) : task.After.Add(t.Id) }))))],
        });
    }

    private static EditorPrompt Crate(TaskSpec task, Func<TaskSpec, Level> set) => new()
    {
        Title = "crate",
        Question = "Minutes of packing on the way out and on the way back, e.g. 0.5 2. Empty: it weighs nothing.",
        Text = task.Crate is { } crate ? $"{crate.In} {crate.Out}" : "",
        IsOptional = true,
        Answer = text => text.Length == 0 ? new LevelEdited(set(task with { Crate = null }))
            : Typed.Numbers(text, 2, n => new LevelEdited(set(task with { Crate = new(KitchenDuration.FromMinutes(n[0]), KitchenDuration.FromMinutes(n[1])) }))),
    };
}
