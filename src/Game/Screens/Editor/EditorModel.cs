using System.Collections.Immutable;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session.Authoring;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>The editor: a level on panels, changed by keys and the mouse, with what is known about it beside them.</summary>
public sealed partial record EditorModel : IScreenModel
{
    /// <summary>An editor on a document.</summary>
    public EditorModel(LevelDocument document) => Document = document;

    /// <summary>What is edited.</summary>
    public LevelDocument Document { get; private init; }

    /// <summary>The level as it is now.</summary>
    public Level Level => Document.Level;

    /// <summary>Where the author is.</summary>
    public EditorCursor Cursor { get; private init; } = new(EditorPanel.Order);

    /// <summary>What lies over the panels; null if nothing.</summary>
    public Overlay? Overlay { get; private init; }

    /// <summary>What is known about the level; it may be of the level as it was before the last edit.</summary>
    public LevelReport? Report { get; private init; }

    /// <summary>The plan that was on the board when the level was played last; null if it was not.</summary>
    public Plan? BoardPlan
    {
        get;
        init
        {
            field = value;
            BoardEnding = value is not null && Session.Prediction.Of(Level, value).Forecast is { } forecast ? Sentences.Ending(forecast) : "not finished";
        }
    }

    /// <summary>What the model said of <see cref="BoardPlan"/> when the level was played.</summary>
    internal string BoardEnding { get; private init; } = "";

    /// <summary>The finding that the author went to last; −1 before the first.</summary>
    internal int LastFinding { get; private init; } = -1;

    /// <summary>A line for the author.</summary>
    public string Status { get; init; } = "";

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help =>
    [
        .. EditorCommands.Of(this).ToHelp(this),
        .. Fields.Concat(Step is null ? [] : TaskFields.Of(Level, Cursor.Task)).Where(f => f.Key.Length > 0).Select(f => new KeyHelp(f.Key, $"{f.Name}: {f.Help}", f.WhyNot)),
    ];

    /// <summary>The task under the cursor.</summary>
    internal TaskSpec Task => Level.Tasks[Cursor.Task];

    /// <summary>The step under the cursor; null if the cursor is on a task, or not on the order.</summary>
    internal StepSpec? Step => Cursor is { Panel: EditorPanel.Order, Step: >= 0 } ? Task.Steps[Cursor.Step] : null;

    /// <summary>What can be changed on the present panel.</summary>
    internal ImmutableArray<EditorField> Fields => EditorPanels.Fields(this, Cursor.Panel);

    /// <summary>The row under the cursor; null on the order.</summary>
    internal EditorField? Field => Cursor.Panel != EditorPanel.Order && Fields is { IsEmpty: false } fields ? fields[Math.Min(Cursor.Row, fields.Length - 1)] : null;

