using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Almanac;

/// <summary>A word that the almanac explains: a click on it opens the entry, on any screen.</summary>
/// <param name="Term">Id of the entry.</param>
public sealed record TermTarget(string Term) : Target;
