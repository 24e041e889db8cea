using System.Collections.Immutable;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>Draws the editor: the panels' names, the present panel with what is known about the level beside it, and below what can be changed here.</summary>
internal static class EditorRows
{
    private const int MostKeyRows = 3, Names = 24;

    public static ImmutableArray<Line> Draw(EditorModel model, int width, int height)
    {
        string place = model.Document.File is { } file ? Path.GetFileName(file) : "no file yet";
        ImmutableArray<Line> bar = EditorCommands.Of(model).ToBar(model, width, MostKeyRows);
        ScreenFrame frame = new(Line.Of(model.Level.Title, Ink.Title) + Line.Of(model.Document.IsChanged ? " *" : "", Ink.Warn), $"editor  {place}{(model.Document.IsChanged ? ", not saved" : "")}", model.Status,
            model.Overlay is null ? bar : [.. bar.Select(l => Line.Of(l.ToString(), Ink.Dim))]);
        int body = frame.BodyHeight(height), side = Math.Clamp(width / 3, 27, 52), main = width - side - 3;
        ImmutableArray<Line> details = [.. Details(model, width - 2).Take(Math.Max(3, body / 3))];
        int room = body - 2 - details.Length - 1;
        (ImmutableArray<Line> rows, int cursorRow) = model.Cursor.Panel == EditorPanel.Order ? OrderRows(model, main, room) : ListRows(model, main);
        ImmutableArray<Line> shown = Layout.Window(rows, Layout.Around(cursorRow, rows.Length, room), room), figures = [.. LevelFigures.Draw(model, side).Take(room)];
        Line heading = Layout.Rule(Title(model.Cursor.Panel), main) + Line.Of("─┬─", Ink.Dim) + Layout.Rule("the level", side);
        List<Line> all = [Tabs(model), heading, .. Layout.Beside(shown, figures, main, width), Layout.Rule(Subject(model), width), .. details.Select(l => Line.Of(" ") + l)];
        ImmutableArray<Line> screen = frame.Rows(all, width, height);
        return model.Overlay is { } overlay ? BoardRows.Laid(overlay, screen, width, 1 + body) : screen;
    }

    /// <summary>Name of a panel on its tab.</summary>
    public static string Title(EditorPanel panel) => panel switch
    {
        EditorPanel.Order => "the order",
        EditorPanel.Things => "things",
        EditorPanel.Rules => "rules",
        EditorPanel.Scoring => "scoring",
        EditorPanel.Story => "story",
        EditorPanel.Plans => "plans",
        _ => "checks",
    };

    private static Line Tabs(EditorModel model)
    {
        Line tabs = Line.Of(" ");
        foreach (EditorPanel panel in EditorPanels.All)
        {
            string count = panel == EditorPanel.Plans ? $" {model.Level.Plans.Length}" : panel == EditorPanel.Checks && model.Report?.Findings is { IsEmpty: false } findings ? $" {findings.Length}" : "";
            bool isHere = panel == model.Cursor.Panel;
            tabs += Line.Of($" {Title(panel)}{count} ", isHere ? Ink.Strong : panel == EditorPanel.Checks && count.Length > 0 ? Ink.Warn : Ink.Normal, isHere).For(new PanelTarget(panel)) + Line.Of(" ");
        }
        return tabs;
    }

    /// <summary>The slips to scale, the steps of the task under the cursor in words; of all tasks where there is room.</summary>
    private static (ImmutableArray<Line> Rows, int CursorRow) OrderRows(EditorModel model, int width, int height)
    {
        Level level = model.Level;
        decimal longest = SlipRows.Longest(level);
        int titles = Math.Min(width * 2 / 5, 4 + level.Tasks.Max(t => TextWidth.Of(Name(t))));
        ImmutableArray<ImmutableArray<Line>> words = [.. level.Tasks.Select((_, i) => height > level.Tasks.Length || i == model.Cursor.Task ? Described(model, i, width) : [])];
        bool hasRoom = words.Sum(w => w.Length + 1) <= height;
        List<Line> rows = [];
        int cursorRow = 0;
        for (int i = 0; i < level.Tasks.Length; i++)
        {
            bool isHere = i == model.Cursor.Task, isTask = isHere && model.Cursor.Step < 0;
            if (isHere) cursorRow = rows.Count + Math.Min(words[i].Length, height / 3);
            int task = i;
            Line head = Line.Of(isHere ? "▶ " : "  ", Ink.Key) + Line.Of(Name(level.Tasks[i]), TaskInk.Of(i), isTask).Fit(titles) + Line.Of(" ");
            rows.Add((head + SlipRows.Bar(level.Tasks[i], i, Math.Max(4, width - head.Width), longest, isHere ? model.Cursor.Step : -1, step => new StepTarget(task, step))).Fit(width).For(new StepTarget(i, -1)));
            if (hasRoom || isHere) rows.AddRange(words[i]);
        }
        return ([.. rows], cursorRow);
    }

