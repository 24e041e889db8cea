using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Something that is done on the board itself; what lies over the board goes away first.</summary>
internal abstract record BoardMove : ScreenMessage;

internal sealed record Edited(Plan Plan, string Status) : ScreenMessage;

internal sealed record Travelled(EditHistory<Plan> History) : ScreenMessage;

internal sealed record Moved(int Columns, int Rows) : BoardMove;

internal sealed record Shifted(int Columns, int Rows) : BoardMove;

internal sealed record SidesChanged : BoardMove;

internal sealed record PickedUp : BoardMove;

internal sealed record PutDown : BoardMove;

internal sealed record PutBack : BoardMove;

internal sealed record SentTo(int Lane) : BoardMove;

internal sealed record StepAdded(int Task) : BoardMove;

internal sealed record TakenOff : BoardMove;

internal sealed record HintRead : ScreenMessage;

internal sealed record MomentCame(KitchenTime? Moment) : BoardMove;

internal sealed record FiguresToggled : BoardMove;

internal sealed record Scrolled(int Lanes) : BoardMove;

public sealed partial record BoardModel
{
    /// <summary>Notes an edit; one that leaves everything as it was is none.</summary>
    private BoardModel Apply(Plan plan, string status)
    {
        bool isNone = ReferenceEquals(plan, History.Present) || PlanWriter.Write(plan) == PlanWriter.Write(History.Present);
        return Settle(this with { History = isNone ? History : History.Do(plan), Cursor = CursorBefore ?? Cursor, Carry = null, Drag = null, Overlay = null, CursorBefore = null, Status = status });
    }

    private BoardModel Travel(EditHistory<Plan> history)
    {
        string words = history.Current == History.Current ? "" : EditWords.Between(Level, History.Present, history.Present);
        return Settle(this with { History = history, Cursor = CursorBefore ?? Cursor, Drag = null, Overlay = null, CursorBefore = null, Status = words.Length == 0 ? "" : $"Now: {words}." });
    }

    /// <summary>With the model's word on the present plan, and its former word beside it.</summary>
    private BoardModel Settle(BoardModel board)
    {
        if (ReferenceEquals(board.History.Present, History.Present)) return Within(board) with { Prediction = Settled };
        BoardModel settled = Predicted(board);
        return settled with { Settled = settled.Prediction, Former = Settled };
    }

    private BoardModel Back() => Within(this with { Carry = null, Drag = null, Status = "" }) with { Prediction = Settled };

    private BoardModel Move(int columns, int rows)
    {
        BoardModel quiet = this with { Status = "" };
        if (Cursor.IsInSlips)
        {
            if (columns > 0) return Lanes.IsEmpty ? this with { Status = "There is no lane yet: + opens one." } : quiet with { Cursor = Cursor with { IsInSlips = false } };
            return quiet with { Cursor = Cursor with { Slip = Math.Clamp(Cursor.Slip + rows, 0, Level.Tasks.Length - 1) } };
        }
        Lane lane = LaneAt(Cursor.Lane);
        (int along, int across) = lane.Kind == LaneKind.Manual ? (rows, columns) : (columns, rows);
        int entry = Cursor.Entry + along, count = Count(lane);
        if (lane.Kind == LaneKind.Manual)
        {
            if (across < 0) return quiet with { Cursor = Cursor with { IsInSlips = true } };
            if (entry >= 0 && entry < count) return quiet with { Cursor = Cursor with { Entry = entry } };
            across = along;
        }
        else if (along != 0)
        {
            return quiet with { Cursor = entry < 0 ? Cursor with { IsInSlips = true } : Cursor with { Entry = Math.Min(entry, Math.Max(0, count - 1)) } };
        }
        int next = Math.Clamp(Cursor.Lane + across, 0, Lanes.Length - 1);
        if (next == Cursor.Lane) return quiet;
        Lane other = LaneAt(next);
        int to = other.Kind == LaneKind.Manual && across < 0 ? Count(other) - 1 : Cursor.Entry;
        return quiet with { Cursor = Cursor with { Lane = next, Entry = Math.Clamp(to, 0, Math.Max(0, Count(other) - 1)) } };
    }

    private BoardModel ChangeSides() => Carry is not null || (Cursor.IsInSlips && Lanes.IsEmpty) ? this : this with { Cursor = Cursor with { IsInSlips = !Cursor.IsInSlips }, Status = "" };

    private BoardModel PickUp()
    {
        if (Selected is not { } batch) return this;
        if (CurrentLane is { } at && PlanEdit.LaneAt(Plan, at).Kind == LaneKind.Manual) return this with { Carry = new(null, Plan, Plan), Status = "Arrows move the step, Enter puts it down, Esc puts it back." };
        return this with { Carry = new(batch, PlanEdit.Unassign(Plan, batch), Plan), Status = $"{Words.Of(Level, batch)}: arrows carry it, Enter puts it down, Esc puts it back." };
    }

    private BoardModel MoveCarried(int columns, int rows)
    {
        if (Carry is { Batch: null }) return MoveStep(rows);
        Plan rest = Carry!.Rest;
        ImmutableArray<LaneAddress> lanes = PlanEdit.Lanes(rest);
        if (lanes.IsEmpty) return this;
        BoardCursor cursor = Cursor;
        if (cursor.IsInSlips)
        {
            if (columns <= 0) return this;
            cursor = cursor with { IsInSlips = false, Entry = RestCount(cursor.Lane) };
        }
        else if (rows != 0)
        {
            int lane = Math.Clamp(cursor.Lane + rows, 0, lanes.Length - 1);
            cursor = cursor with { Lane = lane, Entry = Math.Min(cursor.Entry, RestCount(lane)) };
        }
        else
        {
            int entry = Math.Min(cursor.Entry + columns, RestCount(cursor.Lane));
            cursor = entry < 0 ? cursor with { IsInSlips = true, Slip = SlipOf(Carry.Batch!.Value), Entry = 0 } : cursor with { Entry = entry };
        }
        return At(cursor);

        int RestCount(int lane) => Count(PlanEdit.LaneAt(rest, lanes[lane]));
    }

