using System.Collections.Immutable;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Levels;

/// <summary>One task of a level (scheduling theory's job), as its author wrote it. Ids are unique within a level.</summary>
public sealed record TaskSpec
{
    /// <summary>Name used by plans and messages, e.g. <c>chop-onions</c>: lower case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Name on the screen.</summary>
    public required string Title { get; init; }

    /// <summary>What has to be done, one after another; at least one.</summary>
    public required ImmutableArray<StepSpec> Steps { get; init; }

    /// <summary>Ids of tasks (all their copies) that must be finished before this one starts.</summary>
    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>Identical copies <c>id#1 … id#n</c>; 1 is a single task that is addressed by its bare id.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Release time: not started earlier.</summary>
    public KitchenDuration Arrives { get; init; }

    /// <summary>Due date from the start of the order; null if none. Later is tardiness.</summary>
    public KitchenDuration? Due { get; init; }

    /// <summary>Packing minutes when the task runs in another kitchen; null: its boxes weigh nothing.</summary>
    public CrateSpec? Crate { get; init; }

    /// <summary>The task monkey-patches: I/O of greenlets that start after it has finished yields; I/O of those started before blocks.
    /// In a level without such a task every greenlet is patched from the start.</summary>
    public bool Patches { get; init; }
}

/// <summary>What crosses a process border with a task: minutes of packing at the sender and as much unpacking at the receiver.</summary>
/// <param name="In">For the way to the other kitchen.</param>
/// <param name="Out">For the result on its way home or to a consumer elsewhere.</param>
public sealed record CrateSpec(KitchenDuration In, KitchenDuration Out);
