using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Draws what there is to know about the forecast beside the lanes: what everybody does at the moment looked at, where the minutes go, and what no plan can get under.</summary>
internal static class FiguresColumn
{
    /// <summary>Its rows, the most telling first.</summary>
    public static ImmutableArray<Line> Draw(BoardModel board, int width)
    {
        List<Line> rows = [];
        if (board.Prediction.Forecast is { } forecast && board.Moment is { } shown) rows.AddRange([.. Moment(forecast.Compiled, forecast.Run.Timeline, shown, width), Line.Empty]);
        if (board.Explanation is { } explanation) rows.AddRange([.. Minutes(explanation.Ledger, width), Line.Empty]);
        rows.AddRange(Floor(board, width));
        return [.. rows];
    }

    private static IEnumerable<Line> Moment(CompiledPlan plan, Timeline timeline, KitchenTime shown, int width)
    {
        KitchenTime at = BoardTime.Within(timeline, shown);
        yield return Line.Of($"at {Words.Minutes(decimal.Round(at.Minutes, 2))} min", Ink.Title);
        foreach (Line lane in MomentWords.Of(plan, timeline, at))
            foreach (Line row in Wrapped(lane, width)) yield return row;
    }

    /// <summary>A row of several styles, broken between words where it is too long.</summary>
    private static IEnumerable<Line> Wrapped(Line line, int width)
    {
        string indent = "";
        for (int from = 0, to; from < line.Width; from = to, indent = "  ")
        {
            Line part = line.Slice(from, width - indent.Length);
            string text = part.ToString();
            int space = text.LastIndexOf(' ');
            to = from + part.Width == line.Width || space <= 0 ? from + part.Width : from + TextWidth.Of(text[..(space + 1)]);
            yield return Line.Of(indent) + line.Slice(from, to - from);
        }
    }

    private static IEnumerable<Line> Minutes(Ledger ledger, int width)
    {
        (SpanState State, KitchenDuration Length)[] parts = [.. Enum.GetValues<SpanState>().Select(s => (s, ledger.Total[s])).Where(p => p.Item2.Ticks * 50 >= KitchenDuration.TicksPerMinute)
            .OrderBy(p => p.s == SpanState.None).ThenByDescending(p => p.Item2.Ticks)];
        const int Words = 24;
        long most = Math.Max(1, parts.Select(p => p.Length.Ticks).DefaultIfEmpty(1).Max());
        int room = Math.Max(1, width - Words);
        yield return Line.Of(ledger.Rows.Length == 1 ? "where the minutes go" : $"the minutes of {ledger.Rows.Length} lanes", Ink.Title).Slice(0, width);
        foreach ((SpanState state, KitchenDuration length) in parts)
        {
            (char glyph, string meaning) = Widgets.Words.Of(state);
            yield return Line.Of($"{Widgets.Words.Minutes(decimal.Round(length.Minutes, 1)),6} {meaning}", state == SpanState.None ? Ink.Dim : Ink.Normal).Fit(Words) + Line.Of(new string(glyph, (int)Math.Max(1, length.Ticks * room / most)), InkOf(state));
        }
    }

    private static IEnumerable<Line> Floor(BoardModel board, int width)
    {
        LowerBound binding = board.Known.Bounds[0];
        yield return Line.Of("no plan is faster than", Ink.Title);
        foreach (LowerBound bound in board.Known.Bounds)
            yield return (Line.Of(ReferenceEquals(bound, binding) ? "▶" : " ", Ink.Key) + Line.Of($"{Words.Minutes(decimal.Round(bound.Makespan.Minutes, 2)),6} {bound.Name}", ReferenceEquals(bound, binding) ? Ink.Strong : Ink.Dim)).Slice(0, width);
        foreach (Line line in Layout.Wrap(binding.Reason, width - 2, Ink.Dim)) yield return Line.Of("  ") + line;
        if (board.Prediction.Forecast is { } f && f.Score.Verdict == Verdict.Served && f.Run.Timeline.End.SinceStart.Ticks <= binding.Makespan.Ticks) yield return Line.Of("  This one cannot be beaten.", Ink.Good).Slice(0, width);
        else if (!board.Known.IsProved) foreach (Line line in Layout.Wrap(KnownWords.Short(board.Known), width - 2, Ink.Dim)) yield return Line.Of("  ") + line;
    }

    private static Ink InkOf(SpanState state) => state switch
    {
        SpanState.Working => Ink.Good,
        SpanState.None or SpanState.Waiting or SpanState.Arrival => Ink.Dim,
        SpanState.Blocking => Ink.Bad,
        _ => Ink.Warn,
    };
}
