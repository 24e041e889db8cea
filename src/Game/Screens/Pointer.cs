using System.Collections.Immutable;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens;

/// <summary>What the mouse did.</summary>
public enum PointerAct
{
    /// <summary>The left button went down.</summary>
    Press,

    /// <summary>It is down and the mouse has come to another cell.</summary>
    Drag,

    /// <summary>It went up again.</summary>
    Release,

    /// <summary>Down and up in the same cell; comes after <see cref="Release"/>.</summary>
    Click,

    /// <summary>A second click soon after the first one; that one came as a click.</summary>
    DoubleClick,

    /// <summary>The right button was clicked.</summary>
    Menu,

    /// <summary>The wheel was turned away from the player.</summary>
    WheelUp,

    /// <summary>The wheel was turned towards the player.</summary>
    WheelDown,
}

/// <summary>The mouse over a screen.</summary>
/// <param name="Act">What it did.</param>
/// <param name="Column">Column of the screen, from 0.</param>
/// <param name="Row">Row of the screen, from 0.</param>
/// <param name="Target">What lies there; null if nothing that can be pointed at.</param>
public readonly record struct Pointer(PointerAct Act, int Column, int Row, Target? Target)
{
    /// <summary>The mouse over rows that are on the screen.</summary>
    public static Pointer Over(ImmutableArray<Line> rows, PointerAct act, int column, int row) =>
        new(act, column, row, row >= 0 && row < rows.Length ? rows[row].TargetAt(column) : null);

    /// <summary>What it means on any screen that has nothing better: a click on a key presses it, the wheel goes up and down.</summary>
    public string? Key => Act switch
    {
        PointerAct.Click => (Target as KeyTarget)?.Key,
        PointerAct.WheelUp => Keys.Up,
        PointerAct.WheelDown => Keys.Down,
        _ => null,
    };
}
