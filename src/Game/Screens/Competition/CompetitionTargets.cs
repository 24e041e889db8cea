using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Competition;

/// <summary>A row of a list.</summary>
internal sealed record RowTarget(int Row) : Target;
