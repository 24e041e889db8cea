using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShortOrder.Contest.Protocol;

/// <summary>The scoreboard as whoever asked may see it.</summary>
public sealed record Board
{
    /// <summary>The competition's state.</summary>
    public required string State { get; init; }

    /// <summary>Whether it stands still since <see cref="FrozenAtMs"/>.</summary>
    public required bool IsFrozen { get; init; }

    /// <summary>Contest time of the freeze; null unless frozen.</summary>
    public long? FrozenAtMs { get; init; }

    /// <summary>How places become points, in a sentence.</summary>
    public required string Formula { get; init; }

    /// <summary>Players by rank; players without a result last, by name.</summary>
    public required ImmutableArray<BoardRow> Rows { get; init; }

    /// <summary>The levels in their order.</summary>
    public required ImmutableArray<LevelBoard> Levels { get; init; }
}

/// <summary>A player on the board.</summary>
/// <param name="Rank">From 1, shared by players with equal points; 0 without a result.</param>
/// <param name="Player">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="Points">Sum over the levels.</param>
/// <param name="Cells">By level, in the board's order.</param>
public sealed record BoardRow(int Rank, string Player, string Name, int Points, ImmutableArray<BoardCell> Cells)
{
    /// <summary>Whether the reveal has not come to the row yet: it stands as it was at the freeze.</summary>
    public bool IsCovered { get; init; }
}

/// <summary>A player's best on a level.</summary>
/// <param name="Rank">Place on the level from 1, shared by what cannot be told apart; 0 without a result that ranks.</param>
/// <param name="Points">Points of that place.</param>
/// <param name="Minutes">Kitchen minutes, rounded to 0.1; null without a result.</param>
/// <param name="Medal">Medal's name.</param>
/// <param name="Metrics">What the level scores, in its order.</param>
/// <param name="Attempts">Submissions of the player on the level.</param>
public sealed record BoardCell(int Rank, int Points, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? Minutes, string Medal, ImmutableArray<decimal> Metrics, int Attempts);

/// <summary>Pictures of a level's results.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Title.</param>
/// <param name="BandPercent">What cannot be told apart, in per cent.</param>
/// <param name="Metrics">Names of what it scores, the order of <see cref="BoardCell.Metrics"/>.</param>
/// <param name="Histogram">Best times of the players, in bins from fast to slow; empty without results.</param>
/// <param name="Frontier">Results that none beats in both of its first two metrics; empty where it scores only one.</param>
public sealed record LevelBoard(string Id, string Title, decimal BandPercent, ImmutableArray<string> Metrics, ImmutableArray<HistogramBin> Histogram, ImmutableArray<FrontierPoint> Frontier);

/// <summary>A bar.</summary>
/// <param name="From">Kitchen minutes, inclusive.</param>
/// <param name="To">Kitchen minutes, exclusive but in the last bin.</param>
/// <param name="Count">Players.</param>
public sealed record HistogramBin(decimal From, decimal To, int Count);

/// <summary>A result on the frontier.</summary>
/// <param name="X">The first metric's value.</param>
/// <param name="Y">The second's.</param>
/// <param name="Name">Who reached it first.</param>
public sealed record FrontierPoint(decimal X, decimal Y, string Name);
