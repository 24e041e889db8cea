using System.Net.Sockets;
using Npgsql;

namespace ShortOrder.Contest.Tests.Server;

/// <summary>A way to a PostgreSQL server that can be cut so that one end alone notices.</summary>
internal sealed class CutDatabase : IDisposable
{
    private const string SocketName = ".s.PGSQL.5432";

    private readonly string _folder = Directory.CreateTempSubdirectory("cut-").FullName, _server;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<(Socket Here, Socket There)> _ways = [];
    private readonly Task _accepting;

    public CutDatabase(string connectionString)
    {
        NpgsqlConnectionStringBuilder text = new(connectionString);
        _server = Path.Combine(text.Host!, SocketName);
        text.Host = _folder;
        ConnectionString = text.ToString();
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, SocketName)));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>How to connect over it.</summary>
    public string ConnectionString { get; }

    /// <summary>Ends all that go over it now, for who has connected; the server hears of nothing.</summary>
    public void Cut()
    {
        lock (_ways) foreach ((Socket here, _) in _ways) here.Dispose();
    }

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
        lock (_ways) foreach ((_, Socket there) in _ways) there.Dispose();
        _accepting.Wait(TimeSpan.FromSeconds(10));
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket here = await _listener.AcceptAsync(), there = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await there.ConnectAsync(new UnixDomainSocketEndPoint(_server));
                lock (_ways) _ways.Add((here, there));
                _ = CopyAsync(here, there);
                _ = CopyAsync(there, here);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    /// <summary>What ends on one side does not end the other.</summary>
    private static async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[8192];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and int count)
                for (int sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // cut
        }
    }
}
