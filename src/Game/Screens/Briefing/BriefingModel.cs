using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Screens.Briefing;

/// <summary>What a level is about: story, one concept, order slips, what is allowed, medals.</summary>
/// <param name="Level">The level.</param>
/// <param name="Concept">Id of the concept that the level brings; null if none.</param>
/// <param name="Best">The fastest attempt so far; null if none.</param>
public sealed record BriefingModel(Level Level, string? Concept, Attempt? Best) : IScreenModel
{
    /// <summary>From this width on the concept's card lies beside the rest.</summary>
    private const int WideEnough = 116, CardWidth = 40;

    private static readonly ImmutableArray<KeyCommand<BriefingModel>> Commands =
    [
        new([Keys.Enter, Keys.Space], "Enter", "plan", "To the planning board; where a plan is given, to breaking it.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Plan)) { WordsNow = m => m.Level.Challenge is null ? "plan" : "inspect" },
        new([Keys.F5], "", "serve", "Plans are served from the planning board.", (_, _) => new ScreenMessage.Say("")) { WhyNot = m => m.Level.Challenge is null ? "Serving needs a plan: Enter leads to the planning board, and F5 there serves." : "Here a plan is broken and none is served: Enter begins." },
        new([Keys.Up, Keys.PageUp], "↑↓", "scroll", "Scroll up, with PageUp ten rows.", (_, key) => new ScrollBy(key == Keys.Up ? -1 : -10)),
        new([Keys.Down, Keys.PageDown], "", "", "Scroll down, with PageDown ten rows.", (_, key) => new ScrollBy(key == Keys.Down ? 1 : 10)),
        new(["a", Keys.F2], "a", "almanac", "The almanac at what this level is about (also F2).", (m, _) => new AlmanacAsked(m.Concept)),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape, Keys.Backspace], "Esc", "back", "Back to where the level was chosen.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Back)),
    ];

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    private sealed record ScrollBy(int Rows) : ScreenMessage;

    private int First { get; init; }

    private string Status { get; init; } = "";

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        ScrollBy by => this with { First = Math.Clamp(First + by.Rows, 0, Math.Max(0, Content(80, hasCard: false).Count - 10)), Status = "" },
        ScreenMessage.Say say => this with { Status = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ScreenFrame frame = new(Line.Of(Level.Title, Ink.Title), "briefing", Status, Commands.ToBar(this, width, 1));
        bool hasCard = width >= WideEnough && Concept is not null;
        int inner = Math.Min(width - 4, 110) - (hasCard ? CardWidth + 3 : 0);
        List<Line> content = Content(inner, hasCard);
        if (hasCard) content = [.. Layout.Beside([.. content], [Line.Empty, .. Card(CardWidth, int.MaxValue)], inner, inner + 3 + CardWidth)];
        int first = Math.Min(First, Math.Max(0, content.Count - frame.BodyHeight(height)));
        List<Line> body = [.. Layout.Window(content, first, frame.BodyHeight(height)).Select(l => Line.Of("  ") + l)];
        if (first + body.Count < content.Count) body[^1] = Line.Of("  ↓ more", Ink.Dim);
        return frame.Rows(body, width, height);
    }

    private List<Line> Content(int width, bool hasCard)
    {
        List<Line> rows = [Line.Empty, .. Layout.Wrap(Level.Story, width)];
        if (!hasCard && Concept is not null) rows.AddRange([Line.Empty, .. Card(width, 3)]);
        rows.AddRange([Line.Empty, Layout.Rule("the order", width)]);
        rows.AddRange(Slips(width));
        rows.AddRange([Line.Empty, Layout.Rule(Level.Challenge is null ? "what you may use" : "the plan to break", width)]);
        rows.AddRange(Layout.Wrap(Level.GivenPlan is { } given ? Given(Level, given) : Allowed(Level), width));
        rows.AddRange([Line.Empty, Layout.Rule("medals", width), Medals(Level)]);
        foreach (MetricLimit limit in Level.Limits) rows.Add(Line.Of($"{Words.Of(limit.Metric)} at most {Words.Number(limit.Most)}"));
        if (Best is { } best) rows.Add(Line.Of("your best  ", Ink.Dim) + Line.Of($"{Words.Reached(Level, best.Minutes)}  ", Ink.Strong) + Words.Of(best.Medal));
        return rows;
    }

    /// <summary>The concept that the level brings, from the almanac, cut to so many rows of text; below it what else the level shows.</summary>
    private IEnumerable<Line> Card(int width, int mostRows)
    {
        AlmanacEntry entry = AlmanacTerms.Find(Concept!)!;
        yield return (Line.Of(entry.Name, Ink.Title) + Line.Of("  " + entry.Kitchen, Ink.Dim)).For(new TermTarget(entry.Id));
        ImmutableArray<Line> text = [.. Layout.Wrap(entry.Text, width)];
        for (int i = 0; i < Math.Min(text.Length, mostRows); i++)
            yield return (i == mostRows - 1 && text.Length > mostRows ? text[i].Fit(Math.Min(text[i].Width, width - 10)) + Line.Of(" … a: all", Ink.Dim) : text[i]).For(new TermTarget(entry.Id));
        ImmutableArray<Line> others = [.. Level.Teaches.Where(t => t != Concept).Select(t => Line.Of(AlmanacTerms.NameOf(t), Ink.Key).For(new TermTarget(t)))];
        if (others.IsEmpty) yield break;
        foreach (Line line in Layout.Flow([Line.Of("also", Ink.Dim), .. others], width)) yield return line;
    }

