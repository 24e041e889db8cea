namespace ShortOrder.Game.Themes;

/// <summary>How rows look on the terminal.</summary>
/// <param name="Theme">Its colours.</param>
/// <param name="IsAscii">Nothing but ASCII is sent.</param>
public readonly record struct Style(Theme Theme, bool IsAscii = false);
