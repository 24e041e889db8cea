using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Plain;

/// <summary>Small parts of sentences.</summary>
internal static class Spoken
{
    /// <summary>A number and what it counts: <c>1 minute</c>, <c>0.5 minutes</c>, <c>2 slips</c>.</summary>
    public static string Counted(decimal number, string one) => $"{Words.Number(number)} {(number == 1 ? one : Plural(one))}";

    /// <summary>Minutes to the hundredth: <c>6.0 minutes</c>.</summary>
    public static string Minutes(decimal minutes) => $"{Words.Minutes(decimal.Round(minutes, 2))} minutes";

    /// <summary>What an attempt reached: <c>6.0 minutes</c>, in a level for the inspector <c>2 switches</c>.</summary>
    public static string Reached(Level level, decimal minutes) => level.Challenge is null ? Minutes(minutes) : Counted(minutes, "switch");

    /// <summary>A medal's name.</summary>
    public static string Name(Medal medal) => medal switch
    {
        Medal.Gold => "gold",
        Medal.Silver => "silver",
        Medal.Bronze => "bronze",
        _ => "no medal",
    };

    /// <summary>Several as one says them: <c>a, b and c</c>.</summary>
    public static string List(IEnumerable<string> parts, string last = "and")
    {
        ImmutableArray<string> all = [.. parts];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }

    /// <summary>The first of many, and how many more there are.</summary>
    public static string Some(IEnumerable<string> parts, int most)
    {
        string[] all = [.. parts];
        return all.Length <= most ? List(all) : $"{string.Join(", ", all[..most])} and {all.Length - most} more";
    }

    /// <summary>With a capital at its front.</summary>
    public static string Sentence(string text) => text.Length == 0 || !char.IsAsciiLetterLower(text[0]) ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A text with a full stop, unless it ends in one of its own.</summary>
    public static string Stopped(string text) => text.Length == 0 || text[^1] is '.' or '?' or '!' ? text : text + ".";

    /// <summary>A lane by number, and what it is: <c>lane 2, cook 1</c>; with its kitchen where there are several.</summary>
    public static string LaneAt(Plan plan, LaneAddress at)
    {
        string kitchen = plan.Kitchens.Length > 1 ? $" of {plan.Kitchens[at.Kitchen].Name}" : "";
        return $"lane {PlanEdit.Lanes(plan).IndexOf(at) + 1}, {LaneNames.Of(plan, at)}{kitchen}";
    }

    /// <summary>A step by number and words: <c>step 2, boil</c>.</summary>
    public static string Step(TaskSpec task, int step) => $"step {step + 1}, {Words.Of(task.Steps[step])}";

    /// <summary>The title of a task; its id where the level does not know it.</summary>
    public static string Title(Level level, string task) => level.FindTask(task)?.Title ?? task;

    /// <summary>The known name that is nearest to a mistyped one, as a question after a blank; empty if none is near.</summary>
    public static string DidYouMean(string given, IEnumerable<string> known) => Suggestion.Nearest(given, known) is { } name ? $" Did you mean {name}?" : "";

    private static string Plural(string one) => one.EndsWith('y') ? one[..^1] + "ies" : one.EndsWith('h') ? one + "es" : one + "s";
}
