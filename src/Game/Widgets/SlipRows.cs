using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Widgets;

/// <summary>Draws order slips: a task's steps to scale.</summary>
public static class SlipRows
{
    /// <summary>Kitchen minutes of the longest task of a level: what the full width of its slips stands for.</summary>
    public static decimal Longest(Level level) => Math.Max(0.01m, level.Tasks.Max(Length));

    /// <summary>All steps one after another: <c>█</c> hands-on, <c>░</c> waiting, <c>▒</c> waiting that cannot be left alone, with the tool's name or first letter in it.
    /// <c>F</c> stands at the end of a wait that fails at first. <c>[</c> takes a tool, <c>]</c> puts it back.</summary>
    /// <param name="task">The task.</param>
    /// <param name="spec">Its place in the level, for the colour.</param>
    /// <param name="width">Columns for <paramref name="longest"/> minutes; no step is narrower than one column.</param>
    /// <param name="longest">Minutes of the full width.</param>
    /// <param name="lit">A step to show reversed; −1: none.</param>
    /// <param name="target">What a step stands for when somebody points at it; null: nothing.</param>
    public static Line Bar(TaskSpec task, int spec, int width, decimal longest, int lit = -1, Func<int, Target>? target = null)
    {
        decimal perMinute = Math.Min(4, Math.Max(1, width - task.Steps.Length) / longest);
        ImmutableArray<Run>.Builder runs = ImmutableArray.CreateBuilder<Run>();
        for (int step = 0; step < task.Steps.Length; step++)
        {
            int first = runs.Count;
            AddStep(runs, task.Steps[step], Columns(task.Steps[step], perMinute), TaskInk.Of(spec));
            for (int i = first; i < runs.Count; i++) runs[i] = runs[i] with { IsReversed = step == lit, Target = target?.Invoke(step) };
        }
        return new Line(runs.ToImmutable()) is var line && line.Width > width ? line.Fit(width) : line;
    }

    /// <summary>The steps in words: <c>fill the kettle 1 · boil 4 (kettle) · pour 1</c>.</summary>
    public static Line Steps(TaskSpec task) => Line.Of(string.Join(" · ", task.Steps.Select(Describe)), Ink.Dim);

    /// <summary>The steps in figures, for a row of a narrow column: <c>█1 ░4 kettle █1</c>. A wait that fails at first ends in an <c>F</c>.</summary>
    public static Line Figures(TaskSpec task) => Line.Of(string.Join(' ', task.Steps.Select(InFigures)), Ink.Dim);

    /// <summary>What else the order says about a task, e.g. <c>after prep · due at 6</c>; empty if nothing.</summary>
    public static string Conditions(Level level, TaskSpec task)
    {
        List<string> conditions = [];
        if (task.Arrives.Ticks > 0) conditions.Add($"comes at {task.Arrives}");
        if (!task.After.IsEmpty) conditions.Add("after " + string.Join(", ", task.After.Select(a => level.FindTask(a)?.Title ?? a)));
        if (task.Due is { } due) conditions.Add($"due at {due}");
        if (task.Crate is { } crate) conditions.Add(crate.In == crate.Out ? $"crate {crate.In}" : $"crate {crate.In} out, {crate.Out} back");
        if (task.Patches) conditions.Add("casts the spell");
        return string.Join(" · ", conditions);
    }

    /// <summary>How often a step fails, e.g. <c>fails once</c>; null if it never does.</summary>
    public static string? Failing(StepSpec step) => step.Fails switch
    {
        0 => null,
        1 => "fails once",
        2 => "fails twice",
        int times => $"fails {times} times",
    };

    private static decimal Length(TaskSpec task) => task.Steps.Sum(s => s.Duration.Minutes);

    private static int Columns(StepSpec step, decimal perMinute) => Math.Max(1, (int)decimal.Round(step.Duration.Minutes * perMinute));

    private static char GlyphOf(StepSpec step) => step.Kind == StepKind.Cpu ? '█' : step.Blocking ? '▒' : '░';

    private static string InFigures(StepSpec step) => step.Kind switch
    {
        StepKind.Take => $"[{step.Tool}",
        StepKind.Drop => $"{step.Tool}]",
        _ => $"{GlyphOf(step)}{step.Duration}{(step.Fails > 0 ? "F" : "")}{(step.Tool is { } tool ? $" {tool}" : "")}",
    };

    private static void AddStep(ImmutableArray<Run>.Builder runs, StepSpec step, int columns, Ink ink)
    {
        if (step.Kind is StepKind.Take or StepKind.Drop)
        {
            string initial = TextWidth.Clean(step.Tool![..1]);
            runs.Add(new(step.Kind == StepKind.Take ? $"[{initial}" : $"{initial}]", Ink.Warn));
            return;
        }
        char glyph = GlyphOf(step);
        string name = step.Tool is null ? "" : TextWidth.Of(step.Tool) + 2 <= columns ? step.Tool : step.Tool[..1];
        if (step.Fails > 0)
        {
            runs.Add(new(new string(glyph, columns - 1), ink));
            runs.Add(new("F", Ink.Bad));
            return;
        }
        if (step.Kind == StepKind.Cpu || name.Length == 0)
        {
            runs.Add(new(new string(glyph, columns), ink));
            return;
        }
        int before = Math.Min(1, columns - 1);
        runs.Add(new(new string(glyph, before), ink));
        runs.Add(new(name, ink));
        runs.Add(new(new string(glyph, Math.Max(0, columns - before - TextWidth.Of(name))), ink));
    }

    /// <summary>A step in words: <c>boil 4 (kettle)</c>.</summary>
    public static string Describe(StepSpec step)
    {
        List<string> notes = [];
        if (step is { Kind: StepKind.Io, Tool: { } tool }) notes.Add(tool);
        if (step.Blocking) notes.Add("cannot be left alone");
        if (Failing(step) is { } fails) notes.Add(fails);
        if (step is { Read: { } read, Write: { } write } && read == write) notes.Add($"counts {read}");
        else
        {
            if (step.Read is { } r) notes.Add($"reads {r}");
            if (step.Write is { } w) notes.Add($"writes {w}");
        }
        if (step.With is { } with) notes.Add($"{with.Duration} with a {with.Equipment}");
        if (step.Ageing is { } ageing) notes.Add($"spoils after {ageing}");
        string words = step.Kind is StepKind.Take or StepKind.Drop ? Words.Of(step) : $"{Words.Of(step)} {step.Duration}";
        return notes.Count == 0 ? words : $"{words} ({string.Join(", ", notes)})";
    }
}
