using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Levels;

/// <summary>What the machinery of concurrency costs. The defaults are DESIGN's reference; a level may override each.</summary>
public sealed record Costs
{
    /// <summary>CPU at the opener of a kitchen (process).</summary>
    public KitchenDuration OpenParent { get; init; } = new(1_000);

    /// <summary>CPU of booting in the new kitchen, in parallel with the opener.</summary>
    public KitchenDuration Boot { get; init; } = new(9_000);

    /// <summary>CPU at the opener of a thread.</summary>
    public KitchenDuration StartThread { get; init; } = new(100);

    /// <summary>CPU at the loop per coroutine or greenlet, paid for all before the first runs.</summary>
    public KitchenDuration StartTask { get; init; } = new(5);

    /// <summary>After how long a waiter makes the hat's holder give way, and the slice when hat-holders share cores.</summary>
    public KitchenDuration SwitchInterval { get; init; } = new(2_500);

    /// <summary>CPU at the loop for one offloaded step, there and back.</summary>
    public KitchenDuration HandOff { get; init; } = new(100);

    /// <summary>Opener's part and boot together, as the JSON key <c>openKitchen</c> gives it.</summary>
    public KitchenDuration OpenKitchen => OpenParent + Boot;
}
