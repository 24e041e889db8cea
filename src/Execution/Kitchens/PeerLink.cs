using System.Net.Sockets;

namespace ShortOrder.Execution.Kitchens;

/// <summary>The connection to one other process. Sending never waits: what the socket does not take at once is kept and sent on by the mail thread.</summary>
/// <remarks>So two processes that send each other crates larger than the socket's buffer cannot block each other.</remarks>
internal sealed class PeerLink : IDisposable
{
    private const int SmallPayload = 2048;

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _unsent = new();
    private readonly byte[] _header = new byte[Letter.HeaderSize];
    private int _sentOfFirst;
    private int _headerFilled;
    private int _payloadFilled;
    private Letter? _incoming;

    /// <summary>The socket; null until the other process is there, and again when it is gone.</summary>
    public Socket? Socket { get; private set; }

    /// <summary>Whether bytes wait for the socket.</summary>
    public bool HasUnsent
    {
        get
        {
            lock (_gate) return _unsent.Count > 0;
        }
    }

    /// <summary>The other process is there.</summary>
    public void Connect(Socket socket)
    {
        socket.Blocking = false;
        lock (_gate)
        {
            Socket = socket;
            _headerFilled = _payloadFilled = 0;
            _incoming = null;
            Flush();
        }
    }

    /// <summary>The other process is gone: what is not sent yet is void.</summary>
    public void Disconnect()
    {
        lock (_gate)
        {
            Socket?.Dispose();
            Socket = null;
            _unsent.Clear();
            _sentOfFirst = 0;
        }
    }

    /// <summary>Sends a letter with this payload instead of its own, or as much of it as the socket takes now.</summary>
    /// <returns>Whether bytes are left for <see cref="Flush"/>.</returns>
    public bool Send(in Letter letter, ReadOnlySpan<byte> payload)
    {
        Span<byte> small = stackalloc byte[Letter.HeaderSize + (payload.Length <= SmallPayload ? payload.Length : 0)];
        letter.WriteHeader(small, payload.Length);
        lock (_gate)
        {
            if (payload.Length <= SmallPayload)
            {
                payload.CopyTo(small[Letter.HeaderSize..]);
                Write(small);
            }
            else
            {
                Write(small);
                Write(payload);
            }

            return _unsent.Count > 0;
        }
    }

    /// <summary>Sends on what is left, as far as the socket takes it.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            while (_unsent.TryPeek(out byte[]? first))
            {
                _sentOfFirst += SendNow(first.AsSpan(_sentOfFirst));
                if (_sentOfFirst < first.Length) return;
                _unsent.Dequeue();
                _sentOfFirst = 0;
            }
        }
    }

    /// <summary>Reads what has arrived, and hands over every letter that is complete. On the mail thread only.</summary>
    /// <returns>False when the other process is gone.</returns>
    public bool Receive(Action<Letter> deliver)
    {
        while (Socket is { } socket)
        {
            Memory<byte> rest = _incoming is { } letter ? letter.Payload.AsMemory(_payloadFilled) : _header.AsMemory(_headerFilled);
            int got = socket.Receive(rest.Span, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock) return true;
            if (error == SocketError.Interrupted) continue;
            if (error != SocketError.Success || got == 0) return false;
            Advance(got, deliver);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => Disconnect();

    private void Advance(int got, Action<Letter> deliver)
    {
        if (_incoming is null)
        {
            _headerFilled += got;
            if (_headerFilled < Letter.HeaderSize) return;
            _incoming = Letter.ReadHeader(_header);
            _headerFilled = _payloadFilled = 0;
        }
        else
        {
            _payloadFilled += got;
        }

        if (_incoming is not { } letter || _payloadFilled < letter.Payload.Length) return;
        _incoming = null;
        deliver(letter);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        int sent = _unsent.Count > 0 || Socket is null ? 0 : SendNow(bytes);
        if (sent < bytes.Length) _unsent.Enqueue(bytes[sent..].ToArray());
    }

    private int SendNow(ReadOnlySpan<byte> bytes)
    {
        int sent = 0;
        while (sent < bytes.Length && Socket is { } socket)
        {
            int now = socket.Send(bytes[sent..], SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.Interrupted)) return sent; // full, or the receiver is gone: the mail thread finds out
            sent += now;
        }

        return sent;
    }
}
