using ShortOrder.Game.Session;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Why a key of the board does nothing now, as a sentence; null if it does something.</summary>
internal static class BoardRules
{
    public static string? WhyNotHands(BoardModel board) => board.Carry is null ? null : "Put down what you carry first (Enter, or Esc to put it back).";

    public static string? WhyNotServe(BoardModel board) => WhyNotHands(board)
        ?? (board.Prediction.Problems.IsEmpty ? null : "Not yet: " + board.Prediction.Problems[0].Message);

    public static string? WhyNotSubmit(BoardModel board) => board.Desk is { } desk ? WhyNotServe(board) ?? desk.WhyNot : "There is no competition here: shortorder join takes part in one.";

    public static string? WhyNotPick(BoardModel board) => board.Carry is not null || board.Selected is not null ? null : "There is nothing here to pick up.";

    public static string? WhyNotTakeOff(BoardModel board) => WhyNotHands(board)
        ?? (board.Cursor.IsInSlips ? "Go to a lane first (→)." : board.Selected is null ? "There is nothing here to take off." : null);

    public static string? WhyNotOpen(BoardModel board) => WhyNotHands(board)
        ?? (PlanRules.HasChoice(board.Level) || board.Lanes.IsEmpty ? null : "This level is for one cook.");

    public static string? WhyNotClose(BoardModel board) => WhyNotHands(board)
        ?? (board.CurrentLane is not { } at ? "Go to a lane first (→)."
        : board.IsByHand && PlanEdit.LaneAt(board.Plan, at).Steps.IsEmpty ? "The list is empty already." : null);

    public static string? WhyNotKind(BoardModel board) => WhyNotHands(board)
        ?? (!PlanRules.HasChoice(board.Level) && board.IsByHand ? "This level is for one cook." : board.CurrentLane is null ? "Go to a lane first (→)." : null);

    public static string? WhyNotThreadLane(BoardModel board) => WhyNotHands(board)
        ?? (board.CurrentLane is not { } at ? "Go to a lane first (→)."
        : PlanEdit.LaneAt(board.Plan, at).Kind == LaneKind.Thread ? null : "Only further cooks can be several; + opens a lane for them.");

    public static string? WhyNotMoreWorkers(BoardModel board) => WhyNotThreadLane(board)
        ?? (PlanRules.WhyNotThread(board.Level, board.Plan) is { } full ? Sentence(full) : null);

    public static string? WhyNotFewerWorkers(BoardModel board) => WhyNotThreadLane(board)
        ?? (PlanEdit.LaneAt(board.Plan, board.CurrentLane!.Value).Workers > 1 ? null : "One cook has to stay; - closes the lane.");

    public static string? WhyNotLimit(BoardModel board) => WhyNotHands(board) ?? PlanRules.WhyNotLimit(board.Plan, board.CurrentLane);

    public static string? WhyNotBox(BoardModel board) => WhyNotHands(board) ?? PlanRules.WhyNotBox(board.Level, board.Plan, board.CurrentLane);

    public static string? WhyNotCopies(BoardModel board) => WhyNotHands(board)
        ?? (board.CurrentLane is not { Kitchen: > 0 } at ? "Go to a further kitchen first; home cannot be copied." : PlanRules.WhyNotCopies(board.Plan, at.Kitchen));

    public static string? WhyNotSplit(BoardModel board) => WhyNotHands(board)
        ?? (board.CurrentLane is null ? "Go to a batch in a lane first (→)."
        : board.Selected is { } batch && Batches.Size(batch) > 1 ? null : "There is no batch of several under the cursor.");

    public static string? WhyNotLock(BoardModel board) => WhyNotCard(board) ?? PlanRules.WhyNotLock(board.Level);

    public static string? WhyNotYield(BoardModel board) => WhyNotCard(board) ?? PlanRules.WhyNotYield(board.Level, board.SelectedTask!);

    public static string? WhyNotOffload(BoardModel board) => WhyNotCard(board) ?? PlanRules.WhyNotOffload(board.Level);

    public static string? WhyNotTry(BoardModel board) => WhyNotCard(board) ?? PlanRules.WhyNotTry(board.Level, board.SelectedTask!);

    public static string? WhyNotOrder(BoardModel board) => WhyNotCard(board) ?? PlanRules.WhyNotOrder(board.Level, board.SelectedTask!);

    private static string? WhyNotCard(BoardModel board) => WhyNotHands(board) ?? (board.SelectedTask is null ? "Go to a task first." : null);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
