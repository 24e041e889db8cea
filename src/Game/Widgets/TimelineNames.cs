using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Widgets;

/// <summary>What a timeline calls its tasks and steps.</summary>
/// <param name="Tasks">Per task instance its name on the screen.</param>
/// <param name="Specs">Per task instance its place in the level, which gives its colour.</param>
/// <param name="Steps">Per task of the level the words of its steps.</param>
public sealed record TimelineNames(ImmutableArray<string> Tasks, ImmutableArray<int> Specs, ImmutableArray<ImmutableArray<string>> Steps)
{
    /// <summary>Names of a compiled plan.</summary>
    public static TimelineNames Of(CompiledPlan plan) => new(
        [.. plan.Tasks.Select(t => t.Copy == 0 ? plan.Level.Tasks[t.Spec].Title : $"{plan.Level.Tasks[t.Spec].Title} {t.Copy}")],
        [.. plan.Tasks.Select(t => t.Spec)],
        [.. plan.Level.Tasks.Select(t => t.Steps.Select(Words.Of).ToImmutableArray())]);

    /// <summary>A task's name; empty for the lane itself.</summary>
    public string Task(int task) => task < 0 ? "" : Tasks[task];

    /// <summary>A step's words; empty outside any step.</summary>
    public string Step(int task, int step) => task < 0 || step < 0 ? "" : Steps[Specs[task]][step];

    /// <summary>A task's colour.</summary>
    public Ink InkOf(int task) => TaskInk.Of(task < 0 ? -1 : Specs[task]);
}
