using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>The parts of a level, a panel each.</summary>
public enum EditorPanel
{
    /// <summary>Tasks and their steps.</summary>
    Order,

    /// <summary>Tools, shared things, equipment.</summary>
    Things,

    /// <summary>What a plan may use, the machine, costs.</summary>
    Rules,

    /// <summary>Metrics, medals, limits, kind of level.</summary>
    Scoring,

    /// <summary>Title, story, terms, hints.</summary>
    Story,

    /// <summary>The author's plans.</summary>
    Plans,

    /// <summary>What the checker and the lints have found.</summary>
    Checks,
}

/// <summary>Where the author is.</summary>
/// <param name="Panel">The part of the level that is shown.</param>
/// <param name="Task">Task of the order.</param>
/// <param name="Step">Step of it; −1: the task itself.</param>
/// <param name="Row">Row of any other panel.</param>
public readonly record struct EditorCursor(EditorPanel Panel, int Task = 0, int Step = -1, int Row = 0);

/// <summary>What stands on each panel, and where a place of the level file is found on them.</summary>
internal static class EditorPanels
{
    public static readonly ImmutableArray<EditorPanel> All = [.. Enum.GetValues<EditorPanel>()];

    /// <summary>The fields of the panel under the cursor; on the order those of the task or step under it.</summary>
    public static ImmutableArray<EditorField> Fields(EditorModel model, EditorPanel panel) => panel switch
    {
        EditorPanel.Order => model.Cursor.Step < 0 ? TaskFields.Of(model.Level, model.Cursor.Task) : StepFields.Of(model.Level, model.Cursor.Task, model.Cursor.Step),
        EditorPanel.Things => ThingFields.Of(model.Level),
        EditorPanel.Rules => RuleFields.Of(model.Level),
        EditorPanel.Scoring => ScoringFields.Of(model.Level),
        EditorPanel.Story => StoryFields.Of(model.Level),
        EditorPanel.Plans => PlanFields.Of(model),
        _ => Checks(model),
    };

    /// <summary>The place on the panels that is nearest to a place in the level file; null if there is none.</summary>
    public static EditorCursor? Find(EditorModel model, string path)
    {
        if (Index(path, "$.tasks[") is { } task && task < model.Level.Tasks.Length)
        {
            int step = Index(path[path.IndexOf(']', StringComparison.Ordinal)..], "].steps[") ?? -1;
            return new(EditorPanel.Order, task, step < model.Level.Tasks[task].Steps.Length ? step : -1);
        }
        (EditorPanel Panel, int Row, int Length) best = (EditorPanel.Order, 0, 0);
        foreach (EditorPanel panel in All.Where(p => p is not (EditorPanel.Order or EditorPanel.Checks)))
        {
            ImmutableArray<EditorField> fields = Fields(model, panel);
            for (int row = 0; row < fields.Length; row++)
                if (fields[row].Path.Length > best.Length && path.StartsWith(fields[row].Path, StringComparison.Ordinal)) best = (panel, row, fields[row].Path.Length);
        }
        if (best.Length > 0) return model.Cursor with { Panel = best.Panel, Row = best.Row };
        return path.StartsWith("$.plans", StringComparison.Ordinal) ? model.Cursor with { Panel = EditorPanel.Plans, Row = 0 }
            : path.StartsWith("$.medals", StringComparison.Ordinal) ? model.Cursor with { Panel = EditorPanel.Scoring, Row = 0 } : null;
    }

    private static ImmutableArray<EditorField> Checks(EditorModel model)
    {
        if (model.Report?.Findings is not { } findings) return [new EditorField("still looking …", "", "")];
        if (findings.IsEmpty) return [new EditorField(model.Report.IsDone ? "Nothing to mend: check is content." : "Nothing so far; the search goes on …", "", "")];
        return
        [
            .. findings.Select(f => new EditorField(f.Path, FindingWords.Of(model.Level, f), $"{f.Path}: {f.Message}")
            {
                Edit = Find(model, f.Path) is { } place ? new CursorMoved(place) : new ScreenMessage.Say("That is not at one place alone."),
            }),
        ];
    }

    private static int? Index(string path, string before)
    {
        if (!path.StartsWith(before, StringComparison.Ordinal)) return null;
        int end = path.IndexOf(']', before.Length);
        return end > 0 && int.TryParse(path[before.Length..end], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;
    }
}
