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

    /// <summary>A view over whatever the function gives for a width and a height.</summary>
    public RowsView(Func<int, int, ImmutableArray<Line>> rows)
    {
        _rows = rows;
        (Width, Height, CanFocus) = (Dim.Fill(), Dim.Fill(), true);
    }

    /// <summary>False where the terminal shall not be sent colours: bold, faint and reversed remain.</summary>
    public bool HasColours { get; init; } = true;

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        ImmutableArray<Line> rows = _rows(Viewport.Width, Viewport.Height);
        for (int row = 0; row < Viewport.Height; row++)
        {
            Line line = (row < rows.Length ? rows[row] : Line.Empty).Fit(Viewport.Width);
            int column = 0;
            foreach (Run run in line.Runs)
            {
                SetAttribute(AttributeOf(run));
                AddStr(column, row, TextWidth.Clean(run.Text));
                column += TextWidth.Of(run.Text);
            }
        }
        return true;
    }

    private Attribute AttributeOf(Run run)
    {
        Look look = Palette.Of(run.Ink);
        TextStyle style = look.IsBold ? TextStyle.Bold : TextStyle.None;
        if (!HasColours)
        {
            if (look.IsFaint) style |= TextStyle.Faint;
            return new(Color.None, Color.None, run.IsReversed ? style | TextStyle.Reverse : style);
        }
        Color ink = ColorOf(look.Rgb), ground = ColorOf(Palette.Background);
        return run.IsReversed ? new(ground, ink, style) : new(ink, ground, style);
    }

    private static Color ColorOf(int rgb) => new(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
}
