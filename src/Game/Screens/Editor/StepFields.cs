using System.Collections.Immutable;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>What can be changed of a step; small letters.</summary>
internal static class StepFields
{
    /// <summary>Letters of the fields below.</summary>
    public const string Letters = "mdktbfrwoez";

    /// <summary>In the order of a level file.</summary>
    public static ImmutableArray<EditorField> Of(Level level, int task, int index)
    {
        StepSpec step = level.Tasks[task].Steps[index];
        string path = $"$.tasks[{task}].steps[{index}]";
        bool isCpu = step.Kind == StepKind.Cpu, isIo = step.Kind == StepKind.Io, isLast = index == level.Tasks[task].Steps.Length - 1;
        string? onlyIo = isIo ? null : "Only a wait can; k makes this one.", onlyCpu = isCpu ? null : "Only hands-on work can; k makes this step such.";
        string? onlyLong = isCpu || isIo ? null : "Taking and giving back takes no time.";
        return
        [
            EditorField.OfMinutes("minutes", step.Duration, "How long it takes alone; digits type it, + and - change it.", minutes => Set(step with { Duration = minutes!.Value }))
                with { Key = "m", Path = $"{path}.{(isIo ? "io" : "cpu")}", WhyNot = onlyLong },
            EditorField.OfText("words", step.Do, "What the slip says, e.g. fill the kettle.", text => Set(step with { Do = text }), isOptional: true) with { Key = "d", Path = $"{path}.do" },
            new EditorField("kind", isCpu ? "hands-on" : isIo ? "waiting" : step.Kind == StepKind.Take ? "take" : "give back", "Hands-on work (cpu) or a wait (io).")
            {
                Key = "k", Edit = new LevelEdited(Set(Turned(step))), WhyNot = onlyLong,
            },
            new EditorField("tool", step.Tool ?? "", "The tool that the wait needs; taking and giving back is h.")
            {
                Key = "t", Path = $"{path}.{(isIo ? "tool" : "take")}", Edit = ThingMenus.Tool(level, "the wait needs", step.Tool, (l, tool) => LevelEdit.SetStep(l, task, index, step with { Tool = tool })), WhyNot = onlyIo,
            },
            EditorField.OfFlag("cannot be left alone", step.Blocking, "Blocking: at an order window or for the enchanted it stops everything.", Set(step with { Blocking = !step.Blocking }))
                with { Key = "b", Path = $"{path}.blocking", WhyNot = onlyIo },
            EditorField.OfWhole("fails", step.Fails, "So many first attempts fail; each takes the whole wait. The level has to allow tries.", fails => Set(step with { Fails = fails }))
                with { Key = "f", Path = $"{path}.fails", WhyNot = onlyIo ?? (level.Allow.Tries || step.Fails > 0 ? null : "Allow tries first, on the panel of rules: nobody could ever finish this task.") },
            new EditorField("reads", step.Read ?? "", "A shared thing that it reads when it begins.")
            {
                Key = "r", Path = $"{path}.read", Edit = ThingMenus.Shared(level, "it reads", step.Read, (l, thing) => LevelEdit.SetStep(l, task, index, step with { Read = thing })), WhyNot = onlyCpu,
            },
            new EditorField("writes", step.Write ?? "", "A shared thing that it writes when it ends.")
            {
                Key = "w", Path = $"{path}.write", Edit = ThingMenus.Shared(level, "it writes", step.Write, (l, thing) => LevelEdit.SetStep(l, task, index, step with { Write = thing })), WhyNot = onlyCpu,
            },
            EditorField.OfMinutes("spoils after", step.Ageing, "The longest that its result may stand until the next step begins.", ageing => Set(step with { Ageing = ageing }), isOptional: true)
                with { Key = "o", Path = $"{path}.ageing", WhyNot = onlyLong ?? (isLast ? "Nothing follows this step, so nothing can spoil." : null) },
            new EditorField("equipment", step.With is { } with ? $"{with.Duration} with {with.Equipment}" : "", "Something for sale that makes it shorter.")
            {
                Key = "e", Path = $"{path}.with", Edit = ThingMenus.Equipment(level, step, (l, w) => LevelEdit.SetStep(l, task, index, step with { With = w })), WhyNot = onlyLong,
            },
            EditorField.OfFlag("on the disk", step.Disk, "A real file is written and synced; shown, never timed for a score.", Set(step with { Disk = !step.Disk })) with { Key = "z", Path = $"{path}.device", WhyNot = onlyIo },
        ];

        Level Set(StepSpec spec) => LevelEdit.SetStep(level, task, index, spec);
    }

    /// <summary>Work as a wait and a wait as work, without what only the other has.</summary>
    private static StepSpec Turned(StepSpec step) => step with
    {
        Kind = step.Kind == StepKind.Cpu ? StepKind.Io : StepKind.Cpu,
        Tool = null,
        Blocking = false,
        Read = null,
        Write = null,
        Disk = false,
        Fails = 0,
    };
}
