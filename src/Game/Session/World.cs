using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Session;

/// <summary>A folder of levels, in the order in which they are played.</summary>
/// <param name="Title">Name on the screen.</param>
/// <param name="Story">A sentence or two; empty if none.</param>
/// <param name="Levels">Its levels, the boss last.</param>
public sealed record World(string Title, string Story, ImmutableArray<Level> Levels)
{
    /// <summary>Levels that the player has made: on the map, but no part of the campaign.</summary>
    public bool IsOwn { get; init; }
}
