using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Session.Classroom;

/// <summary>Lets somebody into a competition, and keeps the seats that were taken on this machine.</summary>
/// <param name="DataFolder">The player's folder; null: one of the machine's, which does not last.</param>
public sealed record ClassDoor(string? DataFolder)
{
    /// <summary>The door of this user.</summary>
    public static ClassDoor Usual => new(SaveFolder.Find());

    private string Root => Path.Combine(DataFolder ?? Path.Combine(Path.GetTempPath(), "short-order"), "contests");

    /// <summary>Whether a seat was taken here before; the server may have forgotten it.</summary>
    public bool HasSeat(Entrance entrance) => SeatOf(entrance) is not null;

    /// <summary>The seat that was taken here before, if the server still knows it, or does not answer; null: it has to be taken.</summary>
    /// <param name="client">Calls the server; gets the seat's token.</param>
    /// <param name="entrance">Who wants in.</param>
    /// <param name="away">Hears that the server does not answer.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ContestException">The server refuses, e.g. because the player was removed.</exception>
    public async Task<Seat?> FindAsync(ContestClient client, Entrance entrance, Action away, CancellationToken cancel)
    {
        if (SeatOf(entrance) is not { } seat) return null;
        client.Token = seat.Player.Token;
        try
        {
            await client.CompetitionAsync(cancel);
        }
        catch (ContestException e) when (e.Problem.Code == ErrorCodes.NotJoined)
        {
            client.Token = null;
            return null;
        }
        catch (HttpRequestException)
        {
            away();
        }
        return seat;
    }

    /// <summary>Takes a seat and keeps it.</summary>
    /// <exception cref="ContestException">The server says why not.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    public async Task<Seat> TakeAsync(ContestClient client, Entrance entrance, CancellationToken cancel)
    {
        Joined joined = entrance.Resume is { } words
            ? await client.ResumeAsync(new(entrance.Code, words), cancel)
            : await client.JoinAsync(new(entrance.Code, entrance.Name ?? "", entrance.Factor), cancel);
        return Seat.Keep(Root, entrance.Server, entrance.Code, entrance.Name ?? joined.Name, joined);
    }

    /// <summary>Takes part in the competition from now on.</summary>
    public JoinedContest Follow(ContestClient client, Seat seat) => new(client, seat, new(Path.Combine(Root, "levels")));

    /// <summary>Takes part from now on in a competition where a seat was taken; null if there is none any more.</summary>
    public JoinedContest? Follow(Entrance entrance) => SeatOf(entrance) is { } seat ? Follow(new(entrance.Server), seat) : null;

    /// <summary>A game that is the competition.</summary>
    public static GameOptions GameOf(JoinedContest joined, Entrance entrance) => new() { Worlds = [], Joined = joined, Pack = $"contest-{entrance.Code}" };

    /// <summary>Why a server cannot be reached, and what may be in the way.</summary>
    public static string Unreachable(HttpRequestException e) => $"{SafeText.Escape(e.Message)}\nIs the address right, and are you in the same network as the teacher? A firewall on the teacher's machine can be in the way, too.";

    private Seat? SeatOf(Entrance entrance) => entrance.Resume is null ? Seat.Find(Root, entrance.Server, entrance.Code, entrance.Name) : null;
}
