using System.Net.Sockets;
using System.Runtime.InteropServices;
using ShortOrder.Execution.Hat;

namespace ShortOrder.Execution.Pantry;

/// <summary>One connection to the pantry, used by one thread at a time.</summary>
/// <remarks>
/// A thread asks and blocks (<see cref="Ask"/>). A loop sends as many requests as it likes (<see cref="Post"/>) and looks for answers between its passes (<see cref="TryTake"/>):
/// they come in the order in which the pantry's clock let them go. Posted requests leave together at the next <see cref="Flush"/>.
/// </remarks>
internal sealed class PantryConnection : IDisposable
{
    private const int FramesPerRead = 1_024;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _input;
    private readonly byte[] _output;
    private readonly Queue<PantryFrame> _early = [];
    private int _read;
    private int _filled;
    private int _toSend;
    private volatile bool _isAborted;

    /// <param name="path">The pantry's socket.</param>
    /// <param name="isLoop">Whether a loop uses it: never blocks on reading, with room for many frames.</param>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public PantryConnection(string path, bool isLoop)
    {
        int frames = isLoop ? FramesPerRead : 4;
        _input = new byte[frames * PantryFrame.Size];
        _output = new byte[frames * PantryFrame.Size];
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        _socket.Blocking = !isLoop;
    }

    /// <summary>For a poller.</summary>
    public Socket Socket => _socket;

    /// <summary>Sends a request and waits for its answer. Answers to others that come meanwhile are kept for <see cref="TryTake"/>.</summary>
    /// <exception cref="PantryLostException">The pantry is gone.</exception>
    public PantryFrame Ask(in PantryFrame request)
    {
        Post(request);
        Flush();
        return Await(request.Id);
    }

    /// <summary>Waits for one more answer to that request.</summary>
    public PantryFrame Await(int id)
    {
        while (true)
        {
            PantryFrame frame;
            while (!TryParse(out frame)) Fill(block: true);
            if (frame.Id == id) return frame;
            _early.Enqueue(frame);
        }
    }

    /// <summary>Waits for the next answer, whatever it is to.</summary>
    public PantryFrame Next()
    {
        PantryFrame frame;
        while (!_early.TryDequeue(out frame) && !TryParse(out frame)) Fill(block: true);
        return frame;
    }

    /// <summary>Puts a request into the bag that <see cref="Flush"/> carries away.</summary>
    public void Post(in PantryFrame request)
    {
        if (_toSend == _output.Length) Flush();
        MemoryMarshal.Write(_output.AsSpan(_toSend), in request);
        _toSend += PantryFrame.Size;
    }

    /// <summary>Sends what has been posted. Costs nothing if there is nothing.</summary>
    public void Flush()
    {
        int sent = 0;
        while (sent < _toSend)
        {
            int count = _socket.Send(_output.AsSpan(sent, _toSend - sent), SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock) _socket.Poll(-1, SelectMode.SelectWrite);
            else if (error != SocketError.Success) Lost();
            else sent += count;
        }

        _toSend = 0;
    }

    /// <summary>The next answer that is already here.</summary>
    public bool TryTake(out PantryFrame frame)
    {
        if (_early.TryDequeue(out frame) || TryParse(out frame)) return true;
        return Fill(block: false) && TryParse(out frame);
    }

    /// <summary>Makes whoever waits on it throw. From any thread; the connection is of no further use.</summary>
    public void Abort()
    {
        _isAborted = true;
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Already closed by the other side: nobody can be waiting on it.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private bool TryParse(out PantryFrame frame)
    {
        if (_filled - _read < PantryFrame.Size)
        {
            frame = default;
            return false;
        }

        frame = MemoryMarshal.Read<PantryFrame>(_input.AsSpan(_read));
        _read += PantryFrame.Size;
        return true;
    }

    private bool Fill(bool block)
    {
        _input.AsSpan(_read, _filled - _read).CopyTo(_input);
        _filled -= _read;
        _read = 0;
        try
        {
            while (true)
            {
                int count = _socket.Receive(_input.AsSpan(_filled), SocketFlags.None, out SocketError error);
                if (error == SocketError.WouldBlock)
                {
                    if (!block) return false;
                    _socket.Poll(-1, SelectMode.SelectRead);
                    continue;
                }

                if (error != SocketError.Success || count == 0) Lost();
                _filled += count;
                return true;
            }
        }
        catch (ObjectDisposedException)
        {
            Lost(); // the run was aborted between two answers
            return false;
        }
    }

    private void Lost() => throw (_isAborted ? new RunAbortedException() : new PantryLostException());
}
