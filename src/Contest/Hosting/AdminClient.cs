using System.Collections.Immutable;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Hosting;

/// <summary>The calls of a teacher to a server, in this process or elsewhere.</summary>
/// <param name="address">The listener of the teacher's calls.</param>
/// <param name="token">The teacher's token.</param>
public sealed class AdminClient(ServerAddress address, string token) : IDisposable
{
    private readonly ContestClient _client = new(address) { Token = token };

    /// <summary>How the competition stands.</summary>
    public Task<CompetitionView> CompetitionAsync(CancellationToken cancel) => _client.CompetitionAsync(cancel);

    /// <summary>Everybody who joined.</summary>
    public Task<ImmutableArray<PlayerView>> PlayersAsync(CancellationToken cancel) => _client.SendAsync(_client.Get(Routes.AdminPlayers), ContestJson.Default.ImmutableArrayPlayerView, cancel);

    /// <summary>The roster with who is in; empty if everybody may join.</summary>
    public Task<ImmutableArray<RosterSeat>> RosterAsync(CancellationToken cancel) => _client.SendAsync(_client.Get(Routes.AdminRoster), ContestJson.Default.ImmutableArrayRosterSeat, cancel);

    /// <summary>The board without the freeze.</summary>
    public Task<Board> BoardAsync(CancellationToken cancel) => _client.SendAsync(_client.Get(Routes.AdminBoard), ContestJson.Default.Board, cancel);

    /// <summary>Queue and machines.</summary>
    public Task<JudgesView> JudgesAsync(CancellationToken cancel) => _client.SendAsync(_client.Get(Routes.AdminJudges), ContestJson.Default.JudgesView, cancel);

    /// <summary>Plans that are alike.</summary>
    public Task<ImmutableArray<CopyView>> CopiesAsync(CancellationToken cancel) => _client.SendAsync(_client.Get(Routes.AdminCopies), ContestJson.Default.ImmutableArrayCopyView, cancel);

    /// <summary>Moves the competition on.</summary>
    public Task<StateView> DoAsync(string trigger, AdminCommand command, CancellationToken cancel) =>
        _client.SendAsync(_client.Post($"{Routes.AdminCompetition}/{trigger}", command, ContestJson.Default.AdminCommand), ContestJson.Default.StateView, cancel);

    /// <summary>Does something about a player.</summary>
    public Task DoAsync(string player, string verb, PlayerCommand command, CancellationToken cancel) =>
        _client.BytesAsync(_client.Post($"{Routes.AdminPlayers}/{Uri.EscapeDataString(player)}/{verb}", command, ContestJson.Default.PlayerCommand), cancel);

    /// <summary>Locks the lobby or asks for a second factor.</summary>
    public Task LobbyAsync(LobbyCommand command, CancellationToken cancel) => _client.BytesAsync(_client.Post(Routes.AdminLobby, command, ContestJson.Default.LobbyCommand), cancel);

    /// <summary>Tells everybody something.</summary>
    public Task AnnounceAsync(string text, CancellationToken cancel) => _client.BytesAsync(_client.Post(Routes.AdminAnnounce, new(text), ContestJson.Default.Announcement), cancel);

    /// <summary>Has submissions judged again, or only counts them.</summary>
    public Task<RejudgeView> RejudgeAsync(RejudgeRequest request, CancellationToken cancel) =>
        _client.SendAsync(_client.Post(Routes.AdminRejudge, request, ContestJson.Default.RejudgeRequest), ContestJson.Default.RejudgeView, cancel);

    /// <summary>The results, as JSON or CSV.</summary>
    /// <param name="ending">json or csv.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<byte[]> ExportAsync(string ending, CancellationToken cancel) => _client.BytesAsync(_client.Get($"{Routes.AdminExport}.{ending}"), cancel);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
