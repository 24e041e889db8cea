using System.Buffers.Binary;

namespace ShortOrder.Execution.Kitchens;

/// <summary>What a letter between processes is about. The values are on the wire.</summary>
internal enum LetterKind : byte
{
    /// <summary>The receiver is open.</summary>
    Open = 1,

    /// <summary>A task's crate; <c>Index</c> is the task.</summary>
    Crate,

    /// <summary>A task's result; <c>Index</c> is the task.</summary>
    Result,

    /// <summary>A process of a pool asks home for a task; <c>Index</c> is the queue, <c>Value</c> the process.</summary>
    Request,

    /// <summary>Home's answer; <c>Index</c> is the queue, <c>Value</c> the task plus one, 0: no more.</summary>
    Next,

    /// <summary>A step for a helper; <c>Index</c> is the offload.</summary>
    Offload,

    /// <summary>A helper's answer; <c>Index</c> is the offload.</summary>
    OffloadDone,
}

/// <summary>One message between two worker processes: a fixed header, then the payload.</summary>
internal readonly record struct Letter(LetterKind Kind, int Index, ulong Value, byte[] Payload)
{
    /// <summary>Bytes of the header: kind, index, value, length of the payload.</summary>
    public const int HeaderSize = 1 + 4 + 8 + 4;

    /// <summary>Writes a header.</summary>
    public static void WriteHeader(Span<byte> header, LetterKind kind, int index, ulong value, int length)
    {
        header[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], index);
        BinaryPrimitives.WriteUInt64LittleEndian(header[5..], value);
        BinaryPrimitives.WriteInt32LittleEndian(header[13..], length);
    }

    /// <summary>Reads a header and makes room for the payload.</summary>
    /// <exception cref="InvalidDataException">Not a header.</exception>
    public static Letter ReadHeader(ReadOnlySpan<byte> header)
    {
        LetterKind kind = (LetterKind)header[0];
        int length = BinaryPrimitives.ReadInt32LittleEndian(header[13..]);
        if (kind is < LetterKind.Open or > LetterKind.OffloadDone || length < 0) throw new InvalidDataException("A letter's header is damaged.");
        return new(kind, BinaryPrimitives.ReadInt32LittleEndian(header[1..]), BinaryPrimitives.ReadUInt64LittleEndian(header[5..]),
            length == 0 ? [] : GC.AllocateUninitializedArray<byte>(length));
    }
}
