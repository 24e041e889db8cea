using System.Globalization;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Widgets;

/// <summary>What an explanation says in words, whoever shows it.</summary>
public static class Sentences
{
    /// <summary>Differences shorter than this are none: starting a cook or a slip costs less.</summary>
    private static readonly KitchenDuration LeastDifference = new(KitchenDuration.TicksPerMinute / 5);

    /// <summary>A length in minutes, to the tenth; to the hundredth below a tenth.</summary>
    public static string Minutes(KitchenDuration length) => Words.Minutes(decimal.Round(length.Minutes, length.Ticks < 1_000 ? 2 : 1));

    /// <summary>What somebody did in minutes that need not have been, to follow a number of minutes.</summary>
    public static string Of(Avoidable avoidable) => avoidable.State switch
    {
        SpanState.Waiting => "of watching with work still on the list",
        SpanState.Blocking => "in which a whole window stood still",
        SpanState.Packing or SpanState.Booting or SpanState.Starting => $"of {Words.Of(avoidable.State).Meaning}",
        SpanState state => $"in which somebody {Words.Of(state).Meaning}",
    };

    /// <summary>What is changed in a what-if.</summary>
    public static string Of(WhatIf what, Level level) => what.Kind switch
    {
        WhatIfKind.NoGil => "a hat for every cook",
        WhatIfKind.Core => "one stove more",
        WhatIfKind.FreeMachinery => "opening and starting for nothing",
        WhatIfKind.NoCrates => "crates without weight",
        WhatIfKind.NoFailures => "nothing that fails",
        WhatIfKind.Place => $"one place more: {what.Subject}",
        WhatIfKind.Worker => level.Allow.Kitchens > 0 ? $"one cook more in {what.Subject}" : "one cook more",
        _ => HalfStep(what.Subject, level),
    };

    /// <summary>How the model's run of a plan ends: its minutes, or what went wrong.</summary>
    public static string Ending(Forecast run) => run.Score.Verdict == Verdict.Served
        ? $"{Words.Minutes(decimal.Round(run.Score[Metric.Time], 2))} min" : Words.Of(run.Score.Verdict);

    /// <summary>Where the model's runs of two plans of a level part; null if they never do.</summary>
    public static FirstDifference? DifferenceOf(Forecast mine, Forecast theirs) =>
        FirstDifference.Between(mine.Run.Timeline, theirs.Run.Timeline, LeastDifference);

    /// <summary>Where two plans part, as a sentence.</summary>
    /// <param name="difference">Where; null: nowhere.</param>
    /// <param name="names">Names of the level's tasks.</param>
    public static string Of(FirstDifference? difference, TimelineNames names) => difference is not { } at ? "In both, every task does the same at the same time."
        : $"From {Words.Minutes(decimal.Round(at.At.Minutes, 2))} on they part: in yours {names.Task(at.Task)} is {Doing(at.Mine)}, in the other {Doing(at.Theirs)}.";

    private static string Doing(SpanState state) => state == SpanState.None ? "not at it" : Words.Of(state).Meaning;

    private static string HalfStep(string address, Level level)
    {
        int dot = address.LastIndexOf('.');
        TaskSpec task = level.FindTask(address[..dot])!;
        return $"{task.Title}: “{Words.Of(task.Steps[int.Parse(address[(dot + 1)..], NumberFormatInfo.InvariantInfo)])}” in half the time";
    }
}
