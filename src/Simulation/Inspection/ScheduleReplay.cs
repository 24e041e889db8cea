using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Inspection;

/// <summary>How far a task is under a schedule.</summary>
public enum SchedulePhase
{
    /// <summary>Nobody has begun it.</summary>
    NotBegun,

    /// <summary>Its thread could go on with it, or is about to.</summary>
    Ready,

    /// <summary>A wait of it is under way, or it is a coroutine that is not its loop's turn.</summary>
    Away,

    /// <summary>It cannot go on until another task does something.</summary>
    Blocked,

    /// <summary>It is finished.</summary>
    Done,
}

/// <summary>A task at one moment of a schedule.</summary>
/// <param name="Phase">How far it is.</param>
/// <param name="Next">What it does next that others can notice, e.g. <c>writes jar</c>, or what it waits for, e.g. <c>waits for oven</c>; empty if nothing.</param>
/// <param name="Holds">Tools and locks it holds, in the order it took them.</param>
/// <param name="HasRead">Shared things it has read and not yet written.</param>
/// <param name="Stale">Those of them that another task has written since.</param>
public sealed record TaskMoment(SchedulePhase Phase, string Next, ImmutableArray<string> Holds, ImmutableArray<string> HasRead, ImmutableArray<string> Stale);

/// <summary>Everything at one moment of a schedule.</summary>
/// <param name="Running">Per thread, the task it is at; −1 if none.</param>
/// <param name="Tasks">Per task.</param>
public sealed record ScheduleMoment(ImmutableArray<int> Running, ImmutableArray<TaskMoment> Tasks);

/// <summary>A breaking schedule, step by step.</summary>
/// <param name="Moments">Moment i is after i moves; so there is one more than moves.</param>
/// <param name="FatalMove">The move from which on nothing could be saved: of a lost update, the first by somebody else between reading and writing;
/// of a deadlock, the last taking of a tool or lock by a task that is stuck at the end.</param>
public sealed record ScheduleReplay(ImmutableArray<ScheduleMoment> Moments, int FatalMove)
{
    /// <summary>Plays a schedule that an inspection of the plan has found; not an empty one.</summary>
    public static ScheduleReplay Of(CompiledPlan plan, Inspection found)
    {
        ImmutableArray<ScheduleMoment> moments = Inspector.Replay(plan, found.Schedule);
        return new(moments, found.Verdict == InspectionVerdict.Race ? FirstBetween(found.Schedule, moments) : LastTaken(found.Schedule, moments[^1]));
    }

    /// <summary>The moves of the last task go back to where its value was fresh; the next move is another's.</summary>
    private static int FirstBetween(ImmutableArray<ScheduleMove> schedule, ImmutableArray<ScheduleMoment> moments)
    {
        int task = schedule[^1].Task, read = schedule.Length - 1;
        while (read > 0 && !moments[read].Tasks[task].HasRead.IsEmpty) read--;
        for (int i = read + 1; i < schedule.Length; i++) if (schedule[i].Task != task) return i;
        return schedule.Length - 1;
    }

    private static int LastTaken(ImmutableArray<ScheduleMove> schedule, ScheduleMoment end)
    {
        for (int i = schedule.Length - 1; i > 0; i--)
            if (schedule[i].What.StartsWith("takes", StringComparison.Ordinal) && end.Tasks[schedule[i].Task].Phase != SchedulePhase.Done) return i;
        return schedule.Length - 1;
    }
}
