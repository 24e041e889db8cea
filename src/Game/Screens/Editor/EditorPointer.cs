using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>A panel's tab.</summary>
internal sealed record PanelTarget(EditorPanel Panel) : Target;

/// <summary>A step of a slip; −1: the slip itself.</summary>
internal sealed record StepTarget(int Task, int Step) : Target;

/// <summary>A row of a panel.</summary>
internal sealed record RowTarget(int Row) : Target;

public sealed partial record EditorModel
{
    /// <summary>What the mouse was pressed on and holds; null if nothing.</summary>
    private StepTarget? Held { get; init; }

    private sealed record PointerHolds(StepTarget? Target) : ScreenMessage;

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer)
    {
        if (Overlay is { } overlay) return overlay.Point(pointer);
        return (pointer.Act, pointer.Target) switch
        {
            (PointerAct.Click, PanelTarget tab) => new CursorMoved(Cursor with { Panel = tab.Panel, Row = 0 }),
            (PointerAct.Press, StepTarget at) => new PointerHolds(at),
            (PointerAct.Release, StepTarget to) when Held is { } held && to != held => Dropped(held, to),
            (PointerAct.Click, StepTarget at) => new CursorMoved(Cursor with { Task = at.Task, Step = at.Step }),
            (PointerAct.DoubleClick, StepTarget) => Press(Keys.Enter),
            (PointerAct.Click, RowTarget row) when row.Row == Cursor.Row && Field is { } field => Edit(field),
            (PointerAct.Click, RowTarget row) => new CursorMoved(Cursor with { Row = row.Row }),
            (PointerAct.Menu, StepTarget at) => new CursorMoved(Cursor with { Task = at.Task, Step = at.Step }) is var move && ((EditorModel)Update(move)).Press(Keys.Enter) is Show menu ? new MenuAt(move, menu) : null,
            _ => null,
        };
    }

    /// <summary>A slip dragged onto another takes its place, a step that of another step of its task.</summary>
    private ScreenMessage Dropped(StepTarget from, StepTarget to)
    {
        if (from.Step < 0 || to.Task != from.Task)
            return from.Task == to.Task ? new ScreenMessage.Say("") : from.Step >= 0 ? new ScreenMessage.Say("A step stays in its task.")
                : new LevelEdited(Simulation.Levels.LevelEdit.MoveTask(Level, from.Task, to.Task), "", Cursor with { Task = to.Task, Step = -1 });
        return to.Step < 0 ? new ScreenMessage.Say("") : new LevelEdited(Simulation.Levels.LevelEdit.MoveStep(Level, from.Task, from.Step, to.Step), "", Cursor with { Task = from.Task, Step = to.Step });
    }
}

/// <summary>The right button: the place, and the menu of what is there.</summary>
internal sealed record MenuAt(CursorMoved Move, Show Menu) : ScreenMessage;
