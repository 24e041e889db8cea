using System.Globalization;
using System.Security;
using System.Text;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Svg;

/// <summary>A run as a picture that stands alone: an SVG without script and without anything from outside, for light and dark paper.</summary>
public sealed class SvgGantt
{
    private const int Width = 1_000, Left = 178, Right = 24, Top = 86, Gap = 6;
    private const double LetterWidth = 6.6;

    /// <summary>So many stretches at most tell more when the mouse rests on them.</summary>
    private const int MostTips = 3_000;

    private readonly CompiledPlan _plan;
    private readonly Timeline _timeline;
    private readonly SvgGroup[] _groups;
    private readonly TimelineNames _names;
    private readonly decimal _end;
    private readonly StringBuilder _svg = new();
    private readonly Dictionary<(int Row, int Task), (double Y, int Height)> _places = [];

    private SvgGantt(CompiledPlan plan, Timeline timeline)
    {
        (_plan, _timeline) = (plan, timeline);
        _groups = [.. SvgGroup.Of(plan, timeline)];
        _names = TimelineNames.Of(plan);
        decimal end = Math.Max(timeline.End.Minutes, 0.01m);
        _end = Math.Max(end, Medals.Select(m => m.Minutes).Where(m => m <= end * 1.25m).DefaultIfEmpty(0).Max()) * 1.01m;
    }

    private (string Name, decimal Minutes)[] Medals => _plan.Level.Medals.FirstOrDefault(m => m.Metric == Metric.Time) is { } m ? [("gold", m.Gold), ("silver", m.Silver), ("bronze", m.Bronze)] : [];

    /// <summary>Draws a run, predicted or measured.</summary>
    /// <param name="plan">What was run.</param>
    /// <param name="timeline">What happened.</param>
    /// <param name="subtitle">What stands below the level's title.</param>
    public static string Draw(CompiledPlan plan, Timeline timeline, string subtitle) => new SvgGantt(plan, timeline).Draw(subtitle);

