using System.Collections.Immutable;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>The panel of metrics, medals, limits, and of what kind of level it is.</summary>
internal static class ScoringFields
{
    private static readonly ImmutableArray<Metric> All = [.. Enum.GetValues<Metric>()];

    public static ImmutableArray<EditorField> Of(Level level) => level.Challenge is { } challenge ? [Kind(level), .. ForInspector(level, challenge)] :
    [
        Kind(level),
        EditorField.Heading("what is scored, in this order"),
        .. level.Metrics.Select((m, i) => Scored(level, m, i)),
        new EditorField("add a metric …", "", "At most two besides the time; they decide between equal times.")
        {
            Edit = EditorField.MenuOf("also scored", [.. All.Where(m => !level.Metrics.Contains(m)).Select(m => new MenuItem(Words.Of(m), new LevelEdited(level with { Metrics = level.Metrics.Add(m) })))]),
        },
        EditorField.Heading("medals"),
        .. level.Metrics.Select(m => Medals(level, m)),
        EditorField.Heading("limits"),
        .. level.Limits.Select((l, i) => Limit(level, i)),
        new EditorField("add a limit …", "", "A plan above it is over the budget, whatever its time.")
        {
            Edit = EditorField.MenuOf("limit", [.. All.Where(m => level.Limits.All(l => l.Metric != m)).Select(m => new MenuItem($"{Words.Of(m)} …", Number(level, m, null)))]),
        },
    ];

    private static EditorField Kind(Level level) => new("kind of level", level.Challenge is { } c ? $"a plan to break ({Words.Of(c.Verdict)})" : "the player makes the plan", "In a level for the inspector the author's plan “given” is broken by an unkind schedule.")
    {
        Path = "$.kind",
        Edit = EditorField.MenuOf("kind of level",
            new("the player makes the plan", new LevelEdited(level with { Challenge = null })),
            ToBreak(level, "a plan to break until a count is wrong", InspectionVerdict.Race),
            ToBreak(level, "a plan to break until everybody waits for ever", InspectionVerdict.Deadlock)),
    };

    private static MenuItem ToBreak(Level level, string text, InspectionVerdict goal) => new(text, new Show(null)) { Late = () => new LevelEdited(ToBreak(level, goal)) };

    private static Level ToBreak(Level level, InspectionVerdict goal) => level with
    {
        Challenge = level.Challenge is { } c ? c with { Goal = goal } : new(goal, 1, 2, 3),
        Metrics = [Metric.Time],
        Medals = [],
        Limits = [],
        Plans = level.Plans.Any(p => p.Name == Challenge.Given) ? level.Plans : level.Plans.Add(PlanClaim.Of(level with { Challenge = null }, Challenge.Given, Simulation.Plans.PlanEdit.Default(level), isOptimal: false)),
    };

    private static IEnumerable<EditorField> ForInspector(Level level, Challenge challenge) =>
    [
        EditorField.Heading("medals, in switches"),
        new EditorField("gold, silver, bronze", $"{challenge.Gold}, {challenge.Silver}, {challenge.Bronze}", "The most switches that still earn each; gold for the fewest there are.")
        {
            Path = "$.medals",
            Edit = new Show(new EditorPrompt
            {
                Title = "medals", Question = "The most switches for gold, silver and bronze, e.g. 1 2 3.", Text = $"{challenge.Gold} {challenge.Silver} {challenge.Bronze}",
                Answer = text => Typed.Numbers(text, 3, n => n.All(v => v == decimal.Truncate(v) && v is >= 0 and <= 1_000) ? new LevelEdited(level with { Challenge = challenge with { Gold = (int)n[0], Silver = (int)n[1], Bronze = (int)n[2] } })
                    : new ScreenMessage.Say("Whole numbers from 0 to 1000, please.")),
            }),
        },
    ];

    private static EditorField Scored(Level level, Metric metric, int index) => new(Words.Of(metric), index == 0 ? "first" : "then", "Less is better in every metric. The time is always scored first.")
    {
        Path = $"$.metrics[{index}]",
        Remove = index == 0 ? new ScreenMessage.Say("The time is always scored.") : new LevelEdited(level with { Metrics = level.Metrics.RemoveAt(index), Medals = level.Medals.RemoveAll(m => m.Metric == metric) }),
        Move = by => index + by <= 0 || index == 0 || index + by >= level.Metrics.Length ? new ScreenMessage.Say("The time is always scored first.")
            : new LevelEdited(level with { Metrics = level.Metrics.RemoveAt(index).Insert(index + by, metric) }),
    };

    private static EditorField Medals(Level level, Metric metric)
    {
        int index = level.Medals.IndexOf(level.Medals.FirstOrDefault(m => m.Metric == metric)!);
        MedalThresholds? medals = index < 0 ? null : level.Medals[index];
        return new(Words.Of(metric), medals is null ? "" : $"gold {Words.Number(medals.Gold)}, silver {Words.Number(medals.Silver)}, bronze {Words.Number(medals.Bronze)}",
            "The most that still earns gold, silver, bronze; g takes what the solver suggests.")
        {
            Path = $"$.medals.{metric.Name()}",
            Remove = index < 0 ? null : new LevelEdited(level with { Medals = level.Medals.RemoveAt(index) }),
            Edit = new Show(new EditorPrompt
            {
                Title = $"medals for {Words.Of(metric)}",
                Question = "The most for gold, silver and bronze, e.g. 6.3 7.5 8.5. Empty: no medals.",
                IsOptional = true,
                Text = medals is null ? "" : $"{Words.Number(medals.Gold)} {Words.Number(medals.Silver)} {Words.Number(medals.Bronze)}",
                Answer = text => text.Length == 0 ? new LevelEdited(With(level, metric, null)) : Typed.Numbers(text, 3, n => new LevelEdited(With(level, metric, new(metric, n[0], n[1], n[2])))),
            }),
        };
    }

    /// <summary>The level with other medals of a metric, none if null.</summary>
    public static Level With(Level level, Metric metric, MedalThresholds? medals)
    {
        ImmutableArray<MedalThresholds> others = level.Medals.RemoveAll(m => m.Metric == metric);
        return level with { Medals = medals is null ? others : [.. others.Append(medals).OrderBy(m => level.Metrics.IndexOf(m.Metric))] };
    }

    private static EditorField Limit(Level level, int index)
    {
        MetricLimit limit = level.Limits[index];
        return new(Words.Of(limit.Metric), $"at most {Words.Number(limit.Most)}", "A plan above it is over the budget, whatever its time.")
        {
            Path = $"$.limits.{limit.Metric.Name()}",
            Remove = new LevelEdited(level with { Limits = level.Limits.RemoveAt(index) }),
            Edit = Number(level, limit.Metric, limit.Most),
            Step = by => new LevelEdited(Limited(level, limit.Metric, limit.Most + by)),
        };
    }

    private static Show Number(Level level, Metric metric, decimal? now) => new(new EditorPrompt
    {
        Title = $"limit of {Words.Of(metric)}",
        Question = "The most that a plan may reach.",
        Text = now is { } most ? Words.Number(most) : "",
        Answer = text => Typed.Number(text, number => new LevelEdited(Limited(level, metric, number))),
    });

    private static Level Limited(Level level, Metric metric, decimal most) =>
        level with { Limits = [.. level.Limits.RemoveAll(l => l.Metric == metric).Append(new(metric, most)).OrderBy(l => l.Metric)] };
}
