using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Why a key of the board does nothing now, as a sentence; null if it does something.</summary>
internal static class BoardRules
{
    public static string? WhyNotHands(BoardModel board) => board.Carry is null ? null : "Put down what you carry first (Enter, or Esc to put it back).";

    public static string? WhyNotServe(BoardModel board) => WhyNotHands(board)
        ?? (board.Prediction.Problems.IsEmpty ? null : "Not yet: " + board.Prediction.Problems[0].Message);

    public static string? WhyNotPick(BoardModel board) => board.Carry is not null || board.Selected is not null ? null : "There is nothing here to pick up.";

    public static string? WhyNotTakeOff(BoardModel board) => WhyNotHands(board)
        ?? (board.Cursor.IsInSlips ? "Go to a lane first (→)." : board.Selected is null ? "There is nothing here to take off." : null);

    /// <summary>Kinds of lane the level allows.</summary>
    public static ImmutableArray<LaneKind> Kinds(Level level)
    {
        Allowance allow = level.Allow;
        return [.. Enum.GetValues<LaneKind>().Where(k => k switch
        {
            LaneKind.Main => allow.Main,
            LaneKind.Manual => allow.Manual,
            LaneKind.Thread => allow.Threads > 0,
            LaneKind.Loop => allow.Loops > 0,
            _ => allow.Greenlets,
        })];
    }

    /// <summary>Whether the level has more than a cook at home to choose.</summary>
    public static bool HasChoice(Level level) => level.Allow.Kitchens > 0 || Kinds(level).Any(k => k is not (LaneKind.Main or LaneKind.Manual));

    /// <summary>Why a lane of that kind cannot be opened in a kitchen.</summary>
    public static string? WhyNotLane(BoardModel board, int kitchen, LaneKind kind)
    {
        Kitchen k = board.Plan.Kitchens[kitchen];
        if (k.Copies > 1) return "copied kitchens have one cook";
        return kind switch
        {
            LaneKind.Main or LaneKind.Manual when k.Lanes.Any(l => l.Kind is LaneKind.Main or LaneKind.Manual) => "there is a head cook already",
            LaneKind.Main or LaneKind.Manual when !k.Lanes.IsEmpty && k.Lanes[0].Kind != LaneKind.Thread => "the first lane is the head cook's",
            LaneKind.Thread => Full(Threads(board.Plan), board.Level.Allow.Threads, "further cooks"),
            LaneKind.Loop => Full(board.Plan.Kitchens.Sum(x => x.Lanes.Count(l => l.Kind == LaneKind.Loop)), board.Level.Allow.Loops, "order windows"),
            _ => null,
        };
    }

    public static string? WhyNotKitchen(BoardModel board) => Full(Kitchens(board.Plan), board.Level.Allow.Kitchens, "further kitchens");

    public static string? WhyNotOpen(BoardModel board) => WhyNotHands(board)
        ?? (HasChoice(board.Level) || board.Lanes.IsEmpty ? null : "This level is for one cook.");

    public static string? WhyNotClose(BoardModel board) => WhyNotHands(board)
        ?? (board.CurrentLane is not { } at ? "Go to a lane first (→)."
        : board.IsByHand && PlanEdit.LaneAt(board.Plan, at).Steps.IsEmpty ? "The list is empty already." : null);

    public static string? WhyNotKind(BoardModel board) => WhyNotHands(board)
        ?? (!HasChoice(board.Level) && board.IsByHand ? "This level is for one cook." : board.CurrentLane is null ? "Go to a lane first (→)." : null);

    public static string? WhyNotThreadLane(BoardModel board) => WhyNotHands(board)
        ?? (board.CurrentLane is not { } at ? "Go to a lane first (→)."
        : PlanEdit.LaneAt(board.Plan, at).Kind == LaneKind.Thread ? null : "Only further cooks can be several; + opens a lane for them.");

    public static string? WhyNotMoreWorkers(BoardModel board) => WhyNotThreadLane(board)
        ?? (Full(Threads(board.Plan), board.Level.Allow.Threads, "further cooks") is { } full ? Sentence(full) : null);

    public static string? WhyNotFewerWorkers(BoardModel board) => WhyNotThreadLane(board)
        ?? (PlanEdit.LaneAt(board.Plan, board.CurrentLane!.Value).Workers > 1 ? null : "One cook has to stay; - closes the lane.");

    public static string? WhyNotLimit(BoardModel board) => WhyNotHands(board)
        ?? (board.CurrentLane is { } at && PlanEdit.LaneAt(board.Plan, at).Kind is LaneKind.Loop or LaneKind.Greenlets ? null : "Only an order window can be told how many slips it may open.");

    public static string? WhyNotCopies(BoardModel board) => WhyNotHands(board)
        ?? (board.CurrentLane is not { Kitchen: > 0 } at ? "Go to a further kitchen first; home cannot be copied."
        : board.Plan.Kitchens[at.Kitchen].Lanes is [{ Kind: LaneKind.Main }] ? null : "Only a kitchen with nobody but a head cook can be copied.");

    public static string? WhyNotSplit(BoardModel board) => WhyNotHands(board)
        ?? (board.CurrentLane is null ? "Go to a batch in a lane first (→)."
        : board.Selected is { } batch && Batches.Size(batch) > 1 ? null : "There is no batch of several under the cursor.");

    public static string? WhyNotLock(BoardModel board) => WhyNotCard(board)
        ?? (!board.Level.Allow.Locks ? "This level has no locks." : board.Level.Shared.IsEmpty ? "Nothing is shared here." : null);

    public static string? WhyNotYield(BoardModel board) => WhyNotCard(board)
        ?? (board.Level.Allow.Yields == 0 ? "This level has no yield cards."
        : board.SelectedTask!.Steps.Any(s => s.Kind == StepKind.Cpu && YieldPlaces(s).Any()) ? null : $"No step of {board.SelectedTask.Title} is long enough to give way in.");

    public static string? WhyNotOffload(BoardModel board) => WhyNotCard(board) ?? (board.Level.Allow.Offload ? null : "This level has no helpers.");

    public static string? WhyNotOrder(BoardModel board) => WhyNotCard(board)
        ?? (!board.Level.Allow.Order ? "In this level tools are taken in the order of the slip."
        : board.SelectedTask!.Steps.Count(s => s.Kind == StepKind.Take) > 1 ? null : $"{board.SelectedTask.Title} takes fewer than two tools.");

    /// <summary>Where inside a step one can give way: every whole minute, in a step of at most two every half.</summary>
    public static IEnumerable<decimal> YieldPlaces(StepSpec step)
    {
        decimal every = step.Duration.Minutes <= 2 ? 0.5m : decimal.Ceiling(step.Duration.Minutes / 20);
        for (decimal at = every; at < step.Duration.Minutes; at += every) yield return at;
    }

    public static int Threads(Plan plan) => plan.Kitchens.Sum(k => k.Lanes.Where(l => l.Kind == LaneKind.Thread).Sum(l => l.Workers));

    public static int Kitchens(Plan plan) => plan.Kitchens.Skip(1).Sum(k => k.Copies);

    private static string? WhyNotCard(BoardModel board) => WhyNotHands(board) ?? (board.SelectedTask is null ? "Go to a task first." : null);

    private static string? Full(int used, int most, string what) => most == 0 ? $"no {what} here" : used >= most ? $"all {most} {what} are in use" : null;

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
