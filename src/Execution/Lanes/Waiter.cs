namespace ShortOrder.Execution.Lanes;

/// <summary>Whoever can be in a queue for something: a thread, a coroutine, or what a manual lane has launched. In one queue at a time.</summary>
internal abstract class Waiter
{
    /// <summary>Task it works for, or −1.</summary>
    public int Task { get; protected set; } = -1;

    /// <summary>What it waited for is there. Called once per wait, from any thread.</summary>
    public abstract void Wake();
}
