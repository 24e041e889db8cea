using System.Collections.Immutable;
using ShortOrder.Game.Themes;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace ShortOrder.Game.Widgets;

/// <summary>Draws rows of styled text. All text of the game reaches the terminal through here.</summary>
public class RowsView : View
{
    private readonly Func<int, int, ImmutableArray<Line>> _rows;
    private readonly Func<Style> _style;

    /// <summary>A view over whatever the functions give, asked for each frame.</summary>
    /// <param name="rows">Rows for a width and a height.</param>
    /// <param name="style">How they look.</param>
    public RowsView(Func<int, int, ImmutableArray<Line>> rows, Func<Style> style)
    {
        (_rows, _style) = (rows, style);
        (Width, Height, CanFocus) = (Dim.Fill(), Dim.Fill(), true);
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        Style style = _style();
        ImmutableArray<Line> rows = _rows(Viewport.Width, Viewport.Height);
        for (int row = 0; row < Viewport.Height; row++)
        {
            Line line = (row < rows.Length ? rows[row] : Line.Empty).Fit(Viewport.Width);
            int column = 0;
            foreach (Run run in line.Runs)
            {
                SetAttribute(AttributeOf(run, style.Theme));
                string text = TextWidth.Clean(run.Text);
                AddStr(column, row, style.IsAscii ? Themes.Ascii.Of(text) : text);
                column += TextWidth.Of(run.Text);
            }
        }
        return true;
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
        return run.IsReversed ? new(ground, ink, style) : new(ink, ground, style);
    }

    private static Color ColorOf(int rgb) => new(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
}
