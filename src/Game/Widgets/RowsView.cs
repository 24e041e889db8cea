using System.Collections.Immutable;
using ShortOrder.Game.Themes;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace ShortOrder.Game.Widgets;

/// <summary>Draws rows of styled text. All text of the game reaches the terminal through here.</summary>
/// <remarks>Terminal.Gui sends every cell that a view draws, changed or not. So the view remembers what it drew and draws only the rows that differ.</remarks>
public class RowsView : View
{
    private readonly Func<int, int, ImmutableArray<Line>> _rows;
    private readonly Func<Style> _style;
    private ImmutableArray<Line> _drawn = [];
    private Style _drawnIn;

    /// <summary>A view over whatever the functions give, asked for each frame.</summary>
    /// <param name="rows">Rows for a width and a height.</param>
    /// <param name="style">How they look.</param>
    public RowsView(Func<int, int, ImmutableArray<Line>> rows, Func<Style> style)
    {
        (_rows, _style) = (rows, style);
        (Width, Height, CanFocus) = (Dim.Fill(), Dim.Fill(), true);
    }

    /// <summary>The rows cover everything: nothing is cleared before they are drawn.</summary>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        (int width, int height) = (Viewport.Width, Viewport.Height);
        if (width == 0) return true;
        ImmutableArray<Line> rows = _rows(width, height);
        rows = [.. Enumerable.Range(0, height).Select(row => (row < rows.Length ? rows[row] : Line.Empty).Fit(width))];
        Style style = _style();
        bool isAllNew = _drawn.Length != height || style != _drawnIn;
        for (int row = 0; row < height; row++)
            if (isAllNew || !rows[row].LooksLike(_drawn[row]) || !IsKept(row, rows[row], style.Theme))
                Draw(rows[row], row, style);
        (_drawn, _drawnIn) = (rows, style);
        return true;
    }

    /// <summary>Whether the driver still has what was drawn on a row; it forgets everything when the terminal is resized or comes back from a stop.</summary>
    private bool IsKept(int row, Line line, Theme theme) =>
        App?.Driver?.Contents is { } cells && row < cells.GetLength(0) && cells.GetLength(1) > 0 && cells[row, 0].Attribute == AttributeOf(line.Runs[0], theme);

    private void Draw(Line line, int row, Style style)
    {
        int column = 0;
        foreach (Run run in line.Runs)
        {
            SetAttribute(AttributeOf(run, style.Theme));
            string text = TextWidth.Clean(run.Text);
            AddStr(column, row, style.IsAscii ? Themes.Ascii.Of(text) : text);
            column += TextWidth.Of(run.Text);
        }
    }

    private static Attribute AttributeOf(Run run, Theme theme)
    {
        Look look = theme.Of(run.Ink);
        TextStyle style = look.IsBold ? TextStyle.Bold : TextStyle.None;
        if (!theme.HasColours)
        {
            if (look.IsFaint) style |= TextStyle.Faint;
            return new(Color.None, Color.None, run.IsReversed ? style | TextStyle.Reverse : style);
        }
        Color ink = ColorOf(look.Rgb), ground = ColorOf(theme.Background);
        bool isReversed = run.IsReversed ^ (run.Ink == Ink.Paper && !theme.IsOnDark); // paper is the light one of the two
        return isReversed ? new(ground, ink, style) : new(ink, ground, style);
    }

    private static Color ColorOf(int rgb) => new(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
}
