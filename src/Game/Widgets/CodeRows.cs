using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Game.Export;

namespace ShortOrder.Game.Widgets;

/// <summary>A stretch of a program: <c>▶</c> before the lines that are lit, numbers, and <c>›</c> where a line goes on.</summary>
public static class CodeRows
{
    private const int Margin = 7;

    /// <summary>Rows of a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="lit">Lines, from 0, that are lit.</param>
    /// <param name="first">First line that is shown, from 0.</param>
    /// <param name="left">Columns that it is scrolled sideways.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Most rows.</param>
    public static IEnumerable<Line> Of(PlanProgram program, ImmutableHashSet<int> lit, int first, int left, int width, int height)
    {
        for (int at = Math.Clamp(first, 0, Math.Max(0, program.Lines.Length - height)), last = Math.Min(program.Lines.Length, at + height); at < last; at++)
        {
            bool isLit = lit.Contains(at);
            string text = program.Lines[at];
            Line margin = Line.Of(isLit ? "▶" : " ", Ink.Key) + Line.Of($"{(at + 1).ToString(CultureInfo.InvariantCulture),4}  ", Ink.Dim);
            bool isComment = text.TrimStart() is ['#', ..] or ['/', '/', ..];
            Line code = Line.Of(text, isLit ? Ink.Strong : isComment ? Ink.Dim : Ink.Normal);
            int room = Math.Max(1, width - Margin), rest = code.Width - left;
            yield return margin + (rest <= room ? code.Slice(left, room) : code.Slice(left, room - 1) + Line.Of("›", Ink.Key)).Fit(room);
        }
    }
}
