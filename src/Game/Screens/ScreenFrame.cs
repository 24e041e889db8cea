using System.Collections.Immutable;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens;

/// <summary>What all screens have in common: a heading, the body, a line for the player, the keys.</summary>
/// <param name="Title">What is on the screen.</param>
/// <param name="Place">Where in the game, at the right.</param>
/// <param name="Status">A line for the player; empty if none.</param>
/// <param name="KeyRows">Rows of the status bar.</param>
public sealed record ScreenFrame(Line Title, string Place, string Status, ImmutableArray<Line> KeyRows)
{
    /// <summary>Rows that remain for the body.</summary>
    public int BodyHeight(int height) => Math.Max(0, height - 2 - KeyRows.Length);

    /// <summary>The whole screen; body rows that do not fit are left out.</summary>
    public ImmutableArray<Line> Rows(IReadOnlyList<Line> body, int width, int height)
    {
        Line head = Layout.Ends(Line.Of(" ") + Title, Line.Of(Place + " ", Ink.Dim), width);
        IEnumerable<Line> rows = [head, .. Layout.Window(body, 0, BodyHeight(height)), Line.Of(" " + Status, Ink.Warn), .. KeyRows];
        return [.. rows.Take(height).Select(r => r.Fit(width))];
    }
}
