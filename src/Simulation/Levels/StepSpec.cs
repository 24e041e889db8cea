using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Levels;

/// <summary>What a step does.</summary>
public enum StepKind
{
    /// <summary>Hands-on work: needs the hat and a core.</summary>
    Cpu,

    /// <summary>Waiting: needs nobody.</summary>
    Io,

    /// <summary>Takes a place of a tool and keeps it over the steps that follow.</summary>
    Take,

    /// <summary>Gives the place back.</summary>
    Drop,
}

/// <summary>One step of a task (scheduling theory's operation).</summary>
public sealed record StepSpec
{
    /// <summary>What the step does.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>How long it lasts alone; zero for <see cref="StepKind.Take"/> and <see cref="StepKind.Drop"/>.</summary>
    public KitchenDuration Duration { get; init; }

    /// <summary>The words on the slip, e.g. "fill the kettle"; empty if none.</summary>
    public string Do { get; init; } = "";

    /// <summary>What it takes with a piece of equipment, if a plan buys that; null if nothing for sale helps.</summary>
    public EquippedStep? With { get; init; }

    /// <summary>The shortest that it can take in any plan that serves it: every attempt that fails has to be repeated.</summary>
    public KitchenDuration Shortest => new((With?.Duration ?? Duration).Ticks * (1 + Fails));

    /// <summary>Id of the tool that an I/O step needs, or that a take or drop names; null if none.</summary>
    public string? Tool { get; init; }

    /// <summary>An I/O step that can neither be awaited nor patched: in a coroutine or greenlet it holds the whole loop.</summary>
    public bool Blocking { get; init; }

    /// <summary>So many first attempts of an I/O step fail: each takes the whole wait, then the caller knows. 0: it never fails.</summary>
    public int Fails { get; init; }

    /// <summary>Shared variable read at the start of a CPU step; null if none.</summary>
    public string? Read { get; init; }

    /// <summary>Shared variable written at the end of a CPU step; null if none.</summary>
    public string? Write { get; init; }

    /// <summary>The longest that the result of a finished CPU or I/O step may stand before the next one starts; null: for ever. Taking and dropping tools does not count as one.</summary>
    public KitchenDuration? Ageing { get; init; }

    /// <summary>An I/O step that writes and syncs a real file in the executor. Shown, never timed for a score.</summary>
    public bool Disk { get; init; }
}

/// <summary>A resource of limited capacity.</summary>
/// <param name="Id">Name used by steps.</param>
/// <param name="Places">How many may use it at once, at least 1.</param>
/// <param name="SelfServe">A device queue: what waits starts by itself and the clock frees the place. Otherwise a semaphore that code takes and frees.</param>
/// <param name="Refuses">How it turns away who finds all places taken, instead of letting them queue; null: it lets them queue. Never of a self-serve tool.</param>
/// <param name="IsChosen">Whether a plan chooses how many places there are, from 1 to <paramref name="Places"/>: the size of a buffer.</param>
public sealed record ToolSpec(string Id, int Places, bool SelfServe, RefusalSpec? Refuses = null, bool IsChosen = false);

/// <summary>How a tool refuses: the caller learns it after a time, waits another, and tries again, as often as it takes.</summary>
/// <param name="After">From the call to the refusal.</param>
/// <param name="BackOff">From the refusal to the next call.</param>
public sealed record RefusalSpec(KitchenDuration After, KitchenDuration BackOff)
{
    /// <summary>From one call to the next.</summary>
    public KitchenDuration Cycle => After + BackOff;
}

/// <summary>Something for sale that makes steps shorter, wherever they run.</summary>
/// <param name="Id">Name used by steps and plans.</param>
/// <param name="Price">What it adds to the memory metric.</param>
public sealed record EquipmentSpec(string Id, decimal Price);

/// <summary>What a step takes with a piece of equipment.</summary>
/// <param name="Equipment">Its id.</param>
/// <param name="Duration">Shorter than without.</param>
public sealed record EquippedStep(string Equipment, KitchenDuration Duration);
