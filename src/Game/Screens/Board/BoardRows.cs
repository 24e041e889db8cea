using System.Collections.Immutable;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Draws the planning board: slips at the left, lanes in the middle, figures at the right where there is room, the model's timeline below.</summary>
internal static class BoardRows
{
    /// <summary>From this width on the figures have a column of their own.</summary>
    private const int Wide = 110;

    public static ImmutableArray<Line> Draw(BoardModel board, int width, int height)
    {
        ScreenFrame frame = new(Line.Of(board.Level.Title, Ink.Title), board.Desk is { } desk ? $"planning · {desk.Place}" : "planning", board.Status,
            board.Overlay is null ? BoardCommands.Bar(board, width) : [.. BoardCommands.Bar(board, width).Select(l => Line.Of(l.ToString(), Ink.Dim))]);
        bool isWide = width >= Wide;
        int side = isWide ? Math.Clamp(width / 4, 30, 48) : 0;
        int left = isWide ? Math.Clamp(width * 3 / 10, 34, 56) : Math.Clamp(width * 2 / 5, 28, 46), middle = width - left - 3 - (isWide ? side + 3 : 0);
        int room = frame.BodyHeight(height) - 3;
        (List<Line> lanes, int cursorRow) = LaneRows.Draw(board, middle);
        (ImmutableArray<Line> slips, int slipRow) = SlipColumn.Draw(board, left - 1, 0);
        int most = board.Overlay is { LeavesForecast: true } ? (room / 2) - 2 : Math.Max(room - Math.Max(slips.Length, lanes.Count), room / 2); // a box wants room above it
        ImmutableArray<Line> forecast = ForecastRows.Draw(board, width - 1, most);
        int above = room - forecast.Length;
        bool hasFigures = !isWide && (board.ShowsFigures || board.Moment is not null);
        if (hasFigures) (slips, slipRow) = (FiguresColumn.Draw(board, left - 1), 0);
        else if (slips.Length < above) (slips, slipRow) = SlipColumn.Draw(board, left - 1, above);
        ImmutableArray<Line> figures = isWide ? FiguresColumn.Draw(board, side) : [];
        ImmutableArray<Line> leftRows = Layout.Window([.. slips.Select(s => Line.Of(" ") + s)], Layout.Around(slipRow, slips.Length, above), above);
        ImmutableArray<Line> laneRows = Layout.Window(lanes, Layout.Around(cursorRow, lanes.Count, above), above);
        List<Line> body = [Headings(left, middle, side, hasFigures ? "the figures" : "the order")];
        for (int i = 0; i < above; i++)
        {
            Line leftRow = leftRows[i].Fit(left), row = (hasFigures ? leftRow : leftRow.For(new SlipsTarget())) + Line.Of(" │ ", Ink.Dim) + laneRows[i].Fit(middle);
            body.Add(isWide ? row + Line.Of(" │ ", Ink.Dim) + (i < figures.Length ? figures[i] : Line.Empty).Fit(side) : row);
        }
        body.AddRange([ForecastRows.Heading(board.Level, width), Line.Of(" ") + ForecastRows.Headline(board, width - 2), .. forecast]);
        ImmutableArray<Line> rows = frame.Rows(body, width, height);
        return board.Overlay is { } overlay ? Laid(overlay, rows, width, overlay.LeavesForecast ? 2 + above : 1 + frame.BodyHeight(height)) : rows;
    }

    /// <summary>What lies over the board, in a box within the first rows.</summary>
    internal static ImmutableArray<Line> Laid(Overlay overlay, ImmutableArray<Line> rows, int width, int height)
    {
        ImmutableArray<Line> content = overlay.Content(width, Math.Max(3, height - 3));
        int widest = Math.Min(width - 6, content.Max(l => l.Width));
        content = [.. content.Select(l => l.Fit(widest).For(new InsideBox()))];
        ImmutableArray<Line> quiet = [.. rows.Select(r => new Line([.. r.Runs.Select(run => run with { Target = null })]))]; // a click beside the box only puts it away
        int top = overlay.LeavesForecast ? Math.Max(1, height - content.Length - 2) : 0; // as low as may be: the lanes stay in sight too
        return [.. quiet[..top], .. Layout.Box(quiet[top..height], overlay.Title, content, width), .. quiet[height..]];
    }

    private static Line Headings(int left, int middle, int side, string leftHeading)
    {
        Line line = Layout.Rule(leftHeading, left) + Line.Of("─┬─", Ink.Dim) + Layout.Rule("the kitchen", middle);
        return side == 0 ? line : line + Line.Of("─┬─", Ink.Dim) + Layout.Rule("the figures", side);
    }
}
