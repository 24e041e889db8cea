using System.Buffers.Binary;
using System.Net.Sockets;

namespace ShortOrder.Execution.Kitchens;

/// <summary>Length-framed messages over one stream socket. Sending is thread-safe; one thread receives.</summary>
internal sealed class ControlChannel(Socket socket) : IDisposable
{
    private const int Longest = 256 << 20;

    private readonly Lock _sending = new();

    /// <summary>Sends one message whole.</summary>
    /// <exception cref="SocketException">The other side is gone.</exception>
    public void Send(byte kind, Action<BinaryWriter>? body = null)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        writer.Write(0);
        writer.Write(kind);
        body?.Invoke(writer);
        writer.Flush();
        Span<byte> frame = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - sizeof(int));
        lock (_sending)
        {
            while (!frame.IsEmpty) frame = frame[socket.Send(frame)..];
        }
    }

    /// <summary>The next message, or null when the other side has closed or died.</summary>
    public (byte Kind, BinaryReader Body)? Receive()
    {
        byte[] length = new byte[sizeof(int)];
        if (!Fill(length)) return null;
        int size = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (size is < 1 or > Longest) return null;
        byte[] message = new byte[size];
        return Fill(message) ? (message[0], new BinaryReader(new MemoryStream(message, 1, size - 1, writable: false))) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private bool Fill(Span<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                int got = socket.Receive(bytes);
                if (got == 0) return false;
                bytes = bytes[got..];
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
