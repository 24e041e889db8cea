using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Inspection;

/// <summary>The inspector's search as a game: the player is the unkind scheduler and says who goes on, until the plan is broken. Immutable; every move gives another game.</summary>
public sealed class InspectionGame
{
    private readonly Inspector _inspector;
    private readonly InspectionState _state;
    private readonly InspectionGame? _before;
    private readonly ImmutableArray<InspectionState> _next;

    private InspectionGame(CompiledPlan plan, InspectionVerdict goal, Inspector inspector, InspectionState state, InspectionGame? before)
    {
        (Plan, Goal, _inspector, _state, _before) = (plan, goal, inspector, state, before);
        bool isBroken = state.Broken is not null && goal == InspectionVerdict.Race;
        _next = isBroken ? [] : [.. inspector.Moves(state)];
        Moves = [.. _next.Select(s => s.Move)];
        Made = before is null ? [] : before.Made.Add(state.Move);
        Now = inspector.Look(state);
        End = isBroken ? InspectionVerdict.Race : _next.Length > 0 ? null : Inspector.IsStuck(state) ? InspectionVerdict.Deadlock : InspectionVerdict.Safe;
    }

    /// <summary>The plan to break.</summary>
    public CompiledPlan Plan { get; }

    /// <summary>What breaks it here: <see cref="InspectionVerdict.Race"/> or <see cref="InspectionVerdict.Deadlock"/>.</summary>
    public InspectionVerdict Goal { get; }

    /// <summary>Who could go on now and what they would do, in a fixed order; empty at the end.</summary>
    public ImmutableArray<ScheduleMove> Moves { get; }

    /// <summary>The moves so far.</summary>
    public ImmutableArray<ScheduleMove> Made { get; }

    /// <summary>How far everybody is.</summary>
    public ScheduleMoment Now { get; }

    /// <summary>How often somebody else went on.</summary>
    public int Switches => _state.Switches;

    /// <summary>How it ended: <see cref="InspectionVerdict.Safe"/> if all went through; null while there are moves. On the way to a deadlock, lost updates are passed over.</summary>
    public InspectionVerdict? End { get; }

    /// <summary>Whether the plan is broken as the goal says.</summary>
    public bool IsWon => End == Goal;

    /// <summary>One sentence on the end; empty before.</summary>
    public string Explanation => End switch
    {
        InspectionVerdict.Race => _state.Broken!,
        InspectionVerdict.Deadlock => _inspector.Stuck(_state),
        InspectionVerdict.Safe => "Everybody got through, and nothing is wrong.",
        _ => "",
    };

    /// <summary>A game at its start.</summary>
    /// <param name="plan">The plan; without a manual lane, in which nobody can interfere.</param>
    /// <param name="goal"><see cref="InspectionVerdict.Race"/> or <see cref="InspectionVerdict.Deadlock"/>.</param>
    public static InspectionGame Start(CompiledPlan plan, InspectionVerdict goal)
    {
        Inspector inspector = Inspector.Of(plan);
        return new(plan, goal, inspector, inspector.Settled(), before: null);
    }

    /// <summary>The game after one of <see cref="Moves"/>.</summary>
    /// <param name="move">Index of the move.</param>
    public InspectionGame Play(int move) => new(Plan, Goal, _inspector, _next[move], this);

    /// <summary>The game before the last move; itself at the start.</summary>
    public InspectionGame Undo() => _before ?? this;

    /// <summary>The game at its start.</summary>
    public InspectionGame Restart() => _before is null ? this : _before.Restart();

    /// <summary>Index of the move that leads to the goal with the fewest switches from here; null if none does, or if the search would take too long.</summary>
    public int? Best() => End is null && _inspector.SearchFrom(_state, Goal) is { Schedule: { IsEmpty: false } schedule } && schedule.Length > Made.Length
        ? Moves.IndexOf(schedule[Made.Length]) : null;

    /// <summary>What a task does that others can notice, in order, and how much of it is done.</summary>
    /// <param name="task">Index of the task.</param>
    public (ImmutableArray<string> Operations, int Done) Program(int task) => _inspector.Program(_state, task);
}