    /// <summary>The carried batch at a place.</summary>
    private BoardModel At(BoardCursor cursor)
    {
        (TaskRef batch, Plan rest) = (Carry!.Batch!.Value, Carry.Rest);
        Plan plan = cursor.IsInSlips ? rest : PlanEdit.Place(Level, rest, batch, PlanEdit.Lanes(rest)[cursor.Lane], cursor.Entry);
        return Predicted(this with { Carry = Carry with { Plan = plan }, Cursor = cursor });
    }

    private BoardModel MoveStep(int rows)
    {
        if (rows == 0 || CurrentLane is not { } at) return this;
        Plan moved = ManualEdit.Move(Plan, at, Cursor.Entry, Cursor.Entry + rows);
        if (!ReferenceEquals(moved, Plan))
            return Predicted(this with { Carry = Carry! with { Plan = moved }, Cursor = Cursor with { Entry = Cursor.Entry + rows }, Status = "" });
        bool isAtEnd = Cursor.Entry + rows < 0 || Cursor.Entry + rows >= LaneAt(Cursor.Lane).Steps.Length;
        return isAtEnd ? this : this with { Status = $"The steps of {SelectedTask!.Title} keep their order." };
    }

    private BoardModel Put()
    {
        if (Carry is null) return this;
        TaskRef? batch = Carry.Batch;
        if (ReferenceEquals(Carry.Plan, History.Present)) return Back();
        Plan plan = batch is null ? Carry.Plan : PlanEdit.Join(Carry.Plan);
        BoardModel put = Apply(plan, "");
        if (batch is not { } carried || put.CurrentLane is not { } at) return put;
        ImmutableArray<TaskRef> tasks = PlanEdit.LaneAt(plan, at).Tasks;
        for (int i = 0; i < tasks.Length; i++)
            if (tasks[i].Task == carried.Task && tasks[i].First <= carried.First && tasks[i].Last >= carried.Last) return put with { Cursor = put.Cursor with { Entry = i } };
        return put;
    }

    /// <summary>To the end of a lane; the cursor stays for the next task, and follows the last one of its lane.</summary>
    private BoardModel Send(int lane)
    {
        TaskRef batch = Carry?.Batch ?? Selected!.Value;
        Plan rest = Carry?.Rest ?? Plan;
        Plan plan = PlanEdit.Join(PlanEdit.Place(Level, rest, batch, Lanes[lane], int.MaxValue));
        BoardModel sent = Apply(plan, $"{Words.Of(Level, batch)} → lane {lane + 1}, {LaneNames.Of(Plan, Lanes[lane])}");
        bool isLeftEmpty = !Cursor.IsInSlips && Count(sent.LaneAt(Cursor.Lane)) == 0;
        return isLeftEmpty ? sent with { Cursor = sent.Cursor with { Lane = lane, Entry = Math.Max(0, Count(sent.LaneAt(lane)) - 1) } } : sent;
    }

    private BoardModel AddStep(int task)
    {
        LaneAddress at = Lanes[0];
        TaskSpec spec = Level.Tasks[task];
        Lane lane = PlanEdit.LaneAt(Plan, at);
        if (ManualEdit.NextStep(lane, spec) is not { } step) return this with { Status = $"All of {spec.Title} is on the list. Del takes a step off." };
        int index = lane.Steps.IsEmpty ? 0 : Cursor.IsInSlips ? lane.Steps.Length : Cursor.Entry + 1;
        BoardModel added = Apply(ManualEdit.AddNext(Plan, at, spec, index), $"{Words.Of(spec.Steps[step.Step])} ({spec.Title})");
        return added with { Cursor = added.Cursor with { Lane = 0, Entry = added.LaneAt(0).Steps.IndexOf(step) } };
    }

    private BoardModel TakeOff()
    {
        if (CurrentLane is not { } at || Selected is not { } batch) return this;
        Lane lane = PlanEdit.LaneAt(Plan, at);
        if (lane.Kind != LaneKind.Manual) return Apply(PlanEdit.Unassign(Plan, batch), $"{Words.Of(Level, batch)} is on no lane now.");
        Plan plan = ManualEdit.Remove(Plan, at, Cursor.Entry);
        int removed = lane.Steps.Length - PlanEdit.LaneAt(plan, at).Steps.Length;
        return Apply(plan, removed == 1 ? "One step taken off the list." : $"{removed} steps taken off the list: the later ones of {SelectedTask!.Title} go with it.");
    }

    /// <summary>Picks up, moves once, puts down.</summary>
    private BoardModel Shift(int columns, int rows)
    {
        BoardModel moved = PickUp();
        if (moved.Carry is null) return this;
        moved = moved.MoveCarried(columns, rows);
        string status = moved.Status;
        moved = moved.Put();
        return moved with { Status = ReferenceEquals(moved.History, History) && !status.StartsWith("Arrows", StringComparison.Ordinal) ? status : moved.Status };
    }

    /// <summary>The slip of a batch.</summary>
    internal int SlipOf(TaskRef batch)
    {
        for (int i = 0; i < Level.Tasks.Length; i++) if (Level.Tasks[i].Id == batch.Task) return i;
        return 0;
    }
}
