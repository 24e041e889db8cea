using System.Collections.Immutable;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session.Authoring;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>The keys of the editor. On the order small letters change a step and capital letters a task; the fields have those.</summary>
internal static class EditorCommands
{
    private static readonly ImmutableArray<string> Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly ImmutableArray<KeyCommand<EditorModel>> OnOrder =
    [
        new([Keys.Up, Keys.Down, Keys.Left, Keys.Right], "↑↓←→", "move", "↑↓ between tasks, ←→ between a task and its steps.", (m, key) => Move(m, key)),
        new([Keys.Home, Keys.End], "", "first", "Home goes to the first task, End to the last.", (m, key) => At(m, key == Keys.Home ? 0 : m.Level.Tasks.Length - 1, -1)),
        new([Keys.ShiftUp, Keys.ShiftDown, Keys.ShiftLeft, Keys.ShiftRight], "", "shift", "Move the task up or down, the step to the left or right.", Shift),
        new([Keys.Enter, Keys.Space], "Enter", "change", "Everything that can be changed of the task or step.", (m, _) => Menu(m)),
        new(["n"], "n", "task", "A new task after this one.", (m, _) => new LevelEdited(LevelEdit.AddTask(m.Level, m.Cursor.Task + 1), "T gives it a title, c and i give it steps.", Place(m, m.Cursor.Task + 1, -1))),
        new(["c"], "c", "cpu", "A new step of hands-on work after this one.", (m, _) => AddStep(m, StepKind.Cpu)),
        new(["i"], "i", "io", "A new wait after this step.", (m, _) => AddStep(m, StepKind.Io)),
        new(["h"], "h", "hold", "Take a tool before this step and give it back after it.", (m, _) => Hold(m)) { WhyNot = m => m.Step is null ? "Go to the step that needs the tool (→)." : m.Step.Kind is StepKind.Take or StepKind.Drop ? "Taking and giving back takes no time; go to the step that needs the tool." : null },
        new(["+", "="], "+/-", "minutes", "Half a minute more.", (m, _) => Longer(m, 0.5m)) { WhyNot = WhyNotLength },
        new(["-"], "", "shorter", "Half a minute less.", (m, _) => Longer(m, -0.5m)) { WhyNot = WhyNotLength },
        new(Digits, "", "minutes", "Type the minutes of the step.", (m, key) => new Show(((EditorPrompt)((Show)StepFields.Of(m.Level, m.Cursor.Task, m.Cursor.Step)[0].Edit!).Overlay!) with { Text = key })) { WhyNot = WhyNotLength },
        new(["D"], "D", "twice", "The task or step once more.", (m, _) => Duplicate(m)),
        new([Keys.Delete, Keys.Backspace, "x"], "Del", "remove", "Take the task or step out; with a take goes its drop.", (m, _) => Remove(m)) { WhyNot = WhyNotRemove },
    ];

    private static readonly ImmutableArray<KeyCommand<EditorModel>> OnList =
    [
        new([Keys.Up, Keys.Down], "↑↓", "choose", "The row above or below.", (m, key) => Row(m, key == Keys.Up ? -1 : 1)),
        new([Keys.PageUp, Keys.PageDown], "", "page", "Ten rows up, ten rows down.", (m, key) => Row(m, key == Keys.PageUp ? -10 : 10)),
        new([Keys.Home, Keys.End], "", "ends", "The first row, the last.", (m, key) => Row(m, key == Keys.Home ? -10_000 : 10_000)),
        new([Keys.Left, Keys.Right], "←→", "less, more", "← is one less, → one more; what is yes or no turns round.", (m, key) => m.Field!.Step!(key == Keys.Left ? -1 : 1)) { WhyNot = m => m.Field?.Step is null ? "Nothing to count here; Enter changes it." : m.Field.WhyNot },
        new(["+", "=", "-"], "", "more", "+ is one more, - one less, as → and ←.", (m, key) => m.Field!.Step!(key == "-" ? -1 : 1)) { WhyNot = m => m.Field?.Step is null ? "Nothing to count here; Enter changes it." : m.Field.WhyNot },
        new([Keys.Enter, Keys.Space], "Enter", "change", "Change what is in the row; on a finding: go where it is.", (m, _) => EditorModel.Edit(m.Field!)) { WordsNow = m => m.Cursor.Panel == EditorPanel.Checks ? "go there" : "change" },
        new([Keys.Delete, Keys.Backspace, "x"], "Del", "remove", "Take out what is in the row.", (m, _) => m.Field!.Remove!) { WhyNot = m => m.Field?.Remove is null ? "That is always there." : null },
        new([Keys.ShiftUp, Keys.ShiftDown], "", "shift", "Move what is in the row up or down.", (m, key) => MoveRow(m, key == Keys.ShiftUp ? -1 : 1)) { WhyNot = m => m.Field?.Move is null ? "That has its place." : null },
    ];

