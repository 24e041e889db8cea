using System.Globalization;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Widgets;

/// <summary>The kitchen's words for what code and files call by the field's terms, and numbers as the screen shows them.</summary>
public static class Words
{
    /// <summary>Minutes with at most two decimals and at least one: <c>6.0</c>, <c>14.05</c>.</summary>
    public static string Minutes(decimal minutes) => minutes.ToString("0.0#", NumberFormatInfo.InvariantInfo);

    /// <summary>A number without needless zeros.</summary>
    public static string Number(decimal number) => number.ToString("0.####", NumberFormatInfo.InvariantInfo);

    /// <summary>What a measured time stands on: <c>3 runs counted</c>, or <c>3 of 5 runs counted, the quietest</c> where something outside disturbed the others.</summary>
    public static string RunsCounted(int counted, int disturbed) =>
        disturbed == 0 ? $"{counted} {(counted == 1 ? "run" : "runs")} counted"
        : counted == 0 ? $"none of {disturbed} {(disturbed == 1 ? "run" : "runs")} counted: something outside disturbed {(disturbed == 1 ? "it" : "them")}"
        : $"{counted} of {counted + disturbed} runs counted, the quietest";

    /// <summary>A kind of lane.</summary>
    public static string Of(LaneKind kind) => kind switch
    {
        LaneKind.Main => "head cook",
        LaneKind.Manual => "cook, step by step",
        LaneKind.Thread => "further cook",
        LaneKind.Loop => "order window",
        _ => "enchanted kitchen",
    };

    /// <summary>A kind of lane, written in a style.</summary>
    public static string Of(LaneKind kind, LaneStyle style) => style == LaneStyle.Callbacks ? "callback window" : Of(kind);

    /// <summary>A kind of lane with its article: <c>an order window</c>.</summary>
    public static string OneOf(LaneKind kind, LaneStyle style = LaneStyle.Coroutines) =>
        (kind is LaneKind.Loop or LaneKind.Greenlets && style == LaneStyle.Coroutines ? "an " : "a ") + Of(kind, style);

    /// <summary>A lane with its settings, e.g. <c>4 further cooks</c> <c>order window, at most 10</c> or <c>head cook, box 8</c>.</summary>
    public static string Of(Lane lane) => lane switch
    {
        { Kind: LaneKind.Thread, Workers: > 1 } => $"{lane.Workers} further cooks",
        { Limit: { } limit } => $"{Of(lane.Kind, lane.Style)}, at most {limit}",
        { Box: > 1 and int box } => $"{Of(lane.Kind)}, box {box}",
        _ => Of(lane.Kind, lane.Style),
    };

    /// <summary>A row of a timeline: <c>head cook</c>, <c>cook 1</c>, <c>cook 2/4</c>, <c>window</c>, <c>helper 1</c>, with its kitchen where there are several.</summary>
    public static string Of(TimelineRow row, bool isOnlyKitchen)
    {
        string cook = row.Label.Replace("main", "head cook", StringComparison.Ordinal).Replace("thread", "cook", StringComparison.Ordinal)
            .Replace("pool", "cook", StringComparison.Ordinal).Replace("loop", "window", StringComparison.Ordinal)
            .Replace("greenlets", "enchanted", StringComparison.Ordinal).Replace("manual", "cook", StringComparison.Ordinal);
        if (isOnlyKitchen) return cook;
        return row.Label == "main" ? row.Kitchen : $"{row.Kitchen} {cook}";
    }

    /// <summary>A medal, by letter and name.</summary>
    public static Line Of(Medal medal) => medal switch
    {
        Medal.Gold => Line.Of("● gold", Ink.Gold),
        Medal.Silver => Line.Of("● silver", Ink.Silver),
        Medal.Bronze => Line.Of("● bronze", Ink.Bronze),
        _ => Line.Of("○ no medal", Ink.Dim),
    };

    /// <summary>What an attempt reached: <c>6.0 min</c>, in a level for the inspector <c>2 switches</c>.</summary>
    public static string Reached(Level level, decimal minutes) => level.Challenge is null ? $"{Minutes(minutes)} min" : Switches((int)minutes);

    /// <summary>So many switches: <c>1 switch</c>.</summary>
    public static string Switches(int count) => count == 1 ? "1 switch" : $"{count} switches";

    /// <summary>So many of something that takes an s: <c>1 state</c>, <c>2 states</c>.</summary>
    public static string Count(int count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";

    /// <summary>Medals of a level for the inspector.</summary>
    public static Line Medals(Challenge challenge) =>
        Of(Medal.Gold) + Line.Of($" ≤ {challenge.Gold}   ") + Of(Medal.Silver) + Line.Of($" ≤ {challenge.Silver}   ") + Of(Medal.Bronze) + Line.Of($" ≤ {challenge.Bronze} switches");

    /// <summary>A metric's name.</summary>
    public static string Of(Metric metric) => metric switch
    {
        Metric.Time => "minutes",
        Metric.Memory => "room taken",
        Metric.Lanes => "cooks",
        Metric.Kitchens => "kitchens",
        Metric.Wait => "mean wait",
        Metric.WorstWait => "longest wait",
        Metric.Cards => "cards",
        _ => "minutes late",
    };

    /// <summary>How a serving ended, in two or three words.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Served => "served",
        Verdict.LostUpdate => "a count is wrong",
        Verdict.Deadlock => "it never ends",
        Verdict.UncaughtError => "an error, and nobody caught it",
        Verdict.Late => "too late",
        Verdict.OverBudget => "over the budget",
        Verdict.TooNoisy => "too noisy to judge",
        _ => "could not be served",
    };

    /// <summary>Letter and meaning of a state in a timeline; <c>·</c> is idle.</summary>
    public static (char Glyph, string Meaning) Of(SpanState state) => state switch
    {
        SpanState.Working => ('█', "working"),
        SpanState.Waiting => ('░', "waiting"),
        SpanState.Blocking => ('▒', "all wait"),
        SpanState.Hat => ('h', "wants the hat"),
        SpanState.Core => ('c', "wants a stove"),
        SpanState.Lock => ('L', "locked out"),
        SpanState.Tool => ('T', "wants a tool"),
        SpanState.After => ('a', "awaits a dish"),
        SpanState.Arrival => ('A', "not yet ordered"),
        SpanState.Crate => ('v', "crate on the way"),
        SpanState.Turn => ('t', "not its turn"),
        SpanState.Helper => ('H', "wants a helper"),
        SpanState.Packing => ('P', "packing"),
        SpanState.Booting => ('B', "opening"),
        SpanState.Starting => ('S', "starting"),
        SpanState.Refused => ('x', "turned away"),
        SpanState.Failed => ('F', "failed"),
        _ => ('·', "idle"),
    };

    /// <summary>A step as a slip names it: its words, or what kind of work it is.</summary>
    public static string Of(StepSpec step) => step switch
    {
        { Do.Length: > 0 } => step.Do,
        { Kind: StepKind.Cpu } => "work",
        { Kind: StepKind.Io } => "wait",
        { Kind: StepKind.Take } => $"take {step.Tool}",
        _ => $"put back {step.Tool}",
    };

    /// <summary>A batch of a task: <c>Guest</c>, <c>Guest 3</c>, <c>Guest 1–100</c>.</summary>
    public static string Of(Level level, TaskRef batch)
    {
        string title = level.FindTask(batch.Task)?.Title ?? batch.Task;
        if (batch.First == 0) return title;
        return batch.First == batch.Last ? $"{title} {batch.First}" : $"{title} {batch.First}–{batch.Last}";
    }
}
