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

    /// <summary>A helper's answer, of a request that failed; <c>Index</c> is the offload.</summary>
    OffloadFailed,
}

/// <summary>One message between two worker processes: a fixed header, then the payload.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Run">Run that it belongs to: one that comes late must not be taken for the next run's.</param>
/// <param name="Index">Meaning depends on the kind.</param>
/// <param name="Value">Meaning depends on the kind.</param>
/// <param name="Payload">Opaque.</param>
internal readonly record struct Letter(LetterKind Kind, int Run, int Index, ulong Value, byte[] Payload)
{
    /// <summary>Bytes of the header: kind, run, index, value, length of the payload.</summary>
    public const int HeaderSize = 1 + 4 + 4 + 8 + 4;

    /// <summary>Writes the header of a letter with such a payload; the letter's own payload is not looked at.</summary>
    public void WriteHeader(Span<byte> header, int payloadLength)
    {
        header[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], Run);
        BinaryPrimitives.WriteInt32LittleEndian(header[5..], Index);
        BinaryPrimitives.WriteUInt64LittleEndian(header[9..], Value);
        BinaryPrimitives.WriteInt32LittleEndian(header[17..], payloadLength);
    }

    /// <summary>Reads a header and makes room for the payload.</summary>
    /// <exception cref="InvalidDataException">Not a header.</exception>
    public static Letter ReadHeader(ReadOnlySpan<byte> header)
    {
        LetterKind kind = (LetterKind)header[0];
        int length = BinaryPrimitives.ReadInt32LittleEndian(header[17..]);
        if (kind is < LetterKind.Open or > LetterKind.OffloadFailed || length < 0) throw new InvalidDataException("A letter's header is damaged.");
        return new(kind, BinaryPrimitives.ReadInt32LittleEndian(header[1..]), BinaryPrimitives.ReadInt32LittleEndian(header[5..]),
            BinaryPrimitives.ReadUInt64LittleEndian(header[9..]), length == 0 ? [] : GC.AllocateUninitializedArray<byte>(length));
    }
}