    private static readonly ImmutableArray<KeyCommand<EditorModel>> Everywhere =
    [
        new([Keys.Tab, Keys.ShiftTab], "Tab", "panel", "Tab goes to the next panel, Shift+Tab to the one before.", (m, key) => new CursorMoved(m.Cursor with { Panel = Next(m.Cursor.Panel, key == Keys.Tab ? 1 : -1), Row = 0 })),
        new([Keys.F5], "F5", "board", "Try the level at once on the board; Esc comes back.", (_, _) => new TryAsked(FromBriefing: false)) { WordsNow = m => m.Level.Challenge is null ? "board" : "try" },
        new(["p"], "p", "play", "Play the level from its briefing on, as a player meets it.", (_, _) => new TryAsked(FromBriefing: true)),
        new([Keys.CtrlS], "^S", "save", "Save; the file is written as a person would have written it.", (_, _) => new SaveAsked()) { WhyNot = m => m.Document.IsChanged || m.Document.File is null ? null : "Everything is saved." },
        new(["S"], "", "save as", "Save under another name.", (m, _) => SaveAs(m, thenLeave: false)),
        new(["u"], "u", "undo", "Undo the last change of the level.", (m, _) => new LevelTravelled(m.Document.History.Undo(), "Undone; ^R does it again.")) { WhyNot = m => m.Document.History.CanUndo ? null : "Nothing to undo." },
        new([Keys.CtrlR], "^R", "redo", "Do it again.", (m, _) => new LevelTravelled(m.Document.History.Redo(), "Done again.")) { WhyNot = m => m.Document.History.CanRedo ? null : "Nothing to do again." },
        new(["["], "", "earlier", "The level as it was one change earlier in time, on any branch of the changes.", (m, _) => new LevelTravelled(m.Document.History.GoTo(m.Document.History.Current.Number - 1), "Earlier.")) { WhyNot = m => m.Document.History.Current.Number > 0 ? null : "This is the oldest." },
        new(["]"], "", "later", "One change later in time.", (m, _) => new LevelTravelled(m.Document.History.GoTo(m.Document.History.Current.Number + 1), "Later.")) { WhyNot = m => m.Document.History.Current.Number + 1 < m.Document.History.Count ? null : "This is the newest." },
        new(["g"], "g", "medals", "Take the medals that the solver suggests, in gaps between what different plans reach.", (m, _) => new LevelEdited(ScoringFields.With(m.Level, m.Report!.Medals!.Metric, m.Report.Medals), "The suggested medals are in.")) { WhyNot = WhyNotMedals },
        new(["s"], "s", "store plan", "Store the plan on the board as one of the author's plans.", (m, _) => PlanFields.Store(m)!) { WhyNot = PlanFields.WhyNotStore },
        new(["j"], "j", "next finding", "Go to what the checker has found, one after the other.", (m, _) => Jump(m)) { WhyNot = m => m.Report?.Findings is null ? "Still looking." : m.Report.Findings.Value.IsEmpty ? "There is nothing to mend." : null },
        new(["P"], "", "publish", "What is missing for a pack, and how to make one.", (m, _) => new Show(new Notice { Title = "publish", Text = Publishing(m) })),
        new(["a", Keys.F2], "", "almanac", "The almanac at what this level is about (also F2).", (m, _) => new AlmanacAsked(m.Level.Teaches.FirstOrDefault())),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape], "Esc", "leave", "Leave the editor; unsaved work is asked about.", (m, _) => Leave(m)),
    ];

    private static readonly ImmutableArray<KeyCommand<EditorModel>> Order = [.. OnOrder, .. Everywhere], List = [.. OnList, .. Everywhere];

    /// <summary>The keys of the present panel.</summary>
    public static ImmutableArray<KeyCommand<EditorModel>> Of(EditorModel model) => model.Cursor.Panel == EditorPanel.Order ? Order : List;

    /// <summary>Asks where to save.</summary>
    public static Show SaveAs(EditorModel model, bool thenLeave) => new(new EditorPrompt
    {
        Title = "save as",
        Question = "Path of the file. A file that is there is not replaced unasked.",
        Text = model.Document.File ?? "",
        Complete = PathCompletion.Of,
        Answer = path => new SaveAsked(path, ThenLeave: thenLeave),
    });

    private static CursorMoved At(EditorModel model, int task, int step) => new(Place(model, task, step));

    private static EditorCursor Place(EditorModel model, int task, int step) => model.Cursor with { Panel = EditorPanel.Order, Task = task, Step = step };

    private static EditorPanel Next(EditorPanel panel, int by) => EditorPanels.All[((int)panel + by + EditorPanels.All.Length) % EditorPanels.All.Length];

    private static CursorMoved Move(EditorModel model, string key) => key switch
    {
        Keys.Up => At(model, Math.Max(0, model.Cursor.Task - 1), -1),
        Keys.Down => At(model, Math.Min(model.Level.Tasks.Length - 1, model.Cursor.Task + 1), -1),
        _ => At(model, model.Cursor.Task, Math.Clamp(model.Cursor.Step + (key == Keys.Left ? -1 : 1), -1, model.Task.Steps.Length - 1)),
    };

    private static ScreenMessage Shift(EditorModel model, string key)
    {
        int by = key is Keys.ShiftUp or Keys.ShiftLeft ? -1 : 1, task = model.Cursor.Task, step = model.Cursor.Step;
        if (key is Keys.ShiftUp or Keys.ShiftDown)
            return task + by < 0 || task + by >= model.Level.Tasks.Length ? new ScreenMessage.Say("It is at the end.") : new LevelEdited(LevelEdit.MoveTask(model.Level, task, task + by), "", Place(model, task + by, step));
        if (model.Step is null) return new ScreenMessage.Say("Go to a step first (→).");
        return step + by < 0 || step + by >= model.Task.Steps.Length ? new ScreenMessage.Say("It is at the end.") : new LevelEdited(LevelEdit.MoveStep(model.Level, task, step, step + by), "", Place(model, task, step + by));
    }

    private static Show Menu(EditorModel model) => new(new Menu
    {
        Title = model.Step is null ? model.Task.Title : $"step {model.Cursor.Step + 1} of {model.Task.Title}",
        Items = [.. model.Fields.Select(f => new MenuItem($"{f.Name}{(f.Value.Length > 0 ? $": {f.Value}" : "")}", EditorModel.Edit(f), f.WhyNot?.TrimEnd('.')))],
    });

    private static LevelEdited AddStep(EditorModel model, StepKind kind)
    {
        int at = model.Step is null ? model.Task.Steps.Length : model.Cursor.Step + 1;
        return new(LevelEdit.AddStep(model.Level, model.Cursor.Task, at, LevelEdit.NewStep(kind)), "Digits type its minutes, d its words.", Place(model, model.Cursor.Task, at));
    }

    private static Show Hold(EditorModel model)
    {
        (int task, int step) = (model.Cursor.Task, model.Cursor.Step);
        EditorCursor then = Place(model, task, step + 1);
        Show menu = ThingMenus.Tool(model.Level, "hold which tool over this step?", null, (level, tool) => LevelEdit.Hold(level, task, step, tool!), isOptional: false);
        return new((Menu)menu.Overlay! with { Items = [.. ((Menu)menu.Overlay!).Items.Select(i => i.Message is LevelEdited edited ? i with { Message = edited with { Cursor = then } } : i)] });
    }

    private static LevelEdited Longer(EditorModel model, decimal minutes) =>
        new(LevelEdit.SetStep(model.Level, model.Cursor.Task, model.Cursor.Step, model.Step! with { Duration = model.Step.Duration + KitchenDuration.FromMinutes(minutes) }));

    private static string? WhyNotLength(EditorModel model) => model.Step is null ? "Go to a step first (→)." : model.Step.Kind is StepKind.Cpu or StepKind.Io ? null : "Taking and giving back takes no time.";

    private static LevelEdited Duplicate(EditorModel model)
    {
        (int task, int step) = (model.Cursor.Task, model.Cursor.Step);
        return model.Step is null ? new(LevelEdit.DuplicateTask(model.Level, task), "", Place(model, task + 1, -1))
            : new(LevelEdit.AddStep(model.Level, task, step + 1, model.Step), "", Place(model, task, step + 1));
    }

    private static LevelEdited Remove(EditorModel model)
    {
        (int task, int step) = (model.Cursor.Task, model.Cursor.Step);
        return model.Step is null ? new(LevelEdit.RemoveTask(model.Level, task), $"Without {model.Task.Title}; u brings it back.") : new(LevelEdit.RemoveStep(model.Level, task, step), "u brings it back.", Place(model, task, Math.Max(0, step - 1)));
    }

    private static string? WhyNotRemove(EditorModel model) => model.Step is null
        ? model.Level.Tasks.Length == 1 ? "An order has at least one task." : null
        : model.Task.Steps.Length - (LevelEdit.PartnerOf(model.Task.Steps, model.Cursor.Step) >= 0 ? 2 : 1) < 1 ? "A task has at least one step." : null;

    private static CursorMoved Row(EditorModel model, int by)
    {
        ImmutableArray<EditorField> fields = model.Fields;
        int row = Math.Clamp(model.Cursor.Row + by, 0, fields.Length - 1);
        while (by < 0 && row > 0 && IsHeading(fields[row])) row--;
        return new(model.Cursor with { Row = row });
    }

    /// <summary>The cursor goes with what is moved.</summary>
    private static ScreenMessage MoveRow(EditorModel model, int by) => model.Field!.Move!(by) is LevelEdited edited && !ReferenceEquals(edited.Level, model.Level)
        ? edited with { Cursor = model.Cursor with { Row = model.Cursor.Row + by } } : new ScreenMessage.Say("It is at the end.");

    private static bool IsHeading(EditorField field) => field.Edit is null && field.Help.Length == 0;

    private static string? WhyNotMedals(EditorModel model) => model.Level.Challenge is not null ? "In a level for the inspector gold is for the fewest switches there are; check says how many."
        : model.Report is not { } report || !ReferenceEquals(report.Level, model.Level) || (report.Medals is null && !report.IsDone) ? "Still looking for gaps between the plans."
        : report.Medals is null ? "No three gaps between what plans reach are wide enough to suggest medals: set them by hand, each 4 % away from what your own plans reach." : null;

    private static ScreenMessage Jump(EditorModel model)
    {
        ImmutableArray<LevelFinding> findings = model.Report!.Findings!.Value;
        int next = (model.LastFinding + 1) % findings.Length;
        return new Jumped(next, EditorPanels.Find(model, findings[next].Path) ?? model.Cursor, FindingWords.Of(model.Level, findings[next]));
    }

    /// <summary>What a pack asks for: the author's own solve, and what check says.</summary>
    private static string Publishing(EditorModel model)
    {
        string[] missing = [.. ((string[])["naive", "best"]).Where(n => model.Level.Challenge is null && model.Level.Plans.All(p => p.Name != n))];
        string plans = missing.Length > 0 ? $"Missing: the {(missing.Length == 1 ? "plan" : "plans")} {string.Join(" and ", missing)}. Make {(missing.Length == 1 ? "it" : "them")} on the board (F5) and store {(missing.Length == 1 ? "it" : "them")} (s)." : "The plans are there.";
        string checks = model.Report?.Findings is not { } findings ? "The checks are not done yet." : findings.IsEmpty ? "The checks find nothing." : $"The checks find {findings.Length} to mend (j).";
        string saved = model.Document.IsChanged ? "Save it first (^S). " : "", folder = model.Document.File is { } file ? Path.GetDirectoryName(file)! : "FOLDER";
        return $"{plans}\n{checks}\n{saved}Packs are made on the command line:\nshortorder pack {folder}\nThe folder needs a {Packs.PackManifest.FileName}, which says the title, the author, and the level files in playing order. Where there is none the command prints one to save there.";
    }

    private static ScreenMessage Leave(EditorModel model) => !model.Document.IsChanged ? new EditorLeft() : new Show(new Menu
    {
        Title = "there is unsaved work",
        Items =
        [
            new("save it", new SaveAsked(ThenLeave: true)), new("keep it as a draft for the next time", new EditorLeft()),
            new("throw it away", new EditorLeft(ThrowsAway: true)), new("stay", new Show(null)),
        ],
    });
}

/// <summary>The author went to a finding.</summary>
internal sealed record Jumped(int Finding, EditorCursor Cursor, string Status) : ScreenMessage;
