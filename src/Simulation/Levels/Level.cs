using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Levels;

/// <summary>One order with its rules and medals, as its author wrote it. Immutable, and consistent when it comes from <c>LevelReader</c>.</summary>
public sealed record Level
{
    /// <summary>Cores of a machine about which a level says nothing.</summary>
    public const int UsualCores = 2;

    /// <summary>The file's <c>$schema</c>: where the author's editor finds what belongs into a level; null if it names none. Plays no part in the game.</summary>
    public string? Schema { get; init; }

    /// <summary>Name used by plans, commands and saves, e.g. <c>coffee-and-a-sandwich</c>: lower case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Name on the screen.</summary>
    public required string Title { get; init; }

    /// <summary>Two or three sentences that set the scene; empty if none.</summary>
    public string Story { get; init; } = "";

    /// <summary>Almanac terms that the level shows, the new one first.</summary>
    public ImmutableArray<string> Teaches { get; init; } = [];

    /// <summary>Cores of the machine, at least 1.</summary>
    public int Cores { get; init; } = UsualCores;

    /// <summary>Whether each kitchen has one hat (GIL); <c>false</c> is the free-threaded build: every thread has its own.</summary>
    public bool Gil { get; init; } = true;

    /// <summary>What opening, starting, switching and handing over cost.</summary>
    public Costs Costs { get; init; } = new();

    /// <summary>Resources of limited capacity that <c>io</c> steps and <c>take</c> steps name.</summary>
    public ImmutableArray<ToolSpec> Tools { get; init; } = [];

    /// <summary>Equipment that a plan may buy.</summary>
    public ImmutableArray<EquipmentSpec> Equipment { get; init; } = [];

    /// <summary>Shared variables that steps read and write; a plan's locks guard them under the same names.</summary>
    public ImmutableArray<string> Shared { get; init; } = [];

    /// <summary>The order, in the author's order.</summary>
    public required ImmutableArray<TaskSpec> Tasks { get; init; }

    /// <summary>What the plan may use.</summary>
    public Allowance Allow { get; init; } = new();

    /// <summary>Ceilings of metrics: a plan above one is over budget, whatever its time.</summary>
    public ImmutableArray<MetricLimit> Limits { get; init; } = [];

    /// <summary>What is scored, the time first; later ones break ties.</summary>
    public ImmutableArray<Metric> Metrics { get; init; } = [Metric.Time];

    /// <summary>Medal thresholds by metric.</summary>
    public ImmutableArray<MedalThresholds> Medals { get; init; } = [];

    /// <summary>Hints from vague to plain.</summary>
    public ImmutableArray<string> Hints { get; init; } = [];

    /// <summary>What the player has to break; null in the usual levels, in which the plan is the player's.</summary>
    public Challenge? Challenge { get; init; }

    /// <summary>The author's naive, trap and best plans with what they reach.</summary>
    public ImmutableArray<AuthorPlan> Plans { get; init; } = [];

    /// <summary>The plan to break; null unless there is a <see cref="Challenge"/>.</summary>
    public Plan? GivenPlan => Challenge is null ? null : Plans.FirstOrDefault(p => p.Name == Challenge.Given)?.Plan;

    /// <summary>The task of that id, or null.</summary>
    public TaskSpec? FindTask(string id) => Tasks.FirstOrDefault(t => t.Id == id);

    /// <summary>Place of that tool in <see cref="Tools"/>, or −1.</summary>
    public int ToolIndex(string id) => IndexOf(Tools, t => t.Id == id);

    private static int IndexOf<T>(ImmutableArray<T> items, Func<T, bool> match)
    {
        for (int i = 0; i < items.Length; i++) if (match(items[i])) return i;
        return -1;
    }
}
