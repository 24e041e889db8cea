using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ShortOrder.Execution.Kitchens;

/// <summary>Unix sockets between worker processes: the connecting side says who it is, then letters follow.</summary>
internal static class MailSockets
{
    private const int Backlog = 512;
    private const int BufferBytes = 1 << 20;

    /// <summary>A listening socket at a path.</summary>
    public static Socket Listen(string path)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen(Backlog);
        return socket;
    }

    /// <summary>Connects and says which process this is.</summary>
    public static Socket Connect(EndPoint address, int process)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { SendBufferSize = BufferBytes, ReceiveBufferSize = BufferBytes };
        socket.Connect(address);
        Span<byte> name = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(name, process);
        socket.Send(name);
        return socket;
    }

    /// <summary>Accepts a connection and reads who it is from.</summary>
    /// <exception cref="InvalidDataException">The other side hung up before it said so.</exception>
    public static (Socket Socket, int Process) Accept(Socket listener)
    {
        Socket socket = listener.Accept();
        socket.SendBufferSize = BufferBytes;
        Span<byte> name = stackalloc byte[sizeof(int)];
        for (int got = 0; got < name.Length;)
        {
            int now = socket.Receive(name[got..]);
            if (now == 0) throw new InvalidDataException("A connection was closed before it said whose it is.");
            got += now;
        }

        return (socket, BinaryPrimitives.ReadInt32LittleEndian(name));
    }
}
