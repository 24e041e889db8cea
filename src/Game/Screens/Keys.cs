namespace ShortOrder.Game.Screens;

/// <summary>Names of keys: the character itself where a key writes one, otherwise these.</summary>
public static class Keys
{
#pragma warning disable CS1591 // the names say it
    public const string Up = "Up", Down = "Down", Left = "Left", Right = "Right", Home = "Home", End = "End", PageUp = "PageUp", PageDown = "PageDown";
    public const string ShiftUp = "Shift+Up", ShiftDown = "Shift+Down", ShiftLeft = "Shift+Left", ShiftRight = "Shift+Right";
    public const string Enter = "Enter", Escape = "Esc", Tab = "Tab", ShiftTab = "Shift+Tab", Space = " ", Delete = "Delete", Backspace = "Backspace";
    public const string F1 = "F1", F2 = "F2", F5 = "F5", F6 = "F6", CtrlR = "Ctrl+R", CtrlS = "Ctrl+S", CtrlU = "Ctrl+U";
#pragma warning restore CS1591
}
