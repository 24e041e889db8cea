using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ShortOrder.Contest.Server;

/// <summary>Cuts off what is more than so many connections of an address.</summary>
/// <param name="most">So many.</param>
internal sealed class ConnectionLimit(int most)
{
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    /// <summary>As a connection's middleware.</summary>
    public ConnectionDelegate Around(ConnectionDelegate next) => async connection =>
    {
        if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not IPAddress address)
        {
            await next(connection).ConfigureAwait(false);
            return;
        }
        try
        {
            if (_open.AddOrUpdate(address, 1, (_, count) => count + 1) > most) connection.Abort(new ConnectionAbortedException("too many connections of one address"));
            else await next(connection).ConfigureAwait(false);
        }
        finally
        {
            if (_open.AddOrUpdate(address, 0, (_, count) => count - 1) <= 0) _open.TryRemove(new(address, 0));
        }
    };
}
