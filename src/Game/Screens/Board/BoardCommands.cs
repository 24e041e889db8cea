using System.Collections.Immutable;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>The keys of the planning board.</summary>
internal static class BoardCommands
{
    /// <summary>The next hint, over a hint too.</summary>
    public const string HintKey = "h";

    private static readonly ImmutableArray<string> Digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

    public static readonly ImmutableArray<KeyCommand<BoardModel>> All =
    [
        new([Keys.F5, "r"], "F5", "serve", "Serve the plan for real (also r).", (_, _) => new ScreenMessage.Leave(FlowTrigger.Serve)) { WhyNot = BoardRules.WhyNotServe, WordsNow = m => m.Desk is null ? "serve" : "practise" },
        new([Keys.F6, "S"], "F6", "submit", "Submit the plan to the competition: the judge's verdict counts, practice does not (also S).", (_, _) => new SubmitAsked())
        {
            WhyNot = BoardRules.WhyNotSubmit,
            IsShown = m => m.Desk is not null,
        },
        new([Keys.Up, Keys.Down, Keys.Left, Keys.Right], "↑↓←→", "move", "Move between slips, lanes and what they hold.", (_, key) => Arrow(key)),
        new([Keys.Tab, Keys.ShiftTab], "", "other side", "To the other side: between the slips and the lanes.", (_, _) => new SidesChanged()),
        new([Keys.Enter, Keys.Space], "Enter", "pick up", "Pick up a task or a step; arrows carry it; Enter puts it down. On a slip of a list by hand: add its next step.", Enter)
        {
            WhyNot = BoardRules.WhyNotPick,
            WordsNow = m => m.Carry is not null ? "put down" : m.IsByHand && m.Cursor.IsInSlips ? "add step" : "pick up",
        },
        new([Keys.ShiftUp, Keys.ShiftDown, Keys.ShiftLeft, Keys.ShiftRight], "", "", "Pick up the task or step, move it once that way and put it down.", (_, key) => Arrow(key[6..]) is Moved m ? new Shifted(m.Columns, m.Rows) : Arrow(key))
        {
            WhyNot = BoardRules.WhyNotPick,
        },
        new(Digits, "1-9", "send", "Send the task to that lane; in a list by hand: add the next step of that task.", Digit)
        {
            WhyNot = m => m.Lanes.IsEmpty ? "There is no lane yet: + opens one." : null,
            WordsNow = m => m.IsByHand ? "add step" : "to lane",
        },
        new([Keys.Delete, Keys.Backspace, "x"], "Del", "take off", "Take the task or step off its lane.", (_, _) => new TakenOff()) { WhyNot = BoardRules.WhyNotTakeOff },
        new(["+", "="], "+", "open", "Open a lane or a kitchen.", (m, _) => new Show(BoardMenus.Open(m))) { WhyNot = BoardRules.WhyNotOpen, IsShown = m => PlanRules.HasChoice(m.Level) },
        new(["-"], "-", "close", "Close the lane; on a list by hand: empty it.", BoardMenus.Close) { WhyNot = BoardRules.WhyNotClose, WordsNow = m => m.IsByHand ? "empty list" : "close" },
        new(["k"], "k", "kind", "Make the lane another kind.", (m, _) => new Show(BoardMenus.Kinds(m))) { WhyNot = BoardRules.WhyNotKind, IsShown = m => PlanRules.HasChoice(m.Level) },
        new(["w"], "w/W", "cooks", "One cook more in the lane.", (m, _) => BoardMenus.Workers(m, +1)) { WhyNot = BoardRules.WhyNotMoreWorkers, IsShown = HasThreads },
        new(["W"], "", "one cook less", "One cook less in the lane.", (m, _) => BoardMenus.Workers(m, -1)) { WhyNot = BoardRules.WhyNotFewerWorkers, IsShown = HasThreads },
        new(["n"], "", "so many cooks", "So many cooks in the lane.", (m, _) => new Show(BoardMenus.WorkersPrompt(m))) { WhyNot = BoardRules.WhyNotThreadLane, IsShown = HasThreads },
        new(["m"], "m", "limit", "At most so many slips under way at once.", (m, _) => new Show(BoardMenus.LimitPrompt(m)))
        {
            WhyNot = BoardRules.WhyNotLimit,
            IsShown = m => m.Level.Allow.Loops > 0 || m.Level.Allow.Greenlets,
        },
        new(["b"], "b", "box", "So many tasks of one entry in a box to and from the kitchen; splitting an entry parts its boxes.", (m, _) => new Show(BoardMenus.BoxPrompt(m))) { WhyNot = BoardRules.WhyNotBox, IsShown = m => m.Level.Allow.Boxes },
        new(["c"], "c", "copies", "So many copies of the kitchen.", (m, _) => new Show(BoardMenus.CopiesPrompt(m))) { WhyNot = BoardRules.WhyNotCopies, IsShown = m => m.Level.Allow.Copies > 1 },
        new(["s"], "s", "split", "Split a batch of copies in two.", (m, _) => new Show(BoardMenus.SplitPrompt(m))) { WhyNot = BoardRules.WhyNotSplit, IsShown = m => m.Level.Tasks.Any(t => t.Count > 1) && !m.IsByHand },
        new(["l"], "l", "lock", "Hold a lock over some steps of the task.", (m, _) => new Show(BoardMenus.Locks(m))) { WhyNot = BoardRules.WhyNotLock, IsShown = m => m.Level.Allow.Locks },
        new(["y"], "y", "yield", "Give way inside a step of the task.", (m, _) => new Show(BoardMenus.Yields(m))) { WhyNot = BoardRules.WhyNotYield, IsShown = m => m.Level.Allow.Yields > 0 },
        new(["o"], "o", "offload", "Hand a step of the task to a helper.", (m, _) => new Show(BoardMenus.Offloads(m))) { WhyNot = BoardRules.WhyNotOffload, IsShown = m => m.Level.Allow.Offload },
        new(["f"], "f", "try", "Try a step of the task again if it fails; in a callback window: pin an errback to it.", (m, _) => new Show(BoardMenus.Tries(m))) { WhyNot = BoardRules.WhyNotTry, IsShown = m => m.Level.Allow.Tries },
        new(["t"], "t", "takes", "Take the tools of the task in another order.", (m, _) => new Edited(CardEdit.NextOrder(m.Plan, m.SelectedTask!), "Tools in another order.")) { WhyNot = BoardRules.WhyNotOrder, IsShown = m => m.Level.Allow.Order },
        new(["e"], "e", "equip", "How many places things have, and what is bought.", (m, _) => new Show(SettingMenus.All(m))) { WhyNot = SettingMenus.WhyNot, IsShown = m => SettingMenus.HasChoice(m.Level) },
        new(["u"], "u", "undo", "Undo the last edit.", (m, _) => new Travelled(m.History.Undo())) { WhyNot = m => BoardRules.WhyNotHands(m) ?? (m.History.CanUndo ? null : "There is nothing to undo.") },
        new([Keys.CtrlR], "^R", "redo", "Do again what was undone, on the branch used last.", (m, _) => new Travelled(m.History.Redo())) { WhyNot = m => BoardRules.WhyNotHands(m) ?? (m.History.CanRedo ? null : "There is nothing to redo.") },
        new(["U"], "U", "tree", "Every plan this one ever was, with all branches; the board shows each.", (m, _) => new Show(UndoTree.Of(m.Level, m.History, m.Figures))) { WhyNot = BoardRules.WhyNotHands },
        new(["["], "", "older", "The plan before this one in time, whichever branch it is on.", (m, _) => new Travelled(m.History.GoTo(InTime(m, -1)!.Value))) { WhyNot = m => WhyNotInTime(m, -1) },
        new(["]"], "", "newer", "The plan after this one in time, whichever branch it is on.", (m, _) => new Travelled(m.History.GoTo(InTime(m, +1)!.Value))) { WhyNot = m => WhyNotInTime(m, +1) },
        new(["p"], "p", "plans", "Named plans of this level: put aside, load, rename, throw away.", (_, _) => new PlansAsked()) { WhyNot = BoardRules.WhyNotHands },
        new(["i"], "i", "inspect", "Can an unkind schedule break this plan? Shows it step by step.", (m, _) => new InspectionAsked(m.Prediction.Forecast!.Compiled))
        {
            WhyNot = m => BoardRules.WhyNotHands(m) ?? (m.Prediction.Problems.IsEmpty ? null : "Not yet: " + m.Prediction.Problems[0].Message),
        },
        new([",", ".", "<", ">"], ",.", "time", "What every lane does at a moment: . goes to the next change and , to the one before, > a twentieth of the time on and < back, Esc hides it.", (m, key) => BoardTime.Step(m, key))
        {
            WhyNot = m => m.Prediction.Forecast is null ? "The model has no timeline yet." : null,
        },
        new([Keys.PageUp, Keys.PageDown], "", "scroll up", "Scroll the timeline up and down where it has more lanes than fit.", (_, key) => new Scrolled(key == Keys.PageUp ? -5 : 5)),
        new(["v"], "", "figures", "On a narrow screen: ledger and bounds in place of the order, and back.", (_, _) => new FiguresToggled()),
        new(["z"], "", "reset", "Begin again with everything as at the start; undo brings your plan back.", (m, _) => new Edited(PlanEdit.Default(m.Level), "As at the start; u brings your plan back."))
        {
            WhyNot = m => BoardRules.WhyNotHands(m) ?? (PlanWriter.Write(m.Plan) == PlanWriter.Write(PlanEdit.Default(m.Level)) ? "Everything is as at the start." : null),
        },
        new([HintKey], HintKey, "hint", "The next hint: the level's own, then what your plan loses against better ones, from vague to plain; then the first again.", (m, _) => m.NextHint())
        {
            WhyNot = m => m.HintsRead < m.Level.Hints.Length ? null : BoardRules.WhyNotHands(m) ?? HintRules.WhyNotCompare(m.Level, m.Prediction),
        },
        new(["a", Keys.F2], "", "almanac", "The almanac at what this level is about (also F2).", (m, _) => new AlmanacAsked(m.Level.Teaches.FirstOrDefault())),
        new([":"], ":", "menu", "Everything that can be done here (also a click with the right button).", (m, _) => new Show(BoardMenus.Commands(m))),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape], "Esc", "back", "Put back what is carried, hide the moment, or back to the briefing.", Escape)
        {
            WordsNow = m => m.Carry is not null ? "put back" : m.Moment is not null ? "hide time" : "back",
        },
    ];

    /// <summary>The status bar: at most three rows. Where it would take more, what is needed least is only in the menu.</summary>
    public static ImmutableArray<Line> Bar(BoardModel board, int width)
    {
        const int MostRows = 3;
        ImmutableArray<KeyCommand<BoardModel>> shown = All;
        foreach (string rare in (string[])["t", "c", "m", "h", ",", "k", "o", "p", "w", "s"])
        {
            ImmutableArray<Line> bar = shown.ToBar(board, width, MostRows + 1);
            if (bar.Length <= MostRows) return bar;
            shown = shown.RemoveAll(c => c.Keys[0] == rare);
        }
        return shown.ToBar(board, width, MostRows);
    }

    private static bool HasThreads(BoardModel board) => board.Level.Allow.Threads > 0;

    private static Moved Arrow(string key) => key switch
    {
        Keys.Up => new(0, -1),
        Keys.Down => new(0, 1),
        Keys.Left => new(-1, 0),
        _ => new(1, 0),
    };

    private static ScreenMessage Enter(BoardModel board, string key)
    {
        if (board.Carry is not null) return new PutDown();
        return board.IsByHand && board.Cursor.IsInSlips ? new StepAdded(board.Cursor.Slip) : new PickedUp();
    }

    private static ScreenMessage Escape(BoardModel board, string key) =>
        board.Carry is not null ? new PutBack() : board.Moment is not null ? new MomentCame(null) : new ScreenMessage.Leave(FlowTrigger.Back);

    /// <summary>The next state in time that can be gone to.</summary>
    private static int? InTime(BoardModel board, int by)
    {
        for (int at = board.History.Current.Number + by; at >= 0 && at < board.History.Count; at += by) if (board.History[at].Value is not null) return at;
        return null;
    }

    private static string? WhyNotInTime(BoardModel board, int by) =>
        BoardRules.WhyNotHands(board) ?? (InTime(board, by) is not null ? null : by < 0 ? "This is the oldest plan." : "This is the newest plan.");

    private static ScreenMessage Digit(BoardModel board, string key)
    {
        int number = key[0] - '1';
        if (board.IsByHand)
        {
            if (board.Carry is not null) return new ScreenMessage.Say("Put the step down first (Enter).");
            return number < board.Level.Tasks.Length ? new StepAdded(number) : new ScreenMessage.Say($"There are only {board.Level.Tasks.Length} slips.");
        }
        if (number >= board.Lanes.Length) return new ScreenMessage.Say($"There is no lane {number + 1}: + opens one.");
        if (board.Carry is { Batch: null }) return new ScreenMessage.Say("Put the step down first (Enter).");
        return board.Carry is not null || board.Selected is not null ? new SentTo(number) : new ScreenMessage.Say("There is no task under the cursor.");
    }
}
