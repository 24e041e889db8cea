namespace ShortOrder.Execution.Calibration;

/// <summary>What this machine can do, as the doctor shows it.</summary>
public sealed record MachineProfile
{
    /// <summary>Cores that this program may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Nanoseconds of one chunk of work, the unit that CPU steps are cut into.</summary>
    public required double ChunkNs { get; init; }

    /// <summary>Difference between the slowest and the fastest of several calibrations, as a share of the median: 0.01 is steady, 0.05 is restless.</summary>
    public required double CalibrationSpread { get; init; }

    /// <summary>Speed of two worker processes together against one alone: 2 on two free cores, 1 where they share one.</summary>
    public required double PairSpeedUp { get; init; }

    /// <summary>Microseconds that one change of the hat between two computing threads costs.</summary>
    public required double HatSwitchUs { get; init; }

    /// <summary>Microseconds to start a thread and see it run.</summary>
    public required double ThreadStartUs { get; init; }

    /// <summary>Median microseconds by which an answer of the pantry comes late before it is corrected.</summary>
    public required double PantryLatenessUs { get; init; }

    /// <summary>Milliseconds beyond the wait itself for one loop to await 1,000 requests at once.</summary>
    public required double LoopMsPerThousand { get; init; }

    /// <summary>Milliseconds from starting a worker process to its first sign of life.</summary>
    public required double ColdStartMs { get; init; }

    /// <summary>Milliseconds for a command to a running worker process and its answer.</summary>
    public required double WarmCommandMs { get; init; }

    /// <summary>Share of the time in which something on the machine had to wait for a CPU while we did nothing: 0 is quiet; null where the system does not tell.</summary>
    public double? BackgroundNoise { get; init; }
}