    /// <inheritdoc/>
    public ScreenMessage? Press(string key)
    {
        if (Overlay is { } overlay) return overlay.Press(key);
        if (EditorCommands.Of(this).Press(this, key) is { } message) return message;
        if (Cursor.Panel != EditorPanel.Order) return null;
        if (Fields.FirstOrDefault(f => f.Key == key) is { } field) return Edit(field);
        return key.Length != 1 ? null : Step is null && StepFields.Letters.Contains(key[0]) ? new ScreenMessage.Say("Small letters change a step: → goes to one.")
            : Step is not null && TaskFields.Of(Level, Cursor.Task).FirstOrDefault(f => f.Key == key) is { } ofTask ? Edit(ofTask) : null;
    }

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        ScreenMessage.Say say => this with { Status = say.Text },
        Show show => this with { Overlay = show.Overlay, Status = "" },
        LevelEdited edited => Apply(edited),
        LevelTravelled to => Within(this with { Document = Document with { History = to.History }, Status = to.Status }),
        CursorMoved to => Within(this with { Cursor = to.Cursor, Overlay = null, Status = "" }),
        Jumped to => Within(this with { Cursor = to.Cursor, LastFinding = to.Finding, Status = to.Status }),
        ReportCame came => Within(this with { Report = came.Report }),
        PointerHolds holds => this with { Held = holds.Target },
        MenuAt menu => ((EditorModel)Update(menu.Move)).Update(menu.Menu),
        SaveEnded ended => Ended(ended),
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height) => EditorRows.Draw(this, width, height);

    /// <summary>What editing a field means now.</summary>
    internal static ScreenMessage Edit(EditorField field) => field.WhyNot is { } reason ? new ScreenMessage.Say(reason) : field.Late?.Invoke() ?? field.Edit ?? new ScreenMessage.Say("This is only a heading.");

    /// <summary>Takes an edit if the result is a level. Plans that cannot follow are only taken out when the author agrees.</summary>
    private EditorModel Apply(LevelEdited edit)
    {
        if (ReferenceEquals(edit.Level, Level)) return this with { Overlay = null, Status = edit.Status };
        Level level = LevelEdit.FitPlans(edit.Level);
        ImmutableArray<Problem> problems = LevelReader.Read(System.Text.Encoding.UTF8.GetBytes(LevelWriter.Write(level)), "").Problems;
        if (problems.IsEmpty) return Within(this with { Document = Document with { History = Document.History.Do(level) }, Overlay = null, Cursor = edit.Cursor ?? Cursor, Status = edit.Status });
        ImmutableArray<AuthorPlan> lost = [.. level.Plans.Where(p => problems.Any(f => IsOf(f, p)))];
        if (problems.Any(f => !lost.Any(p => IsOf(f, p)))) return this with { Status = $"Left as it was: {problems.First(f => !lost.Any(p => IsOf(f, p))).Message}." };
        string names = string.Join(", ", lost.Select(p => p.Name));
        return this with
        {
            Overlay = new Menu
            {
                Title = lost.Length == 1 ? $"the plan {names} would not fit any more" : $"the plans {names} would not fit any more",
                Items = [new("leave the level as it was", new Show(null)), new($"take out {names}; undo brings it all back", edit with { Level = level with { Plans = level.Plans.RemoveRange(lost) } })],
            },
            Status = $"{lost[0].Name}: {problems.First(f => IsOf(f, lost[0])).Message}",
        };
    }

    private static bool IsOf(Problem problem, AuthorPlan plan) =>
        problem.Path.StartsWith($"$.plans.{plan.Name}.", StringComparison.Ordinal) || problem.Path == $"$.plans.{plan.Name}";

    private EditorModel Ended(SaveEnded ended)
    {
        EditorModel saved = this with { Document = ended.Result.Document, Overlay = null, Status = ended.Result.Message };
        return !ended.Result.IsQuestion ? saved : saved with
        {
            Overlay = new Menu
            {
                Title = "save?",
                Items =
                [
                    new("leave the file as it is", new Show(null)),
                    new("replace it; what was there is kept beside it as .bak", ended.Asked with { HasConsent = true }),
                    new("save under another name …", EditorCommands.SaveAs(saved, ended.Asked.ThenLeave)),
                ],
            },
        };
    }

    /// <summary>With the cursor on something that is there.</summary>
    private static EditorModel Within(EditorModel model)
    {
        int task = Math.Clamp(model.Cursor.Task, 0, model.Level.Tasks.Length - 1);
        EditorModel at = model with { Cursor = model.Cursor with { Task = task, Step = Math.Clamp(model.Cursor.Step, -1, model.Level.Tasks[task].Steps.Length - 1) } };
        if (at.Cursor.Panel == EditorPanel.Order) return at;
        ImmutableArray<EditorField> fields = at.Fields;
        int row = Math.Clamp(at.Cursor.Row, 0, Math.Max(0, fields.Length - 1));
        return at with { Cursor = at.Cursor with { Row = fields[row].Edit is null && row + 1 < fields.Length && fields[row].Help.Length == 0 ? row + 1 : row } };
    }
}