    private string Draw(string subtitle)
    {
        double y = Top;
        StringBuilder bars = new();
        foreach (SvgGroup group in _groups) DrawGroup(group, ref y, bars);
        double bottom = y + 4;
        string legend = Legend(bottom + 44, out double height);
        _svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height:0}\" width=\"{Width}\" height=\"{height:0}\" role=\"img\" aria-labelledby=\"t d\">\n");
        _svg.Append($"<title id=\"t\">{Escape(_plan.Level.Title)}</title>\n<desc id=\"d\">{Escape(Description())}</desc>\n<style>{SvgStyle.Css}</style>\n<defs>\n");
        foreach (SpanState state in States()) _svg.Append(SvgStyle.Definition(state)).Append('\n');
        _svg.Append("</defs>\n");
        Text(16, 28, _plan.Level.Title, "title");
        Text(16, 48, subtitle, "soft");
        DrawAxis(bottom);
        _svg.Append(bars);
        DrawPath();
        _svg.Append(legend).Append("</svg>\n");
        return _svg.ToString();
    }

    private void DrawGroup(SvgGroup group, ref double y, StringBuilder bars)
    {
        double top = y;
        foreach (SvgTrack track in group.Tracks)
        {
            int height = group.Height - (group.Label.Length == 0 ? 4 : 0);
            _places[(track.Row, track.Task)] = (y, height);
            if (group.Label.Length == 0) AppendText(bars, track.Task < 0 ? 16 : 26, y + 14, Cut(track.Label.Trim(), 25), track.Task < 0 ? "" : "soft");
            foreach (Span span in track.Spans) DrawSpan(bars, span, y, height);
            y += group.Height;
        }
        if (group.Label.Length > 0)
        {
            AppendText(bars, 16, top + 14, Cut(group.Label, 25), "");
            AppendText(bars, 16, top + 30, group.Left > 0 ? $"{group.Tracks.Length} shown, {group.Left} more" : "one line each", "soft small");
        }
        y += group.Label.Length > 0 ? Gap + 2 : 0;
    }

    private void DrawSpan(StringBuilder bars, Span span, double y, int height)
    {
        double x = X(span.Start.Minutes), width = Math.Max(0.5, X(span.End.Minutes) - x);
        bool hasTip = _timeline.Spans.Length <= MostTips;
        bars.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height}\" fill=\"{SvgStyle.FillOf(span.State)}\"{(hasTip ? $"><title>{Escape(Tip(span))}</title></rect>" : "/>")}\n");
        if (height < 14 || width < 4) return;
        bars.Append(CultureInfo.InvariantCulture, $"<rect class=\"edge\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height}\"/>\n");
        char glyph = Words.Of(span.State).Glyph;
        string letter = char.IsAsciiLetter(glyph) ? $"{glyph}" : "", name = span.Task >= 0 ? _plan.Tasks[span.Task].Name : letter.Length > 0 ? Words.Of(span.State).Meaning : "";
        string step = span.Step >= 0 ? $".{span.Step}" : "", full = $"{letter}{(letter.Length > 0 && name.Length > 0 ? " " : "")}{name}{step}";
        string shown = full.Length * LetterWidth + 6 <= width ? full : letter.Length > 0 && width >= 10 ? letter : "";
        if (shown.Length > 0) AppendText(bars, x + 3, y + height - 6, shown, "letter");
    }

    private string Tip(Span span)
    {
        string step = _names.Step(span.Task, span.Step), who = _names.Task(span.Task);
        return $"{(who.Length > 0 ? $"{who}: " : "")}{Words.Of(span.State).Meaning}{(step.Length > 0 ? $" ({step})" : "")}, {span.Start} – {span.End} min{(span.HeldBy >= 0 ? $", held by {_names.Task(span.HeldBy)}" : "")}";
    }

    private void DrawAxis(double bottom)
    {
        decimal step = Steps().First(s => _end / s <= 12);
        for (decimal at = 0; at <= _end; at += step)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{X(at):0.##}\" y1=\"{Top - 8}\" x2=\"{X(at):0.##}\" y2=\"{bottom:0.##}\"/>\n");
            Text(X(at), bottom + 16, Words.Number(at), "soft", "middle");
        }
        Text(Left - 8, bottom + 16, "minutes", "soft", "end");
        double free = 0;
        foreach ((string name, decimal minutes) in Medals.Where(m => m.Minutes <= _end))
        {
            double x = X(minutes);
            string text = $"{name} ≤ {Words.Number(minutes)}";
            double y = x - (text.Length * 3) < free ? 64 : 78;
            free = x + (text.Length * 3);
            _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"medal\" x1=\"{x:0.##}\" y1=\"{y + 3:0.##}\" x2=\"{x:0.##}\" y2=\"{bottom:0.##}\"/>\n");
            Text(Math.Min(x, Width - Right - (text.Length * 3)), y, text, "soft small", "middle");
        }
    }

    /// <summary>A line under every hop of the critical path, and a thin one from each to the next.</summary>
    private void DrawPath()
    {
        (double X, double Y)? last = null;
        foreach (Span hop in CriticalPath.Of(_timeline).Hops)
        {
            if (!_places.TryGetValue((hop.Row, hop.Task), out (double Y, int Height) place) && !_places.TryGetValue((hop.Row, -1), out place)) continue;
            double y = place.Y + Math.Max(place.Height - 1.5, 1), x = X(hop.Start.Minutes), end = X(hop.End.Minutes);
            if (last is { } from && Math.Abs(from.Y - y) > 0.1) _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hop\" d=\"M{from.X:0.##} {from.Y:0.##}V{y:0.##}\"/>\n");
            _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"path\" x1=\"{x:0.##}\" y1=\"{y:0.##}\" x2=\"{end:0.##}\" y2=\"{y:0.##}\"/>\n");
            last = (end, y);
        }
    }

    private string Legend(double y, out double height)
    {
        StringBuilder legend = new();
        double x = 16;
        foreach (SpanState state in States()) Entry($"<rect x=\"{{0}}\" y=\"{{1}}\" width=\"18\" height=\"12\" fill=\"{SvgStyle.FillOf(state)}\"/>", Words.Of(state) is { Glyph: var g, Meaning: var m } && char.IsAsciiLetter(g) ? $"{g} {m}" : Words.Of(state).Meaning);
        Entry("<line class=\"path\" x1=\"{0}\" y1=\"{1}\" x2=\"{2}\" y2=\"{1}\"/>", "critical path");
        height = y + 18;
        return legend.ToString();

        void Entry(string mark, string text)
        {
            double width = 24 + (text.Length * LetterWidth) + 18;
            if (x + width > Width - Right) (x, y) = (16, y + 20);
            double markY = mark.StartsWith("<line", StringComparison.Ordinal) ? y - 4 : y - 10;
            legend.AppendFormat(CultureInfo.InvariantCulture, mark, x, markY, x + 18).Append('\n');
            AppendText(legend, x + 24, y, text, "");
            x += width;
        }
    }

    private IEnumerable<SpanState> States() => _timeline.Spans.Select(s => s.State).Distinct().Order();

    private string Description() => $"{_timeline.Rows.Length} lanes, {_plan.Tasks.Length} tasks, {_timeline.End} minutes. Bars from left to right are what each lane does; the thick line under them is the critical path.";

    private void Text(double x, double y, string text, string style, string anchor = "start") => AppendText(_svg, x, y, text, style, anchor);

    private static void AppendText(StringBuilder to, double x, double y, string text, string style, string anchor = "start") =>
        to.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\"{(style.Length > 0 ? $" class=\"{style}\"" : "")}{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}>{Escape(text)}</text>\n");

    private double X(decimal minutes) => Left + (double)(minutes / _end) * (Width - Left - Right);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string Escape(string text) => SecurityElement.Escape(SafeText.Escape(text));

    private static IEnumerable<decimal> Steps()
    {
        for (decimal unit = 0.01m; ; unit *= 10) foreach (decimal factor in (decimal[])[1, 2, 5]) yield return unit * factor;
    }
}
