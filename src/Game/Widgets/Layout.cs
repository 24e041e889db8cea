using System.Collections.Immutable;

namespace ShortOrder.Game.Widgets;

/// <summary>Puts rows together.</summary>
public static class Layout
{
    /// <summary>Words broken to rows of at most so many columns; a longer word is cut. Line feeds start a row.</summary>
    public static IEnumerable<Line> Wrap(string text, int width, Ink ink = Ink.Normal)
    {
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string row = "";
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (row.Length > 0 && TextWidth.Of(row) + 1 + TextWidth.Of(word) > width)
                {
                    yield return Line.Of(row, ink).Slice(0, width);
                    row = "";
                }
                row = row.Length == 0 ? word : $"{row} {word}";
            }
            yield return Line.Of(row, ink).Slice(0, width);
        }
    }

    /// <summary>Parts one after another with a gap between them, broken to rows of at most so many columns.</summary>
    public static IEnumerable<Line> Flow(IEnumerable<Line> parts, int width, string gap = "  ")
    {
        Line? row = null;
        foreach (Line part in parts)
        {
            if (row is not null && row.Width + gap.Length + part.Width > width)
            {
                yield return row;
                row = null;
            }
            row = row is null ? part : row + Line.Of(gap) + part;
        }
        if (row is not null) yield return row;
    }

    /// <summary>Two columns with a rule between them; as high as the higher one.</summary>
    public static IEnumerable<Line> Beside(ImmutableArray<Line> left, ImmutableArray<Line> right, int leftWidth, int width)
    {
        for (int i = 0; i < Math.Max(left.Length, right.Length); i++)
            yield return (i < left.Length ? left[i] : Line.Empty).Fit(leftWidth) + Line.Of(" │ ", Ink.Dim) + (i < right.Length ? right[i] : Line.Empty).Fit(Math.Max(0, width - leftWidth - 3));
    }

    /// <summary>Text at the left and at the right end of a row.</summary>
    public static Line Ends(Line left, Line right, int width) =>
        left.Width + right.Width + 1 > width ? left.Fit(width) : left + Line.Of(new string(' ', width - left.Width - right.Width)) + right;

    /// <summary>A rule across, with a heading in it.</summary>
    public static Line Rule(string heading, int width)
    {
        Line head = heading.Length == 0 ? Line.Empty : Line.Of("── ", Ink.Dim) + Line.Of(heading, Ink.Title) + Line.Of(" ");
        return head + Line.Of(new string('─', Math.Max(0, width - head.Width)), Ink.Dim);
    }

    /// <summary>So many rows from there on, filled up with empty ones.</summary>
    public static ImmutableArray<Line> Window(IReadOnlyList<Line> rows, int first, int height) =>
        [.. Enumerable.Range(first, Math.Max(0, height)).Select(i => i >= 0 && i < rows.Count ? rows[i] : Line.Empty)];

    /// <summary>The first row of a window of so many rows that shows a row in its middle, as far as the ends allow.</summary>
    public static int Around(int row, int count, int height) => Math.Clamp(row - height / 2, 0, Math.Max(0, count - height));

    /// <summary>A box in the middle of rows that are already there.</summary>
    public static ImmutableArray<Line> Box(ImmutableArray<Line> rows, string title, IReadOnlyList<Line> content, int width)
    {
        int inner = Math.Min(width - 4, Math.Max(TextWidth.Of(title) + 4, content.Max(l => l.Width) + 2));
        List<Line> box = [Line.Of("╭─ ", Ink.Dim) + Line.Of(title, Ink.Title) + Line.Of(" " + new string('─', Math.Max(0, inner - TextWidth.Of(title) - 3)) + "╮", Ink.Dim)];
        foreach (Line line in content) box.Add(Line.Of("│ ", Ink.Dim) + line.Fit(inner - 2) + Line.Of(" │", Ink.Dim));
        box.Add(Line.Of("╰" + new string('─', inner) + "╯", Ink.Dim));
        int height = Math.Min(box.Count, rows.Length), top = (rows.Length - height) / 2, left = (width - inner - 2) / 2;
        for (int i = 0; i < height; i++) rows = rows.SetItem(top + i, rows[top + i].Fit(width).Overlay(left, box[i]));
        return rows;
    }
}
