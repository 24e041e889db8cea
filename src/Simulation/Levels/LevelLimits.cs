namespace ShortOrder.Simulation.Levels;

/// <summary>How large levels and plans may be, so that reading, predicting and serving them is bounded.</summary>
public static class LevelLimits
{
    /// <summary>Tasks of a level, copies not counted.</summary>
    public const int Tasks = 1_000;

    /// <summary>Task instances of a level, copies counted.</summary>
    public const int Instances = 10_000;

    /// <summary>Steps of a task.</summary>
    public const int Steps = 1_000;

    /// <summary>Steps of all task instances together.</summary>
    public const int StepInstances = 200_000;

    /// <summary>Minutes of all steps and crates of all task instances together.</summary>
    public const int TotalMinutes = 100_000;

    /// <summary>Switch intervals that fit into those minutes: how often threads may take turns.</summary>
    public const int Turns = 1_000_000;

    /// <summary>Pairs of task instances of which one comes after the other.</summary>
    public const int Dependencies = 100_000;

    /// <summary>Cores of a machine.</summary>
    public const int Cores = 64;

    /// <summary>Kitchens of a plan, copies counted.</summary>
    public const int Kitchens = 64;

    /// <summary>Lanes of a plan.</summary>
    public const int Lanes = 256;

    /// <summary>Threads in all thread lanes of a plan.</summary>
    public const int Workers = 1_024;

    /// <summary>Entries in all lanes of a plan.</summary>
    public const int Refs = 100_000;

    /// <summary>Locks, yields, offloads and reorderings of a plan, each.</summary>
    public const int Cards = 1_000;

    /// <summary>Attempts of a step that fail.</summary>
    public const int Fails = 100;

    /// <summary>Places of a tool.</summary>
    public const int Places = 1_024;

    /// <summary>Tools, shared things, and pieces of equipment of a level, each.</summary>
    public const int Resources = 256;

    /// <summary>Highest value of a metric, in a threshold, ceiling, price or expectation.</summary>
    public const int Metric = 1_000_000;

    /// <summary>Longest step, release time, due date or ageing, in minutes.</summary>
    public const int Minutes = 100_000;
}
