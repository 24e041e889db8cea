using System.Runtime.InteropServices;

namespace ShortOrder.Execution.Pantry;

/// <summary>What a message to or from the pantry is about.</summary>
internal enum PantryVerb : ushort
{
    /// <summary>Answer after <c>Argument</c> µs; <c>Tool</c> is the device whose queue the request goes through, or −1. The answer has the same verb, or <see cref="Failed"/>, and in <c>Argument</c> the µs that it stood in that queue.</summary>
    Wait,

    /// <summary>Take a place of a semaphore. Answered at once by <see cref="Granted"/> or <see cref="Queued"/>; after <see cref="Queued"/> comes in its time <see cref="Granted"/>, or
    /// <see cref="Refused"/> if the semaphore refuses.</summary>
    Acquire,

    /// <summary>Free a place. Not answered.</summary>
    Release,

    /// <summary>Forget everything of former runs; answers leave <c>Argument</c> µs early to make up for the way. Echoed.</summary>
    Reset,

    /// <summary>Device or semaphore <c>Tool</c> has <c>Argument</c> places. Echoed.</summary>
    Places,

    /// <summary>Semaphore <c>Tool</c> has no queue: who finds no place is refused after <c>Argument</c> µs. Echoed.</summary>
    Refuses,

    /// <summary>The next <c>Argument</c> requests of <c>Id</c> for its step <c>Step</c> fail. Echoed.</summary>
    Fails,

    /// <summary>In answer to <see cref="Wait"/>: the time has passed, but nothing came of it; the token is as it was.</summary>
    Failed,

    /// <summary>A place is yours.</summary>
    Granted,

    /// <summary>All places are taken; you are in the queue, or will be refused.</summary>
    Queued,

    /// <summary>All places were taken when you asked, and you are in no queue.</summary>
    Refused,
}

/// <summary>The only message between a kitchen and the pantry, both ways.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PantryFrame
{
    /// <summary>Bytes on the wire; the byte order is the machine's, since both ends are on it.</summary>
    public const int Size = 24;

    /// <summary>Chosen by the asker, repeated in the answer.</summary>
    public int Id;

    /// <summary>What it is about.</summary>
    public PantryVerb Verb;

    /// <summary>Step that asks, counted from 1; 0: the request is for none.</summary>
    public ushort Step;

    /// <summary>Tool in the level's order, or −1.</summary>
    public int Tool;

    /// <summary>Meaning depends on the verb.</summary>
    public int Argument;

    /// <summary>Goes in as it is and comes back transformed by <c>Kernel.Serve</c>: the data flows through the wait.</summary>
    public ulong Token;
}
