using System.Collections.Immutable;

namespace ShortOrder.Simulation.Inspection;

/// <summary>What the unkind scheduler can do to a plan.</summary>
public enum InspectionVerdict
{
    /// <summary>No order of events loses an update or gets stuck: all were explored.</summary>
    Safe,

    /// <summary>Some order loses an update.</summary>
    Race,

    /// <summary>Some order ends with nobody able to move; or every order does without a dish, because an error that nothing catches loses it.</summary>
    Deadlock,

    /// <summary>The budget ran out before all orders were explored and none of those explored breaks the plan. Not a promise.</summary>
    Unknown,
}

/// <summary>The result of an inspection.</summary>
/// <param name="Verdict">What was found.</param>
/// <param name="Schedule">The breaking schedule with the fewest switches; empty unless there is one.</param>
/// <param name="Explanation">One sentence.</param>
/// <param name="States">Distinct states visited.</param>
public sealed record Inspection(InspectionVerdict Verdict, ImmutableArray<ScheduleMove> Schedule, string Explanation, int States)
{
    /// <summary>How often the schedule lets somebody else go on: another thread, or on a loop another coroutine.</summary>
    public int Switches => Enumerable.Range(0, Schedule.Length).Count(IsSwitch);

    /// <summary>Whether a move is by somebody else than the move before it.</summary>
    /// <param name="move">Index of the move.</param>
    public bool IsSwitch(int move) => move > 0 && Schedule[move].Actor != Schedule[move - 1].Actor;
}

/// <summary>One move of a schedule: a thread goes on up to and including one operation that others can notice.</summary>
/// <param name="Thread">Index of the thread.</param>
/// <param name="Task">Task instance.</param>
/// <param name="Step">Step of the task.</param>
/// <param name="What">The operation in words, e.g. <c>reads jar</c>.</param>
/// <param name="IsOnLoop">Whether the thread is an event loop, on which coroutines take turns.</param>
public readonly record struct ScheduleMove(int Thread, int Task, int Step, string What, bool IsOnLoop)
{
    /// <summary>Who moved: moves by the same thread, or on loops by the same coroutine, have the same number.</summary>
    public int Actor => IsOnLoop ? -2 - Task : Thread;
}
