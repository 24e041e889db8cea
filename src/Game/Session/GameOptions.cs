using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Execution;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Session;

/// <summary>What the game is started with.</summary>
public sealed record GameOptions
{
    /// <summary>The campaign in playing order; a world may be empty.</summary>
    public required IReadOnlyList<World> Worlds { get; init; }

    /// <summary>A level to open at once, in the campaign or not; null: the title.</summary>
    public Level? Start { get; init; }

    /// <summary>Under what the progress is kept, where the levels are those of a pack; null: the campaign's own.</summary>
    public string? Pack { get; init; }

    /// <summary>What the pack says of itself; null: the levels are the campaign.</summary>
    public PackTitle? PackTitle { get; init; }

    /// <summary>The player's folder for progress and levels of their own; null: neither levels nor drafts are kept.</summary>
    public string? DataFolder { get; init; }

    /// <summary>What to begin with in the editor; null: the game begins as usual.</summary>
    public EditStart? Edit { get; init; }

    /// <summary>The competition that was joined; null: the game is one's own.</summary>
    public JoinedContest? Joined { get; init; }

    /// <summary>The competition that is held here; null: none.</summary>
    public HostedContest? Hosted { get; init; }

    /// <summary>Where the results of <see cref="Hosted"/> are written unless the teacher names another folder, and programs; empty: the current folder.</summary>
    public string ExportFolder { get; init; } = "";

    /// <summary>Columns of a line where the game is a dialogue of lines; null: it has the whole screen.</summary>
    public int? PlainWidth { get; init; }

    /// <summary>How plans are served, at the tempo that the player has chosen if there is one.</summary>
    public ServingOptions Serving { get; init; } = new();
}

/// <summary>What to begin with in the editor.</summary>
/// <param name="File">A level file that can be read, or where a new level shall be saved; null: no file.</param>
/// <param name="Copied">A level whose copy is edited; null: none.</param>
public sealed record EditStart(string? File = null, Level? Copied = null);
