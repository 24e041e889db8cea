using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Replay;

/// <summary>The schedule that breaks a plan as a film: each move lasts a minute, since how long things take is what an unkind scheduler does not care for.</summary>
internal static class UnkindFilm
{
    private readonly record struct State(SpanState What, int Step, int Resource, int HeldBy);

    /// <summary>The film; null where the inspection found no schedule that breaks the plan.</summary>
    public static Film? Of(CompiledPlan plan, Inspection? found)
    {
        if (found is null || found.Schedule.IsEmpty) return null;
        ScheduleReplay replay = ScheduleReplay.Of(plan, found);
        ImmutableArray<ScheduleMove> moves = found.Schedule;
        int end = found.Verdict == InspectionVerdict.Deadlock ? moves.Length + 1 : moves.Length; // those who are stuck are seen to be
        List<Span> spans = [];
        for (int task = 0; task < plan.Tasks.Length; task++)
        {
            int row = moves.Where(m => m.Task == task).Select(m => m.Thread).DefaultIfEmpty(-1).First();
            if (row >= 0) spans.AddRange(Spans(plan, replay, moves, task, row, end));
        }
        Timeline timeline = new(plan.Rows, [.. spans.OrderBy(s => (s.Start, s.Row, s.Task))],
            [.. Enumerable.Range(0, plan.Tasks.Length).Select(t => FinishOf(replay, t))], At(end));
        return new("the unkind schedule", plan, timeline, Marks(plan, found, replay)) { Unit = "moves", HasPath = false };
    }

    private static IEnumerable<Span> Spans(CompiledPlan plan, ScheduleReplay replay, ImmutableArray<ScheduleMove> moves, int task, int row, int end)
    {
        State before = default;
        int since = 0;
        for (int i = 0; i <= end; i++)
        {
            State now = i == end ? default : StateOf(plan, replay.Moments[i], i < moves.Length ? moves[i] : null, task);
            if (now == before) continue;
            if (before.What != SpanState.None) yield return new(row, task, before.Step, before.What, At(since), At(i), before.Resource, before.HeldBy);
            (before, since) = (now, i);
        }
    }

    private static State StateOf(CompiledPlan plan, ScheduleMoment moment, ScheduleMove? move, int task)
    {
        if (move is { } m && m.Task == task) return new(SpanState.Working, m.Step, -1, -1);
        TaskMoment doing = moment.Tasks[task];
        return doing.Phase switch
        {
            SchedulePhase.Away => new(SpanState.Waiting, -1, -1, -1),
            SchedulePhase.Ready when moment.Running.Contains(task) => new(SpanState.Hat, -1, -1, -1),
            SchedulePhase.Blocked => Blocked(plan, moment, doing),
            _ => default,
        };
    }

    private static State Blocked(CompiledPlan plan, ScheduleMoment moment, TaskMoment doing)
    {
        string name = doing.Next.Split(' ')[^1];
        int holder = -1;
        for (int t = 0; t < moment.Tasks.Length && holder < 0; t++) if (moment.Tasks[t].Holds.Contains(name)) holder = t;
        if (plan.Level.ToolIndex(name) is >= 0 and int tool) return new(SpanState.Tool, -1, tool, holder);
        return plan.Locks.IndexOf(name) is >= 0 and int locked ? new(SpanState.Lock, -1, locked, holder) : new(SpanState.After, -1, -1, holder);
    }

    private static ImmutableArray<FilmMark> Marks(CompiledPlan plan, Inspection found, ScheduleReplay replay)
    {
        TimelineNames names = TimelineNames.Of(plan);
        return
        [
            .. found.Schedule.Select((move, i) => new FilmMark(At(i), $"{names.Task(move.Task)} {move.What}{(i == replay.FatalMove ? ": from here on nothing can be saved" : "")}")),
            new(At(found.Schedule.Length), found.Explanation),
        ];
    }

    private static KitchenTime? FinishOf(ScheduleReplay replay, int task)
    {
        for (int i = 0; i < replay.Moments.Length; i++) if (replay.Moments[i].Tasks[task].Phase == SchedulePhase.Done) return At(i);
        return null;
    }

    private static KitchenTime At(int moves) => new(moves * KitchenDuration.TicksPerMinute);
}
