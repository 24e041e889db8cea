using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Session.Authoring;

/// <summary>A level that is being edited, with every edit ever made of it and the file it belongs to. Immutable.</summary>
public sealed record LevelDocument
{
    /// <summary>The level with its history; each state of it is one that the reader accepts.</summary>
    public required EditHistory<Level> History { get; init; }

    /// <summary>Name of its draft, different for each document.</summary>
    public required string Draft { get; init; }

    /// <summary>The file it was opened from or saved to, as a full path; null: none yet.</summary>
    public string? File { get; init; }

    /// <summary>Fingerprint of the file's bytes when they were read or written last; null if there was no file.</summary>
    public string? Seen { get; init; }

    /// <summary>The level as it is in the file; null if it never was in one.</summary>
    public Level? Saved { get; init; }

    /// <summary>The level as it is now.</summary>
    public Level Level => History.Present;

    /// <summary>Whether there is something that the file does not have.</summary>
    public bool IsChanged => !ReferenceEquals(Saved, Level);
}
