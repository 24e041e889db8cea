using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Support;

/// <summary>Plans as a test writes them: <c>PlanFor(level, Home(Main("coffee"), Thread("sandwich")))</c>. To be imported by <c>using static</c>.</summary>
/// <remarks>Tasks and steps are named as in a plan file: <c>guest</c>, <c>guest#3</c>, <c>guest#1..100</c>, <c>guest*20</c>, <c>coffee.0</c>.</remarks>
public static partial class PlanBuilder
{
    /// <summary>A plan of these kitchens, home first; locks, yields and offloads by <c>with</c>.</summary>
    public static Plan PlanFor(Level level, params ReadOnlySpan<Kitchen> kitchens) => new() { Level = level.Id, Kitchens = [.. kitchens] };

    /// <summary>The home kitchen.</summary>
    public static Kitchen Home(params ReadOnlySpan<Lane> lanes) => new("home", 1, [.. lanes]);

    /// <summary>Another kitchen.</summary>
    public static Kitchen Annex(string name, params ReadOnlySpan<Lane> lanes) => new(name, 1, [.. lanes]);

    /// <summary>A process pool: so many kitchens that take tasks from one list.</summary>
    public static Kitchen Annexes(string name, int copies, params ReadOnlySpan<string> tasks) => new(name, copies, [Main(tasks)]);

    /// <summary>Synchronous lane.</summary>
    public static Lane Main(params ReadOnlySpan<string> tasks) => new() { Kind = LaneKind.Main, Tasks = Refs(tasks) };

    /// <summary>One further thread.</summary>
    public static Lane Thread(params ReadOnlySpan<string> tasks) => new() { Kind = LaneKind.Thread, Tasks = Refs(tasks) };

    /// <summary>A thread pool.</summary>
    public static Lane Pool(int workers, params ReadOnlySpan<string> tasks) => new() { Kind = LaneKind.Thread, Workers = workers, Tasks = Refs(tasks) };

    /// <summary>An event loop.</summary>
    public static Lane Loop(params ReadOnlySpan<string> tasks) => new() { Kind = LaneKind.Loop, Tasks = Refs(tasks) };

    /// <summary>An event loop wired by callbacks.</summary>
    public static Lane Callbacks(params ReadOnlySpan<string> tasks) => Loop(tasks) with { Style = LaneStyle.Callbacks };

    /// <summary>Greenlets on one thread.</summary>
    public static Lane Greenlets(params ReadOnlySpan<string> tasks) => new() { Kind = LaneKind.Greenlets, Tasks = Refs(tasks) };

    /// <summary>One cook's list of steps.</summary>
    public static Lane Manual(params ReadOnlySpan<string> steps)
    {
        var refs = ImmutableArray.CreateBuilder<StepRef>(steps.Length);
        foreach (string step in steps) refs.Add(StepOf(step));
        return new() { Kind = LaneKind.Manual, Steps = refs.ToImmutable() };
    }

    /// <summary>A lock held from one step of a task to another.</summary>
    public static LockPlan Lock(string name, string task, int from, int to) => new(name, TaskOf(task), from, to);

    /// <summary>A coroutine gives way after so many minutes of a step.</summary>
    public static YieldPlan Yield(string task, int step, decimal after) => new(TaskOf(task), step, OrderBuilder.Minutes(after));

    /// <summary>A step that a helper does.</summary>
    public static OffloadPlan Offload(string task, int step, string to = "thread") => new(TaskOf(task), step, to);

    /// <summary>A step that is tried until it succeeds.</summary>
    public static TryPlan Try(string task, int step) => new(TaskOf(task), step);

    private static ImmutableArray<TaskRef> Refs(ReadOnlySpan<string> names)
    {
        var refs = ImmutableArray.CreateBuilder<TaskRef>(names.Length);
        foreach (string name in names) refs.Add(TaskOf(name));
        return refs.ToImmutable();
    }

    private static TaskRef TaskOf(string text)
    {
        Match match = TaskPattern().Match(text);
        if (!match.Success) throw new ArgumentException($"\"{text}\" names no tasks.", nameof(text));
        int Number(string group, int otherwise) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : otherwise;
        int first = Number("first", 0);
        return new(match.Groups["id"].Value, first, Number("last", first), Number("next", 0));
    }

    private static StepRef StepOf(string text)
    {
        Match match = StepPattern().Match(text);
        if (!match.Success) throw new ArgumentException($"\"{text}\" names no step.", nameof(text));
        int copy = match.Groups["copy"].Success ? int.Parse(match.Groups["copy"].Value, CultureInfo.InvariantCulture) : 0;
        return new(match.Groups["id"].Value, copy, int.Parse(match.Groups["step"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(?<id>[a-z0-9-]+)(#(?<first>\d+)(\.\.(?<last>\d+))?|\*(?<next>\d+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex TaskPattern();

    [GeneratedRegex(@"^(?<id>[a-z0-9-]+)(#(?<copy>\d+))?\.(?<step>\d+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex StepPattern();
}
