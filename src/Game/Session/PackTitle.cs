namespace ShortOrder.Game.Session;

/// <summary>What a pack says of itself where the campaign has its name.</summary>
/// <param name="Title">Its name on the screen.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Story">A sentence or two; empty if none.</param>
public sealed record PackTitle(string Title, string Author, string Story);
