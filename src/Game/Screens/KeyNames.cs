using System.Text;
using Terminal.Gui.Input;

namespace ShortOrder.Game.Screens;

/// <summary>Terminal.Gui's keys by the names of <see cref="Keys"/>.</summary>
public static class KeyNames
{
    /// <summary>The name; null for keys that the game has no name for.</summary>
    public static string? Of(Key key)
    {
        if (Named(key) is { } name) return name;
        if (key.IsCtrl || key.IsAlt) return null;
        Rune rune = key.AsRune;
        return rune.Value >= ' ' && !Rune.IsControl(rune) ? rune.ToString() : null;
    }

    private static string? Named(Key key)
    {
        if (key == Key.CursorUp) return Keys.Up;
        if (key == Key.CursorDown) return Keys.Down;
        if (key == Key.CursorLeft) return Keys.Left;
        if (key == Key.CursorRight) return Keys.Right;
        if (key == Key.CursorUp.WithShift) return Keys.ShiftUp;
        if (key == Key.CursorDown.WithShift) return Keys.ShiftDown;
        if (key == Key.CursorLeft.WithShift) return Keys.ShiftLeft;
        if (key == Key.CursorRight.WithShift) return Keys.ShiftRight;
        if (key == Key.Home) return Keys.Home;
        if (key == Key.End) return Keys.End;
        if (key == Key.PageUp) return Keys.PageUp;
        if (key == Key.PageDown) return Keys.PageDown;
        if (key == Key.Enter) return Keys.Enter;
        if (key == Key.Esc) return Keys.Escape;
        if (key == Key.Tab) return Keys.Tab;
        if (key == Key.Tab.WithShift) return Keys.ShiftTab;
        if (key == Key.Delete) return Keys.Delete;
        if (key == Key.Backspace) return Keys.Backspace;
        if (key == Key.F1) return Keys.F1;
        if (key == Key.F2) return Keys.F2;
        if (key == Key.F5) return Keys.F5;
        if (key == Key.F6) return Keys.F6;
        if (key == Key.S.WithCtrl) return Keys.CtrlS;
        if (key == Key.U.WithCtrl) return Keys.CtrlU;
        return key == Key.R.WithCtrl ? Keys.CtrlR : null;
    }
}
