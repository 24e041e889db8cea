using System.Collections.Immutable;
using System.Drawing;
using ShortOrder.Game.Themes;
using ShortOrder.Game.Widgets;
using Terminal.Gui.Input;

namespace ShortOrder.Game.Screens;

/// <summary>Rows that take every key, so that none has a meaning that the screen does not tell of, and the mouse. Only Ctrl+C and Ctrl+Z go on to the application.</summary>
internal sealed class InputRows(Func<int, int, ImmutableArray<Line>> rows, Func<Style> style, Action<string> press, Action<PointerAct, int, int> point) : RowsView(rows, style)
{
    private Point? _pressed, _last;

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        if (key == Key.C.WithCtrl || key == Key.Z.WithCtrl) return false;
        if (KeyNames.Of(key) is { } name) press(name);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Position is not { } at) return false;
        MouseFlags flags = mouse.Flags;
        if (flags.HasFlag(MouseFlags.LeftButtonPressed)) OnPressed(at);
        else if (flags.HasFlag(MouseFlags.LeftButtonReleased)) OnReleased(at);
        else if (flags.HasFlag(MouseFlags.LeftButtonDoubleClicked)) Tell(PointerAct.DoubleClick, at);
        else if (flags.HasFlag(MouseFlags.RightButtonClicked)) Tell(PointerAct.Menu, at);
        else if (flags.HasFlag(MouseFlags.WheeledUp)) Tell(PointerAct.WheelUp, at);
        else if (flags.HasFlag(MouseFlags.WheeledDown)) Tell(PointerAct.WheelDown, at);
        return true;
    }

    private void OnPressed(Point at)
    {
        if (_pressed is null)
        {
            _pressed = _last = at;
            Tell(PointerAct.Press, at);
        }
        else if (_last != at)
        {
            _last = at;
            Tell(PointerAct.Drag, at);
        }
    }

    private void OnReleased(Point at)
    {
        if (_pressed is not { } from) return;
        _pressed = null;
        Tell(PointerAct.Release, at);
        if (from == at) Tell(PointerAct.Click, at);
    }

    private void Tell(PointerAct act, Point at) => point(act, at.X, at.Y);
}
