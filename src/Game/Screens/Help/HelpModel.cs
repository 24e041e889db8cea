using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens;

/// <summary>The player asked what the keys do.</summary>
public sealed record HelpAsked : ScreenMessage;

/// <summary>The player has read the help.</summary>
public sealed record HelpClosed : ScreenMessage;

/// <summary>The help page of a screen: its keys, and what the letters of timelines mean.</summary>
/// <param name="Under">The screen that waits below.</param>
public sealed record HelpModel(IScreenModel Under) : IOverlay
{
    /// <summary>Columns of the keys.</summary>
    private const int Keyed = 17;

    private int First { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => [];

    private sealed record ScrollBy(int Rows) : ScreenMessage;

    /// <inheritdoc/>
    public IOverlay Over(IScreenModel under) => this with { Under = under };

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => key switch
    {
        Keys.Up or Keys.PageUp => new ScrollBy(key == Keys.Up ? -1 : -10),
        Keys.Down or Keys.PageDown => new ScrollBy(key == Keys.Down ? 1 : 10),
        _ => new HelpClosed(),
    };

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => pointer.Act == PointerAct.Click ? new HelpClosed() : null;

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message is ScrollBy by ? this with { First = Math.Clamp(First + by.Rows, 0, Content(80).Count) } : this;

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ScreenFrame frame = new(Line.Of("Keys", Ink.Title), "help", "", [Line.Of(" ↑↓", Ink.Key) + Line.Of(" scroll  ") + Line.Of("any other key", Ink.Key) + Line.Of(" back")]);
        List<Line> content = Content(width);
        int first = Math.Min(First, Math.Max(0, content.Count - frame.BodyHeight(height)));
        return frame.Rows(Layout.Window(content, first, frame.BodyHeight(height)), width, height);
    }

    private List<Line> Content(int width)
    {
        List<Line> rows = [Line.Empty];
        foreach (KeyHelp key in Under.Help)
        {
            IEnumerable<Line> text = Layout.Wrap(key.Meaning, width - Keyed - 5);
            if (key.WhyNot is { } reason) text = text.Concat(Layout.Wrap("not now: " + reason, width - Keyed - 5, Ink.Dim));
            Line head = Line.Of("  ") + Line.Of(key.Key, Ink.Key).Fit(Keyed) + Line.Of(" ");
            foreach (Line line in text)
            {
                rows.Add(head + line);
                head = Line.Of(new string(' ', head.Width));
            }
        }
        rows.AddRange([Line.Empty, Line.Of("  Letters of a timeline", Ink.Title)]);
        rows.AddRange(Layout.Flow(Enum.GetValues<SpanState>().Select(s => Line.Of($"{Words.Of(s).Glyph} {Words.Of(s).Meaning}").Fit(26)), width - 4, "").Select(l => Line.Of("  ") + l));
        return rows;
    }
}
