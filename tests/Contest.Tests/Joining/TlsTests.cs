using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Joining;

/// <summary><c>host --tls</c> and <c>join</c>, with the address that the host prints.</summary>
public sealed class TlsTests : JoiningTest
{
    [Fact]
    public async Task The_printed_address_joins_over_tls_and_nothing_but_it_does()
    {
        await using GameProcess host = GameProcess.Start(Path.Combine(Folder, "teacher"), "host", "coffee-and-a-sandwich", "--tls", "--headless", "--no-judge", "--address", "127.0.0.1", "--port", "0");
        (string printed, string code, AdminClient teacher) = await host.HostedAsync();
        ServerAddress address = ServerAddress.Read(printed)!;
        Assert.Equal(("https", 64), (address.Root.Scheme, address.Fingerprint!.Length));
        using ContestClient client = new(address);
        Joined ada = await client.JoinAsync(new(code, "Ada"), RunningContest.Cancel);
        await using JoinedContest joined = new(client, Seat.Keep(Folder, address, code, "Ada", ada), new(Path.Combine(Folder, "levels")));
        await Until(joined, v => v is { Phase: JoinedPhase.Lobby, Link: LinkState.Online, PlayerCount: 1 }); // the event stream, too
        using (teacher) await teacher.DoAsync("start", new("lobby"), RunningContest.Cancel);
        await Until(joined, v => v is { Phase: JoinedPhase.Running, Levels: [{ Level: not null }] });

        string other = (address.Fingerprint[0] == '0' ? "1" : "0") + address.Fingerprint[1..];
        Assert.Contains("another certificate than the one in the address", await RefusedAsync($"https://{address.Root.Authority}#{other}", code), StringComparison.Ordinal);
        Assert.Contains("type the teacher's address whole", await RefusedAsync($"https://{address.Root.Authority}", code), StringComparison.Ordinal);
        Assert.Contains("begins with https://", await RefusedAsync($"http://{address.Root.Authority}", code), StringComparison.Ordinal);
        Assert.Equal(1, (await client.CompetitionAsync(RunningContest.Cancel)).Players); // nobody else came in
    }

    /// <summary>What <c>join</c> says to who is not let in.</summary>
    private async Task<string> RefusedAsync(string address, string code)
    {
        await using GameProcess join = GameProcess.Start(Path.Combine(Folder, "student"), "join", address, code, "--name", "Eve", "--plain");
        Assert.True(await join.EndAsync() != 0, join.Said);
        return join.Said;
    }
}
