using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Execution;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Replay;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Outcome;

/// <summary>The verdict: medal, minutes, and the measured and the model's timeline one above the other on the same scale.</summary>
/// <param name="Served">What was executed.</param>
/// <param name="Next">Title of the level that follows; null after the last.</param>
public sealed record OutcomeModel(ServedOrder Served, string? Next) : IScreenModel
{
    private static readonly ImmutableArray<KeyCommand<OutcomeModel>> Commands =
    [
        new([Keys.Enter, Keys.Space], "Enter", "next", "On to the next level.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Next)),
        new(["e"], "e", "explain", "Why it came out so: where the minutes went, who held you up, what would have helped.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Explain)),
        new(["p"], "p", "play", "The run once more, as a film.", (_, _) => new ReplayAsked(null)),
        new(["r"], "r", "again", "The same level again; the plan stays as it is.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Retry)),
        new([Keys.Up, Keys.PageUp], "↑↓", "scroll", "Scroll the timelines up.", (_, key) => new ScrollBy(key == Keys.Up ? -1 : -10)),
        new([Keys.Down, Keys.PageDown], "", "", "Scroll the timelines down.", (_, key) => new ScrollBy(key == Keys.Down ? 1 : 10)),
        new(["a", Keys.F2], "a", "almanac", "The almanac at what this level is about (also F2).", (m, _) => new AlmanacAsked(m.Served.Level.Teaches.FirstOrDefault())),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new(["b", Keys.Escape], "b", "levels", "Back to the list of levels.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Back)),
    ];

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    private sealed record ScrollBy(int Rows) : ScreenMessage;

    private int First { get; init; }

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message is ScrollBy by
        ? this with { First = Math.Clamp(First + by.Rows, 0, Math.Max(0, TimelineRows.Wanted(Served.Forecast.Run.Timeline) - 1)) } : this;

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ScreenFrame frame = new(Line.Of(Served.Level.Title, Ink.Title), "verdict", Next is null ? "That was the last level." : $"Next: {Next}", Commands.ToBar(this, width, 1));
        List<Line> body = [Line.Empty, .. Summary(width - 4).Select(l => Line.Of("  ") + l), Line.Empty];
        body.AddRange(Timelines(width, frame.BodyHeight(height) - body.Count));
        return frame.Rows(body, width, height);
    }

    private IEnumerable<Line> Summary(int width)
    {
        ServingResult result = Served.Result;
        decimal model = Served.Forecast.Score[Metric.Time];
        Line head = Served.Verdict == Verdict.Served ? Words.Of(Served.Medal) : Line.Of(Words.Of(Served.Verdict).ToUpperInvariant(), Ink.Bad);
        if (result.Minutes > 0)
        {
            head += Line.Of($"   {Words.Minutes(decimal.Round(result.Minutes, 2))} min measured", Ink.Strong) + Line.Of($"   {Words.Minutes(model)} predicted", Ink.Dim);
            if (model > 0) head += Line.Of($" ({((result.Minutes - model) / model * 100).ToString("+0.0;-0.0;0.0", NumberFormatInfo.InvariantInfo)} %)", Ink.Dim);
        }
        yield return head;
        foreach (Line line in Layout.Wrap(Served.Explanation, width)) yield return line;
        if (!result.IsProved) foreach (Line line in Layout.Wrap("This machine has fewer cores than the plan keeps busy, so the measured time proves nothing: the model's time stands unproved.", width, Ink.Warn)) yield return line;
        foreach (string waiting in result.WaitCycle.Take(4)) yield return Line.Of("· " + waiting, Ink.Warn);
        if (Served.Score is { } score)
        {
            IEnumerable<Metric> metrics = Served.Level.Metrics.Where(m => m != Metric.Time).Union(Served.Level.Limits.Select(l => l.Metric));
            string text = string.Join("   ", metrics.Select(m => $"{Words.Of(m)} {Words.Number(decimal.Round(score[m], 2))}"));
            if (text.Length > 0) yield return Line.Of(text);
        }
        yield return Line.Of(Runs(result), Ink.Dim);
        if (result.ElapsedMs.IsEmpty) foreach (string disturbance in result.Disturbances.Distinct().Take(3)) yield return Line.Of("· " + disturbance, Ink.Dim);
    }

    private static string Runs(ServingResult result)
    {
        string runs = $"{result.ElapsedMs.Length} {(result.ElapsedMs.Length == 1 ? "run" : "runs")} counted";
        if (result.Discarded > 0) runs += $", {result.Discarded} discarded";
        return result.IsChecksumRight ? runs + " · every dish checked" : runs;
    }

    private IEnumerable<Line> Timelines(int width, int height)
    {
        Timeline model = Served.Forecast.Run.Timeline;
        TimelineNames names = TimelineNames.Of(Served.Forecast.Compiled);
        Timeline? real = Served.Result.Timeline;
        KitchenDuration span = new(Math.Max(1, Math.Max(model.End.Ticks, real?.End.Ticks ?? 0)));
        int wanted = Math.Max(TimelineRows.Wanted(model), real is null ? 0 : TimelineRows.Wanted(real));
        int each = Math.Clamp((height - 4) / (real is null ? 1 : 2), 1, Math.Max(1, wanted));
        TimelineFrame frame = new(width - 2, each, span, First);
        if (real is not null)
        {
            yield return Layout.Rule("for real", width);
            foreach (Line line in TimelineRows.Draw(real, names, frame)) yield return Line.Of(" ") + line;
        }
        yield return Layout.Rule("what the model said", width);
        foreach (Line line in TimelineRows.Draw(model, names, frame)) yield return Line.Of(" ") + line;
        yield return Line.Of(" ") + TimelineRows.Axis(frame.Width, span);
        yield return Line.Of(" ") + (real is null ? TimelineRows.Legend(frame.Width, model) : TimelineRows.Legend(frame.Width, model, real));
    }
}
