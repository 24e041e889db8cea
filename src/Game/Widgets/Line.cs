using System.Collections.Immutable;

namespace ShortOrder.Game.Widgets;

/// <summary>A stretch of text in one style.</summary>
/// <param name="Text">The text, on one line.</param>
/// <param name="Ink">Its style.</param>
/// <param name="IsReversed">Foreground and background swapped: a selection, or a word inside a bar.</param>
/// <param name="Target">What it stands for when somebody points at it; null if nothing.</param>
public readonly record struct Run(string Text, Ink Ink = Ink.Normal, bool IsReversed = false, Target? Target = null);

/// <summary>One row of a screen: styled text, measured in terminal columns. Immutable.</summary>
public sealed class Line
{
    /// <summary>A row without text.</summary>
    public static readonly Line Empty = new([]);

    /// <summary>A row of these runs, from left to right.</summary>
    public Line(ImmutableArray<Run> runs) => (Runs, Width) = (runs, runs.Sum(r => TextWidth.Of(r.Text)));

    /// <summary>What it is made of.</summary>
    public ImmutableArray<Run> Runs { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>A row of one run.</summary>
    public static Line Of(string text, Ink ink = Ink.Normal, bool isReversed = false) => new([new(text, ink, isReversed)]);

    /// <summary>One after the other.</summary>
    public static Line operator +(Line a, Line b) => new([.. a.Runs, .. b.Runs]);

    /// <summary>Exactly so many columns: cut with an ellipsis, or filled with blanks.</summary>
    public Line Fit(int width)
    {
        if (Width == width) return this;
        if (Width < width) return this + Of(new string(' ', width - Width));
        return width <= 0 ? Empty : Slice(0, width - 1) + Of("…", Ink.Dim);
    }

    /// <summary>So many columns from there on; a wide character that is cut becomes a blank. Shorter if the row ends before.</summary>
    public Line Slice(int from, int count)
    {
        ImmutableArray<Run>.Builder runs = ImmutableArray.CreateBuilder<Run>();
        int column = 0;
        foreach (Run run in Runs)
        {
            System.Text.StringBuilder text = new();
            foreach ((string grapheme, int columns) in TextWidth.Graphemes(run.Text))
            {
                int start = Math.Max(column, from), end = Math.Min(column + columns, from + count);
                if (column >= from && column + columns <= from + count) text.Append(grapheme);
                else if (end > start) text.Append(' ', end - start);
                column += columns;
            }
            if (text.Length > 0) runs.Add(run with { Text = text.ToString() });
        }
        return new(runs.ToImmutable());
    }

    /// <summary>The row with another laid over it from a column on.</summary>
    public Line Overlay(int at, Line over) => Slice(0, at).Fit(at) + over + Slice(at + over.Width, Math.Max(0, Width - at - over.Width));

    /// <summary>The row in one style.</summary>
    public Line In(Ink ink, bool isReversed = false) => new([.. Runs.Select(r => r with { Ink = ink, IsReversed = isReversed })]);

    /// <summary>The row standing for something when it is pointed at; what already stands for something keeps that.</summary>
    public Line For(Target target) => new([.. Runs.Select(r => r with { Target = r.Target ?? target })]);

    /// <summary>What the text at a column stands for; null if nothing.</summary>
    public Target? TargetAt(int column)
    {
        int end = 0;
        foreach (Run run in Runs)
        {
            end += TextWidth.Of(run.Text);
            if (column < end) return column < 0 ? null : run.Target;
        }
        return null;
    }

    /// <summary>Whether it is the same to the eye.</summary>
    public bool LooksLike(Line other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (Runs.Length != other.Runs.Length) return false;
        for (int i = 0; i < Runs.Length; i++)
            if (Runs[i].Ink != other.Runs[i].Ink || Runs[i].IsReversed != other.Runs[i].IsReversed || Runs[i].Text != other.Runs[i].Text)
                return false;
        return true;
    }

    /// <summary>The text alone.</summary>
    public override string ToString() => string.Concat(Runs.Select(r => r.Text));
}
