using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Scoring;

/// <summary>The memory metric: what a plan opens, at fixed prices.</summary>
public static class Prices
{
    /// <summary>A thread besides a kitchen's main thread, helpers included.</summary>
    public const decimal Thread = 8;

    /// <summary>A kitchen besides home.</summary>
    public const decimal Kitchen = 30;

    /// <summary>An event loop, greenlets' included.</summary>
    public const decimal Loop = 5;

    /// <summary>A coroutine or greenlet.</summary>
    public const decimal Coroutine = 0.1m;

    /// <summary>The price of everything that the plan opens and buys.</summary>
    public static decimal Of(CompiledPlan plan)
    {
        decimal price = Kitchen * (plan.Processes.Length - 1) + Thread * (plan.Threads.Length - plan.Processes.Length);
        foreach (ThreadProgram loop in plan.Threads.Where(t => t.IsLoop && t.Queue >= 0))
            price += Loop + Coroutine * plan.Queues[loop.Queue].Tasks.Length;
        return price + plan.Level.Equipment.Where(e => plan.Plan.Buys.Contains(e.Id)).Sum(e => e.Price);
    }
}
