using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Replay;

/// <summary>A whole run drawn twice, in its colours and pale: a frame of the film is made of both.</summary>
/// <param name="Past">In its colours.</param>
/// <param name="Future">Pale.</param>
/// <param name="Path">The critical path as a row; null where there is none.</param>
internal sealed record FilmPicture(ImmutableArray<TimelineRowText> Past, ImmutableArray<TimelineRowText> Future, Line? Path)
{
    /// <summary>Draws a film.</summary>
    public static FilmPicture Of(Film film, TimelineFrame frame) => new(
        TimelineRows.DrawRows(film.Timeline, null, film.Names, frame),
        TimelineRows.DrawRows(film.Timeline, null, film.Names, frame with { IsGhost = true }),
        !film.HasPath ? null : Line.Of("critical path", Ink.Key).Fit(TimelineRows.Gutter) + TimelineBar.Draw(film.Hops, film.Names, frame, isMixed: false, byStep: false));

    /// <summary>The film at a moment: what has happened in its colours, what is still to come pale, a line between. A diamond marks the row on which the critical path is now.</summary>
    public IEnumerable<Line> At(KitchenTime at, TimelineFrame frame, Span? hop)
    {
        int column = TimelineRows.ColumnOf(at, frame);
        int marked = hop is { } h ? RowOf(h) : -1;
        for (int i = 0; i < Past.Length; i++)
        {
            Line row = TimelineRows.Cut(Past[i].Line, Future[i].Line, column);
            yield return i == marked ? row.Overlay(TimelineRows.Gutter - 1, Line.Of("◆", Ink.Key)) : row;
        }
        if (Path is not null) yield return TimelineRows.Cut(Path, Path, column);
    }

    /// <summary>The task's own row if it has one, else its lane's; −1 where neither is shown.</summary>
    private int RowOf(Span hop)
    {
        int lane = -1;
        for (int i = 0; i < Past.Length; i++)
        {
            if (Past[i].Lane != hop.Row) continue;
            if (Past[i].Task == hop.Task && hop.Task >= 0) return i;
            if (Past[i].Task < 0) lane = i;
        }
        return lane;
    }
}
