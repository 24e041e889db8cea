using ShortOrder.Contest.Joining;
using ShortOrder.Execution;

namespace ShortOrder.Game.Plain;

/// <summary>How a line dialogue is held.</summary>
public sealed record PlainOptions
{
    /// <summary>Columns of a line unless somebody says otherwise.</summary>
    public const int UsualWidth = 76;

    /// <summary>Most columns of a line.</summary>
    public int Width { get; init; } = UsualWidth;

    /// <summary>Somebody types: lines are read while a plan is executed too, and the end of the input stops it. Otherwise a script is read, line by line as it is needed, and shown as if it had been typed.</summary>
    public bool IsTyped { get; init; }

    /// <summary>The competition that was joined; null: none.</summary>
    public JoinedContest? Joined { get; init; }

    /// <summary>The player's folder, where seats in competitions are kept; null: one of the machine's, which does not last.</summary>
    public string? DataFolder { get; init; }

    /// <summary>How plans are served, at the tempo that the player has chosen if there is one.</summary>
    public ServingOptions Serving { get; init; } = new();
}
