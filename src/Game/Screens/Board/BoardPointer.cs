using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Something that the mouse holds while its button is down.</summary>
/// <param name="From">What it was pressed on.</param>
/// <param name="Over">What it is over now; null if nothing.</param>
public sealed record Drag(Target From, Target? Over);

internal sealed record Held(Target Target) : BoardMove;

internal sealed record Dragged(Target? Over) : BoardMove;

internal sealed record Dropped : BoardMove;

internal sealed record Clicked(Target Target) : BoardMove;

internal sealed record MenuAsked(Target? Target) : BoardMove;

public sealed partial record BoardModel
{
    /// <summary>What the mouse holds; null if nothing.</summary>
    public Drag? Drag { get; private init; }

    /// <summary>What the last click was on, as long as nothing lay over the board since: a second click on the same is a double click.</summary>
    private Target? LastClicked { get; init; }

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer)
    {
        if (Overlay is { } overlay) return overlay.Point(pointer);
        bool isThing = pointer.Target is SlipTarget or EntryTarget or LaneTarget;
        switch (pointer.Act)
        {
            case PointerAct.Press when Carry is null && pointer.Target is SlipTarget or EntryTarget:
                return new Held(pointer.Target);
            case PointerAct.Drag when Drag is not null:
                return new Dragged(pointer.Target);
            case PointerAct.Release when Drag is not null:
                return new Dropped();
            case PointerAct.Click when isThing:
                return new Clicked(pointer.Target!);
            case PointerAct.Click or PointerAct.Drag when pointer.Target is TimeTarget time && Prediction.Forecast is not null:
                return new MomentCame(time.At(pointer.Column));
            case PointerAct.WheelUp or PointerAct.WheelDown when pointer.Target is TimeTarget && Prediction.Forecast is not null:
                return BoardTime.Step(this, pointer.Act == PointerAct.WheelUp ? "," : ".");
            case PointerAct.Menu:
            case PointerAct.DoubleClick when isThing && pointer.Target == LastClicked:
                return new MenuAsked(isThing ? pointer.Target : null);
            default:
                return null;
        }
    }

    private BoardModel Select(Target target)
    {
        BoardCursor cursor = target switch
        {
            SlipTarget slip => Cursor with { IsInSlips = true, Slip = slip.Slip },
            EntryTarget entry => Cursor with { IsInSlips = false, Lane = entry.Lane, Entry = entry.Entry },
            LaneTarget lane => Cursor with { IsInSlips = false, Lane = lane.Lane, Entry = 0 },
            _ => Cursor,
        };
        return Within(this with { Cursor = cursor, Status = "" });
    }

    /// <summary>Selects; where something is carried, puts it down there.</summary>
    private BoardModel Click(Target target)
    {
        if (Carry is null) return Select(target) with { LastClicked = target };
        return (Carry.Batch is null ? MoveStepTo(Cursor.Entry, target) : CarryTo(target)).Put();
    }

    private BoardModel Hold(Target target) => Select(target) with { Drag = new(target, target) };

    private BoardModel DragTo(Target? over)
    {
        if (Drag is null || over == Drag.Over) return this;
        BoardModel held = this with { Drag = Drag with { Over = over } };
        bool isStep = IsByHand || (Drag.From is EntryTarget { Lane: var lane } && LaneAt(lane).Kind == LaneKind.Manual);
        if (isStep) return Drag.From is SlipTarget slip ? held.AddStepAt(slip.Slip, over) : held.MoveStepTo(((EntryTarget)Drag.From).Entry, over);
        if (Carry is null) held = held.PickUp();
        return held.Carry is null ? held : held.CarryTo(over);
    }

    private BoardModel Drop()
    {
        BoardModel free = this with { Drag = null };
        return free.Carry is null ? free : free.Put();
    }

    private BoardModel ShowCommands(Target? target)
    {
        BoardModel board = target is null || Carry is not null ? this : Select(target);
        return board.Lay(BoardMenus.Commands(board));
    }

    /// <summary>What is carried over something: a place in a lane, the slips, where it is on no lane, or nowhere, where it is put back.</summary>
    private BoardModel CarryTo(Target? over)
    {
        int entries = over switch
        {
            LaneTarget lane => Count(PlanEdit.LaneAt(Carry!.Rest, Lanes[lane.Lane])),
            EntryTarget entry => Math.Min(entry.Entry, Count(PlanEdit.LaneAt(Carry!.Rest, Lanes[entry.Lane]))),
            _ => 0,
        };
        return over switch
        {
            LaneTarget lane => At(Cursor with { IsInSlips = false, Lane = lane.Lane, Entry = entries }),
            EntryTarget entry => At(Cursor with { IsInSlips = false, Lane = entry.Lane, Entry = entries }),
            SlipTarget or SlipsTarget => At(Cursor with { IsInSlips = true, Slip = SlipOf(Carry!.Batch!.Value), Entry = 0 }),
            _ => Within(this with { Carry = Carry! with { Plan = History.Present } }) with { Prediction = Settled },
        };
    }

    /// <summary>A step of a list by hand as near to another place of it as its task's order allows; over the slips it is taken off.</summary>
    private BoardModel MoveStepTo(int from, Target? over)
    {
        Plan plan = Drag is null ? Carry!.Plan : History.Present;
        int number = Drag?.From is EntryTarget dragged ? dragged.Lane : Cursor.Lane, at0 = from;
        LaneAddress at = Lanes[number];
        int to = over switch
        {
            EntryTarget entry when entry.Lane == number => Math.Min(entry.Entry, Count(PlanEdit.LaneAt(plan, at)) - 1),
            LaneTarget lane when lane.Lane == number => Count(PlanEdit.LaneAt(plan, at)) - 1,
            _ => from,
        };
        if (over is SlipTarget or SlipsTarget) return Predicted(this with { Carry = new(null, plan, ManualEdit.Remove(plan, at, from)), Status = "Taken off the list if you drop it here." });
        while (at0 != to && ManualEdit.Move(plan, at, at0, at0 + Math.Sign(to - at0)) is var next && !ReferenceEquals(next, plan)) (plan, at0) = (next, at0 + Math.Sign(to - at0));
        string status = at0 == to ? "" : $"The steps of {Level.FindTask(PlanEdit.LaneAt(plan, at).Steps[at0].Task)?.Title} keep their order.";
        return Predicted(this with { Carry = new(null, History.Present, plan), Cursor = Cursor with { IsInSlips = false, Lane = number, Entry = at0 }, Status = status });
    }

    /// <summary>The next step of a slip at a place of the list by hand.</summary>
    private BoardModel AddStepAt(int slip, Target? over)
    {
        Plan plan = History.Present;
        TaskSpec task = Level.Tasks[slip];
        LaneAddress at = Lanes[0];
        if (over is not (EntryTarget or LaneTarget)) return Within(this with { Carry = null, Status = "" }) with { Prediction = Settled };
        if (ManualEdit.NextStep(PlanEdit.LaneAt(plan, at), task) is not { } step) return this with { Status = $"All of {task.Title} is on the list." };
        Plan added = ManualEdit.AddNext(plan, at, task, over is EntryTarget entry ? entry.Entry : Count(PlanEdit.LaneAt(plan, at)));
        return Predicted(this with { Carry = new(null, plan, added), Cursor = Cursor with { IsInSlips = false, Lane = 0, Entry = PlanEdit.LaneAt(added, at).Steps.IndexOf(step) }, Status = "" });
    }
}
