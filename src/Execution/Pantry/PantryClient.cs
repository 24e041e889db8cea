using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ShortOrder.Execution.Pantry;

/// <summary>The server's side of one connection.</summary>
internal sealed class PantryClient(Socket socket, int key)
{
    private readonly byte[] _partial = new byte[PantryFrame.Size];
    private byte[] _output = new byte[16 * PantryFrame.Size];
    private int _sent;
    private int _filled;

    public Socket Socket { get; } = socket;

    public int Key { get; } = key;

    public bool IsDirty { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>Whether the poller tells when there is room to send.</summary>
    public bool IsWatchedForRoom { get; set; }

    /// <summary>Whether there is something to send; after <see cref="TrySend"/>: the receiver is slower than we are.</summary>
    public bool HasLeftovers => _filled > _sent;

    public int PartialLength { get; private set; }

    /// <summary>Beginning of a frame whose end has not come yet.</summary>
    public ReadOnlySpan<byte> Partial => _partial.AsSpan(0, PartialLength);

    public void KeepPartial(ReadOnlySpan<byte> rest)
    {
        rest.CopyTo(_partial);
        PartialLength = rest.Length;
    }

    public void Append(in PantryFrame frame)
    {
        if (_filled + PantryFrame.Size > _output.Length) Array.Resize(ref _output, _output.Length * 2);
        MemoryMarshal.Write(_output.AsSpan(_filled), in frame);
        _filled += PantryFrame.Size;
    }

    /// <summary>Sends what there is room for. False: the connection is gone.</summary>
    public bool TrySend()
    {
        while (_filled > _sent)
        {
            int count = Socket.Send(_output.AsSpan(_sent, _filled - _sent), SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock) return true;
            if (error != SocketError.Success) return false;
            _sent += count;
        }

        _sent = _filled = 0;
        return true;
    }
}
