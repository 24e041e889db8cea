using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ShortOrder.Contest.Server;

/// <summary>Under which addresses of this machine students can find it.</summary>
public static class JoinAddresses
{
    /// <summary>Every address with its port, the likeliest first; the loopback's alone where there is no network.</summary>
    public static ImmutableArray<string> All(IPAddress bound, int port)
    {
        if (!bound.Equals(IPAddress.Any) && !bound.Equals(IPAddress.IPv6Any)) return [new IPEndPoint(bound, port).ToString()];
        ImmutableArray<string> found = [.. NetworkInterface.GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .OrderByDescending(n => n.GetIPProperties().GatewayAddresses.Any(g => g.Address.AddressFamily == AddressFamily.InterNetwork))
            .SelectMany(n => n.GetIPProperties().UnicastAddresses).Select(a => a.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork)
            .Select(a => new IPEndPoint(a, port).ToString()).Distinct()];
        return found.IsEmpty ? [new IPEndPoint(IPAddress.Loopback, port).ToString()] : found;
    }

    /// <summary>The first of them.</summary>
    public static string Likeliest(IPAddress bound, int port) => All(bound, port)[0];
}
