using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Plans;

/// <summary>How plan files spell lane kinds, tasks and steps.</summary>
public static class PlanNames
{
    /// <summary>What <see cref="Task"/> reads, as a regular expression of ECMAScript; it cannot say that a range goes upwards.</summary>
    public const string TaskPattern = """^[a-z0-9-]{1,64}(#[1-9][0-9]{0,5}(\.\.[1-9][0-9]{0,5})?|\*[1-9][0-9]{0,5})?$""";

    /// <summary>What <see cref="Step"/> reads, as a regular expression of ECMAScript.</summary>
    public const string StepPattern = """^[a-z0-9-]{1,64}(#[1-9][0-9]{0,5})?\.(0|[1-9][0-9]{0,5})$""";

    private const int LongestNumber = 6;

    /// <summary>The lane kinds in the order of <see cref="LaneKind"/>.</summary>
    public static ImmutableArray<string> LaneKinds { get; } = ["main", "manual", "thread", "loop", "greenlets"];

    /// <summary>The lane styles in the order of <see cref="LaneStyle"/>.</summary>
    public static ImmutableArray<string> LaneStyles { get; } = ["coroutines", "callbacks"];

    /// <summary>The lane kind's name, e.g. <c>greenlets</c>.</summary>
    public static string Of(LaneKind kind) => LaneKinds[(int)kind];

    /// <summary>Reads <c>task</c>, <c>task#3</c>, <c>task#1..100</c> or <c>task*20</c>; null if it is none of them. Whether the task exists is not asked.</summary>
    public static TaskRef? Task(string text)
    {
        int mark = text.AsSpan().IndexOfAny('#', '*');
        if (mark < 0) return Names.IsId(text) ? new(text) : null;
        string task = text[..mark], rest = text[(mark + 1)..];
        if (!Names.IsId(task)) return null;
        if (text[mark] == '*') return Number(rest) is int next ? new TaskRef(task, Next: next) : null;
        int dots = rest.IndexOf("..", StringComparison.Ordinal);
        int? first = Number(dots < 0 ? rest : rest[..dots]), last = dots < 0 ? first : Number(rest[(dots + 2)..]);
        return first <= last ? new TaskRef(task, first.Value, last.Value) : null;
    }

    /// <summary>Reads <c>task.0</c> or <c>task#3.0</c>; null if it is neither.</summary>
    public static StepRef? Step(string text)
    {
        int dot = text.LastIndexOf('.');
        if (dot < 0 || text.Contains("..", StringComparison.Ordinal) || Task(text[..dot]) is not TaskRef { Next: 0 } task) return null;
        string step = text[(dot + 1)..];
        return step == "0" ? new(task.Task, task.First, 0) : Number(step) is int index ? new(task.Task, task.First, index) : null;
    }

    /// <summary>A number from 1 without leading zeros.</summary>
    private static int? Number(string digits) =>
        digits.Length is > 0 and <= LongestNumber && digits[0] != '0' && int.TryParse(digits, NumberStyles.None, NumberFormatInfo.InvariantInfo, out int number) ? number : null;
}
