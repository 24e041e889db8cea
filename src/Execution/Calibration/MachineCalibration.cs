using ShortOrder.Execution.Kitchens;

namespace ShortOrder.Execution.Calibration;

/// <summary>How much work and how much waiting a kitchen minute is on this machine: measured once, checked before every plan.</summary>
internal sealed class MachineCalibration
{
    private const double LongLookMs = 300;
    private const double ReferenceMs = 100;
    private const double LargestDrift = 0.01;
    private const double LatenessWaitMs = 10;
    private const int LargestLeadUs = 1_000;
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(20);

    private double? _chunkNs;
    private int? _pantryLeadUs;

    /// <summary>Nanoseconds of one chunk of work. Measured anew when a reference block has drifted by more than 1 %.</summary>
    public async Task<double> ChunkNsAsync(WorkerProcess worker, Action<string> say, CancellationToken cancel)
    {
        if (_chunkNs is { } known)
        {
            double now = await ProbeAsync(worker, ProbeKind.ChunkNs, "", ReferenceMs, cancel).ConfigureAwait(false);
            if (Math.Abs((now / known) - 1) <= LargestDrift) return known;
            say("calibrating again: the machine has changed its speed");
        }
        else
        {
            say("calibrating: how much work is a minute on this machine?");
        }

        double measured = await ProbeAsync(worker, ProbeKind.ChunkNs, "", LongLookMs, cancel).ConfigureAwait(false);
        _chunkNs = measured;
        return measured;
    }

    /// <summary>Microseconds by which the pantry must answer early for its answers to be in time; measured once per pantry.</summary>
    public async Task<int> PantryLeadUsAsync(WorkerProcess worker, PantryProcess pantry, CancellationToken cancel)
    {
        if (_pantryLeadUs is { } known) return known;
        await pantry.ResetAsync([], tempoMs: 0, earlyMicroseconds: 0, failing: [], cancel).ConfigureAwait(false);
        double late = await ProbeAsync(worker, ProbeKind.PantryLateness, pantry.Path, LatenessWaitMs, cancel).ConfigureAwait(false);
        return (_pantryLeadUs = Math.Clamp((int)Math.Round(late), 0, LargestLeadUs)).Value;
    }

    /// <summary>One probe in a worker process.</summary>
    public static async Task<double> ProbeAsync(WorkerProcess worker, ProbeKind kind, string socket, double argument, CancellationToken cancel)
    {
        BinaryReader reply = await worker.Ask(Command.Probe, Reply.Probed, LongestProbe, cancel, w =>
        {
            w.Write((byte)kind);
            w.Write(socket);
            w.Write(argument);
        }).ConfigureAwait(false);
        return reply.ReadDouble();
    }
}
