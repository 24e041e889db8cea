namespace ShortOrder.Simulation.Plans;

/// <summary>Where offloaded steps may go besides kitchens.</summary>
public static class OffloadTargets
{
    /// <summary>A helper thread of the loop's own kitchen.</summary>
    public const string Thread = "thread";
}
