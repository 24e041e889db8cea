using System.Collections.Immutable;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Export.Python;

/// <summary>A tool or a lock.</summary>
/// <param name="IsLock">Whether <paramref name="Index"/> counts the plan's locks instead of the level's tools.</param>
/// <param name="Index">From 0.</param>
internal readonly record struct Resource(bool IsLock, int Index);

/// <summary>What a task does at some point, as its function says it.</summary>
/// <param name="Step">Step of the task that it belongs to; −1 outside any.</param>
internal abstract record Statement(int Step)
{
    /// <summary>The words on the slip; empty if none.</summary>
    public string Note { get; init; } = "";
}

/// <summary>Hands-on work.</summary>
internal sealed record WorkStatement(int Step, KitchenDuration Minutes) : Statement(Step);

/// <summary>A request to the pantry. <paramref name="Device"/> is the self-serve tool whose queue it goes through, or −1. <paramref name="IsBlocking"/>: nothing can await or patch it.</summary>
internal sealed record AskStatement(int Step, KitchenDuration Minutes, int Device, bool IsBlocking) : Statement(Step)
{
    /// <summary>It may fail, and then raises an error.</summary>
    public bool CanFail { get; init; }
}

/// <summary>Does a block again until nothing in it fails.</summary>
internal sealed record TryStatement(int Step, ImmutableArray<Statement> Body) : Statement(Step);

/// <summary>Takes a tool or lock, to be given back by a <see cref="GiveStatement"/>: for holds that overlap.</summary>
internal sealed record TakeStatement(int Step, Resource What) : Statement(Step);

/// <summary>Gives a tool or lock back.</summary>
internal sealed record GiveStatement(int Step, Resource What) : Statement(Step);

/// <summary>Holds a tool or lock over a block. <paramref name="End"/> gives it back.</summary>
internal sealed record HoldStatement(int Step, Resource What, ImmutableArray<Statement> Body, GiveStatement End) : Statement(Step);

/// <summary>Reads a shared thing. <paramref name="IsUsed"/>: the task writes later what it has read, and a bit more.</summary>
internal sealed record ReadStatement(int Step, int Thing, bool IsUsed) : Statement(Step);

/// <summary>Writes a shared thing: what was read, plus one.</summary>
internal sealed record WriteStatement(int Step, int Thing) : Statement(Step);

/// <summary>A coroutine gives way.</summary>
internal sealed record GiveWayStatement(int Step) : Statement(Step);

/// <summary>Hands the step to a helper and waits for it; an index into <c>CompiledPlan.Offloads</c>.</summary>
internal sealed record OffloadStatement(int Step, int Offload) : Statement(Step);

/// <summary>Waits until these tasks are finished, in this order.</summary>
internal sealed record AfterStatement(ImmutableArray<int> Tasks) : Statement(-1);

/// <summary>Unpacks results of tasks that came from other kitchens.</summary>
internal sealed record UnboxStatement(ImmutableArray<int> Tasks) : Statement(-1);

/// <summary>Waits until a moment of the order.</summary>
internal sealed record ArrivalStatement(KitchenDuration At) : Statement(-1);

/// <summary>From now on I/O of greenlets that start later yields.</summary>
internal sealed record PatchStatement() : Statement(-1);

/// <summary>The end of a task: its dish is served.</summary>
internal sealed record FinishStatement(bool HasCrate) : Statement(-1);

/// <summary>Packs the result, because somebody in another kitchen waits for it.</summary>
internal sealed record PackStatement(KitchenDuration Minutes) : Statement(-1);