    private static string Name(TaskSpec task) => task.Count == 1 ? task.Title : $"{task.Title} ×{task.Count}";

    private static ImmutableArray<Line> Described(EditorModel model, int index, int width)
    {
        TaskSpec task = model.Level.Tasks[index];
        bool isHere = index == model.Cursor.Task;
        IEnumerable<Line> steps = task.Steps.Select((s, i) => Line.Of(SlipRows.Describe(s), isHere && i == model.Cursor.Step ? Ink.Strong : Ink.Dim, isHere && i == model.Cursor.Step).Slice(0, width - 6).For(new StepTarget(index, i)));
        IEnumerable<Line> rows = Layout.Flow(steps, width - 5, " · ");
        if (SlipRows.Conditions(model.Level, task) is { Length: > 0 } conditions) rows = rows.Concat(Layout.Wrap(conditions, width - 5, Ink.Warn));
        return [.. rows.Select(l => (Line.Of("    ") + l).Fit(width).For(new StepTarget(index, -1)))];
    }

    private static (ImmutableArray<Line> Rows, int CursorRow) ListRows(EditorModel model, int width)
    {
        List<Line> rows = [];
        int cursorRow = 0, names = Math.Min(Names, width / 2);
        ImmutableArray<EditorField> fields = model.Fields;
        for (int i = 0; i < fields.Length; i++)
        {
            EditorField field = fields[i];
            bool isHere = i == model.Cursor.Row, isHeading = field.Edit is null && field.Help.Length == 0;
            if (isHere) cursorRow = rows.Count;
            if (isHeading)
            {
                if (rows.Count > 0) rows.Add(Line.Empty);
                rows.Add(Line.Of($" {field.Name}", Ink.Title).Slice(0, width));
                continue;
            }
            if (model.Cursor.Panel == EditorPanel.Checks)
            {
                IEnumerable<Line> message = Layout.Wrap(field.Value, width - 4, isHere ? Ink.Strong : Ink.Normal).Select((l, row) => Line.Of(row == 0 ? (isHere ? "▶ ! " : "  ! ") : "    ", Ink.Warn) + l);
                rows.AddRange(message.Select(l => l.Fit(width).For(new RowTarget(i))));
                continue;
            }
            Line name = Line.Of($"{(isHere ? "▶" : " ")} {field.Name}", field.WhyNot is null ? isHere ? Ink.Strong : Ink.Normal : Ink.Dim);
            Line row = (name.Width < names ? name.Fit(names) : name) + Line.Of(" ") + Line.Of(field.Value, Ink.Key);
            row = row.Fit(width).For(new RowTarget(i));
            rows.Add(isHere ? row.In(Ink.Strong, isReversed: true) : row);
        }
        return ([.. rows], cursorRow);
    }

    private static string Subject(EditorModel model) => model.Cursor.Panel != EditorPanel.Order ? "what it is"
        : model.Step is null ? $"the task {model.Task.Title}" : $"step {model.Cursor.Step + 1} of {model.Task.Title}";

    /// <summary>On the order everything that can be changed, each with its letter; elsewhere what the row means.</summary>
    private static IEnumerable<Line> Details(EditorModel model, int width)
    {
        if (model.Cursor.Panel != EditorPanel.Order)
            return model.Field is { } field ? About(model, field, width) : [];
        return Layout.Flow(model.Fields.Select(f => Part(f, width)), width, "   ");
    }

    /// <summary>A text that was too long for its row, what the row means, and what the format says of it.</summary>
    private static IEnumerable<Line> About(EditorModel model, EditorField field, int width)
    {
        IEnumerable<Line> rows = Layout.Wrap(field.WhyNot ?? field.Help, width);
        if (model.Cursor.Panel == EditorPanel.Story && field.Value.Length > 0) rows = Layout.Wrap(field.Value, width, Ink.Key).Concat(rows);
        return LevelDocs.Of(field.Path) is { } doc ? rows.Concat(Layout.Wrap($"{field.Path}: {doc}", width, Ink.Dim)) : rows;
    }

    private static Line Part(EditorField field, int width)
    {
        if (field.WhyNot is not null) return Line.Of($"{field.Key} {field.Name}", Ink.Dim).For(new KeyTarget(field.Key));
        return (Line.Of(field.Key, Ink.Key) + Line.Of($" {field.Name} ", Ink.Dim) + Line.Of(field.Value.Length == 0 ? "–" : field.Value, Ink.Strong)).Slice(0, width).For(new KeyTarget(field.Key));
    }
}