    private IEnumerable<Line> Slips(int width)
    {
        int titles = Math.Min(24, Level.Tasks.Max(t => TextWidth.Of(Title(t)))) + 2, bar = Math.Min(60, width - titles);
        decimal longest = SlipRows.Longest(Level);
        for (int i = 0; i < Level.Tasks.Length; i++)
        {
            TaskSpec task = Level.Tasks[i];
            string conditions = SlipRows.Conditions(Level, task);
            yield return Line.Of(Title(task), TaskInk.Of(i)).Fit(titles) + SlipRows.Bar(task, i, bar, longest);
            foreach (Line words in Layout.Wrap(SlipRows.Steps(task).ToString(), width - titles, Ink.Dim)) yield return Line.Of(new string(' ', titles)) + words;
            if (conditions.Length > 0) yield return Line.Of(new string(' ', titles) + conditions, Ink.Warn);
        }
        bool hasBlocking = Level.Tasks.Any(t => t.Steps.Any(s => s.Blocking)), fails = Level.Tasks.Any(t => t.Steps.Any(s => s.Fails > 0));
        yield return Line.Of(new string(' ', titles) + "█ hands-on   ░ waiting" + (hasBlocking ? "   ▒ waiting that cannot be left alone" : "") + (fails ? "   F fails at first" : ""), Ink.Dim);
        foreach (ToolSpec tool in Level.Tools)
            yield return Line.Of(Describe(tool), Ink.Dim);
        foreach (EquipmentSpec equipment in Level.Equipment)
            yield return Line.Of($"for sale: {equipment.Id}, {Words.Number(equipment.Price)} of {Words.Of(Metric.Memory)}", Ink.Dim);
    }

    private static string Describe(ToolSpec tool)
    {
        string places = tool.IsChosen ? $"1 to {tool.Places} places, as you like" : tool.Places == 1 ? "1 place" : $"{tool.Places} places";
        return $"{tool.Id}: {places}{(tool.SelfServe ? ", serves itself" : tool.Refuses is { } r ? $"; who finds none hears so after {r.After} and tries again {r.BackOff} later" : ", somebody must take out what is done")}";
    }

    /// <summary>A given plan as a sentence: each lane with its tasks, then the locks.</summary>
    public static string Given(Level level, Plan plan)
    {
        IEnumerable<string> lanes = PlanEdit.Lanes(plan).Select(at => $"{(plan.Kitchens.Length > 1 ? plan.Kitchens[at.Kitchen].Name + ", " : "")}{LaneNames.Of(plan, at)}: {string.Join(", ", PlanEdit.LaneAt(plan, at).Tasks.Select(t => Words.Of(level, t)))}");
        return string.Join(" · ", lanes.Concat(plan.Locks.Select(l => $"lock of {l.Lock} round {Words.Of(level, l.Task)}: {Words.Of(level.FindTask(l.Task.Task)!.Steps[l.From])}{(l.To > l.From ? $" to {Words.Of(level.FindTask(l.Task.Task)!.Steps[l.To])}" : "")}")));
    }

    /// <summary>What a plan of the level may use, as a sentence.</summary>
    public static string Allowed(Level level)
    {
        Allowance allow = level.Allow;
        List<string> parts = [];
        if (allow.Manual) parts.Add("one cook, step by step in any order");
        else if (allow.Main) parts.Add("the head cook");
        if (allow.Threads > 0) parts.Add(UpTo(allow.Threads, "further cook"));
        if (allow.Kitchens > 0) parts.Add(UpTo(allow.Kitchens, "further kitchen"));
        if (allow.Loops > 0) parts.Add(UpTo(allow.Loops, "order window"));
        if (allow.Greenlets) parts.Add("an enchanted kitchen");
        if (allow.Locks) parts.Add("locks");
        if (allow.Yields > 0) parts.Add(UpTo(allow.Yields, "yield card"));
        if (allow.Offload) parts.Add("helpers for single steps");
        if (allow.Callbacks) parts.Add("callback cards");
        if (allow.Tries) parts.Add("try cards");
        if (allow.Boxes) parts.Add("boxes of any size");
        if (allow.Order) parts.Add("another order of taking tools");
        if (!level.Gil) parts.Add("a hat for every cook");
        parts.Add(level.Cores == 1 ? "one stove (core)" : $"{level.Cores} stoves (cores)");
        return string.Join(" · ", parts);
    }

    /// <summary>Thresholds of the metric that earns the medal.</summary>
    public static Line Medals(Level level)
    {
        Metric metric = Scorer.MedalMetric(level);
        if (level.Challenge is { } challenge) return Words.Medals(challenge);
        if (level.Medals.FirstOrDefault(m => m.Metric == metric) is not { } medals) return Line.Of("no medals here", Ink.Dim);
        return Words.Of(Medal.Gold) + Line.Of($" ≤ {Words.Number(medals.Gold)}   ") + Words.Of(Medal.Silver) + Line.Of($" ≤ {Words.Number(medals.Silver)}   ")
            + Words.Of(Medal.Bronze) + Line.Of($" ≤ {Words.Number(medals.Bronze)} {(metric == Metric.Time ? "min" : Words.Of(metric))}");
    }

    private static string UpTo(int most, string what) => most == Allowance.Any ? $"any number of {what}s" : most == 1 ? $"one {what}" : $"up to {most} {what}s";

    private static string Title(TaskSpec task) => task.Count == 1 ? task.Title : $"{task.Title} ×{task.Count}";
}
