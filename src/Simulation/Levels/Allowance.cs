namespace ShortOrder.Simulation.Levels;

/// <summary>What a plan of the level may use. Absent in JSON means no; <c>true</c> for a number means no ceiling.</summary>
public sealed record Allowance
{
    /// <summary>No ceiling.</summary>
    public const int Any = int.MaxValue;

    /// <summary>Lanes of kind <c>main</c>. True unless the level says otherwise: it is the default plan.</summary>
    public bool Main { get; init; } = true;

    /// <summary>Lanes of kind <c>manual</c>.</summary>
    public bool Manual { get; init; }

    /// <summary>Threads in all thread lanes of all kitchens together, main threads not counted.</summary>
    public int Threads { get; init; }

    /// <summary>Kitchens besides home, copies counted.</summary>
    public int Kitchens { get; init; }

    /// <summary>Event loops.</summary>
    public int Loops { get; init; }

    /// <summary>Greenlet lanes.</summary>
    public bool Greenlets { get; init; }

    /// <summary>Locks of the plan's own.</summary>
    public bool Locks { get; init; }

    /// <summary>Yields of the plan's own.</summary>
    public int Yields { get; init; }

    /// <summary>Offloading of steps to a helper thread or another kitchen.</summary>
    public bool Offload { get; init; }

    /// <summary>Tries around steps, so that an attempt that failed is repeated; errbacks where the lane is wired by callbacks.</summary>
    public bool Tries { get; init; }

    /// <summary>Loops that are wired by callbacks instead of coroutines. Where they are allowed, the wiring counts as cards.</summary>
    public bool Callbacks { get; init; }

    /// <summary>Copies of one kitchen (a process pool).</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Several tasks in one crate on their way to a further kitchen.</summary>
    public bool Boxes { get; init; }

    /// <summary>Changing the order in which a task takes its tools.</summary>
    public bool Order { get; init; }
}
