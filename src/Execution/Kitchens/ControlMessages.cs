using System.Collections.Immutable;
using ShortOrder.Execution.Lanes;
using ShortOrder.Execution.Work;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Kitchens;

/// <summary>What the coordinator tells a worker process.</summary>
internal enum Command : byte
{
    /// <summary>Time a reference load: <see cref="Reply.Probed"/>.</summary>
    Probe = 1,

    /// <summary>A plan, and this worker's place in it: <see cref="Reply.Prepared"/>.</summary>
    Prepare,

    /// <summary>One run from a timestamp: <see cref="Reply.Report"/>.</summary>
    Run,

    /// <summary>Home is through. No reply of its own.</summary>
    End,

    /// <summary>Forget the last run: <see cref="Reply.Prepared"/>.</summary>
    Reset,

    /// <summary>Stop the run. No reply of its own; the report follows.</summary>
    Abort,

    /// <summary>How far is it: <see cref="Reply.Progress"/>.</summary>
    Progress,

    /// <summary>Who waits for what: <see cref="Reply.Waits"/>.</summary>
    Waits,
}

/// <summary>What a worker process answers.</summary>
internal enum Reply : byte
{
    /// <summary>The worker is up and listens for its peers.</summary>
    Hello = 1,

    /// <summary>Result of a probe, one number.</summary>
    Probed,

    /// <summary>Ready to run.</summary>
    Prepared,

    /// <summary>The run is over.</summary>
    Report,

    /// <summary>Progress counter and running pantry requests.</summary>
    Progress,

    /// <summary>Open waits.</summary>
    Waits,

    /// <summary>Home asks for a kitchen to be started within the clock.</summary>
    OpenCold,

    /// <summary>The worker cannot go on: a text.</summary>
    Failed,
}

/// <summary>A worker's place in a plan.</summary>
/// <param name="Process">Index of its process.</param>
/// <param name="Options">For the runtime.</param>
/// <param name="ConnectTo">Processes that listen already, and the names of their sockets.</param>
/// <param name="IsCold">Kitchens are started within the clock: nobody else is there yet.</param>
/// <param name="Run">Number of the first run that it takes part in, from 0.</param>
/// <param name="Plan">The plan as <see cref="PlanCodec"/> wrote it.</param>
internal sealed record Assignment(int Process, RuntimeOptions Options, ImmutableArray<PeerAddress> ConnectTo, bool IsCold, int Run, byte[] Plan);

/// <summary>Where a process reads its mail.</summary>
internal readonly record struct PeerAddress(int Process, string Socket);

/// <summary>Bodies of the control messages. A message is its length, its kind and its body.</summary>
internal static class ControlMessages
{
    /// <summary>Writes an assignment.</summary>
    public static void Write(BinaryWriter w, Assignment a)
    {
        w.WriteInt(a.Process);
        w.WriteRate(a.Options.Rate);
        w.WriteInt(a.Options.TempoMs);
        w.Write(a.Options.PantryPath);
        w.WriteOptional(a.Options.EventLogPath);
        w.WriteList(a.ConnectTo, static (w, peer) => { w.WriteInt(peer.Process); w.Write(peer.Socket); });
        w.Write(a.IsCold);
        w.WriteInt(a.Run);
        w.WriteInt(a.Plan.Length);
        w.Write(a.Plan);
    }

    /// <summary>Reads an assignment.</summary>
    public static Assignment ReadAssignment(BinaryReader r) => new(
        r.ReadInt(),
        new() { Rate = r.ReadRate(), TempoMs = r.ReadInt(), PantryPath = r.ReadString(), EventLogPath = r.ReadOptionalString() },
        r.ReadList(static r => new PeerAddress(r.ReadInt(), r.ReadString())), r.ReadBoolean(), r.ReadInt(), r.ReadBytes(r.ReadInt()));

    /// <summary>Writes an amount of work.</summary>
    public static void WriteRate(this BinaryWriter w, WorkRate rate)
    {
        w.Write(rate.ChunksPerTick);
        w.Write(rate.MorePerTick);
    }

    /// <summary>Reads an amount of work.</summary>
    public static WorkRate ReadRate(this BinaryReader r) => new(r.ReadDouble(), r.ReadDouble());

    /// <summary>Writes a report.</summary>
    public static void Write(BinaryWriter w, RunReport report)
    {
        w.Write(report.EndTimestamp);
        w.Write(report.IsAborted);
        w.WriteList(report.Values, static (w, v) => { w.WriteInt(v.Task); w.Write(v.Value); });
        w.WriteList(report.Shared, static (w, v) => w.Write(v));
        w.WriteList(report.Faults, static (w, fault) => w.Write(fault));
        w.Write(report.HatSwitches);
        w.Write(report.ComputeWallNs);
        w.Write(report.ComputeCpuNs);
        w.Write(report.ComputeChunks);
        w.Write(report.RunQueueNs);
        w.Write(report.IsLogFull);
    }

    /// <summary>Reads a report.</summary>
    public static RunReport ReadReport(BinaryReader r) => new()
    {
        EndTimestamp = r.ReadInt64(),
        IsAborted = r.ReadBoolean(),
        Values = r.ReadList(static r => new TaskValue(r.ReadInt(), r.ReadUInt64())),
        Shared = r.ReadList(static r => r.ReadInt64()),
        Faults = r.ReadList(static r => r.ReadString()),
        HatSwitches = r.ReadInt64(),
        ComputeWallNs = r.ReadInt64(),
        ComputeCpuNs = r.ReadInt64(),
        ComputeChunks = r.ReadInt64(),
        RunQueueNs = r.ReadInt64(),
        IsLogFull = r.ReadBoolean(),
    };

    /// <summary>Writes open waits.</summary>
    public static void Write(BinaryWriter w, ImmutableArray<OpenWait> waits) => w.WriteList(waits, static (w, wait) =>
    {
        w.WriteInt(wait.Task);
        w.WriteInt(wait.Row);
        w.Write((byte)wait.State);
        w.WriteInt(wait.Resource);
        w.WriteInt(wait.HeldBy);
    });

    /// <summary>Reads open waits.</summary>
    public static ImmutableArray<OpenWait> ReadWaits(BinaryReader r) =>
        r.ReadList(static r => new OpenWait(r.ReadInt(), r.ReadInt(), (SpanState)r.ReadByte(), r.ReadInt(), r.ReadInt()));
}
