using System.Collections.Immutable;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Tests.Screens;

/// <summary>A mouse for boards: finds text on the rows and does there what a hand would do.</summary>
internal static class PointerAt
{
    public const int Width = 120, Height = 36;

    /// <summary>Where a text stands, row by row; the first, or the one after so many.</summary>
    public static (int Column, int Row) Find(BoardModel board, string text, int skip = 0)
    {
        ImmutableArray<Line> rows = board.Rows(Width, Height);
        for (int row = 0; row < rows.Length; row++)
        {
            string shown = rows[row].ToString();
            for (int at = shown.IndexOf(text, StringComparison.Ordinal); at >= 0; at = shown.IndexOf(text, at + 1, StringComparison.Ordinal))
                if (skip-- == 0) return (TextWidth.Of(shown[..at]), row);
        }
        throw new InvalidOperationException($"“{text}” is not on the board:\n{string.Join('\n', rows)}");
    }

    public static BoardModel Click(BoardModel board, string text, int skip = 0) => Press(board, Find(board, text, skip), PointerAct.Press, PointerAct.Release, PointerAct.Click);

    public static BoardModel DoubleClick(BoardModel board, string text) =>
        Press(Click(board, text), Find(board, text), PointerAct.Press, PointerAct.Release, PointerAct.DoubleClick);

    public static BoardModel Menu(BoardModel board, string text) => Press(board, Find(board, text), PointerAct.Menu);

    /// <summary>Presses on one text and moves over others; does not let go.</summary>
    public static BoardModel Drag(BoardModel board, string from, params ReadOnlySpan<(string Text, int Skip)> over)
    {
        board = Press(board, Find(board, from), PointerAct.Press);
        foreach ((string text, int skip) in over) board = Press(board, Find(board, text, skip), PointerAct.Drag);
        return board;
    }

    public static BoardModel Release(BoardModel board) => Press(board, (0, 0), PointerAct.Release);

    public static BoardModel Press(BoardModel board, (int Column, int Row) at, params ReadOnlySpan<PointerAct> acts)
    {
        foreach (PointerAct act in acts)
        {
            Pointer pointer = Pointer.Over(board.Rows(Width, Height), act, at.Column, at.Row);
            if ((board.Point(pointer) ?? (pointer.Key is { } key ? board.Press(key) : null)) is { } message) board = (BoardModel)board.Update(message);
        }
        return board;
    }
}
