using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Scoreboard;

/// <summary>A board as bytes, with its tag.</summary>
/// <param name="Board">The board.</param>
/// <param name="Json">The same as JSON.</param>
/// <param name="Gzip">The JSON compressed: once for everybody who fetches it.</param>
/// <param name="Tag">Equal for equal boards.</param>
public sealed record TaggedBoard(Board Board, byte[] Json, byte[] Gzip, string Tag)
{
    /// <summary>Of a board.</summary>
    public static TaggedBoard Of(Board board)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(board, ContestJson.Default.Board);
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest)) gzip.Write(json);
        return new(board, json, packed.ToArray(), Hashes.Of(json)[..24]);
    }
}

/// <summary>The one layer between results and those who look: what the freeze hides, no way round it shows.</summary>
/// <remarks>Everything about results that leaves the server, the teacher's calls and a player's own verdicts apart, comes from here.</remarks>
public static class BoardView
{
    /// <summary>The board for everybody.</summary>
    public static Board Public(Competition competition, LevelSet levels, IReadOnlyCollection<Player> players, IReadOnlyCollection<Result> results)
    {
        if (CompetitionDesk.FrozenAtMs(competition) is not long frozenAt) return Whole(competition, levels, players, results, null);
        Board frozen = Whole(competition, levels, players, [.. results.Where(r => r.ContestMs < frozenAt).Select(r => r with { DuelRank = null, DuelMinutes = null })], frozenAt);
        if (competition.State != CompetitionState.Sealed || competition.Revealed == 0) return frozen;
        ImmutableArray<BoardRow> last = Whole(competition, levels, players, results, null).Rows;
        ImmutableArray<BoardRow> revealed = [.. last.TakeLast(competition.Revealed)];
        HashSet<string> uncovered = [.. revealed.Select(r => r.Player)];
        return frozen with { Rows = [.. frozen.Rows.Where(r => !uncovered.Contains(r.Player)).Select(r => r with { IsCovered = true }), .. revealed] };
    }

    /// <summary>The board for the teacher.</summary>
    public static Board Teacher(Competition competition, LevelSet levels, IReadOnlyCollection<Player> players, IReadOnlyCollection<Result> results) => Whole(competition, levels, players, results, null);

    private static Board Whole(Competition competition, LevelSet levels, IReadOnlyCollection<Player> players, IReadOnlyCollection<Result> results, long? frozenAt)
    {
        (ImmutableArray<BoardRow> rows, ImmutableArray<LevelBoard> boards) = Standings.Of(levels.All, [.. players.Where(p => p.IsShown)], results);
        bool areShown = competition.State is not (CompetitionState.Draft or CompetitionState.Lobby);
        return new()
        {
            State = competition.State.Name(),
            IsFrozen = frozenAt is not null,
            FrozenAtMs = frozenAt,
            Formula = Standings.Formula,
            Rows = areShown ? rows : [.. rows.Select(r => r with { Cells = [] })],
            Levels = areShown ? boards : [],
        };
    }
}
