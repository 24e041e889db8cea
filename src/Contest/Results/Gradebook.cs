using System.Text;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Results;

/// <summary>The board as a table for a gradebook: a row for each player, and for each level place, points, minutes, medal and attempts.</summary>
public static class Gradebook
{
    /// <summary>UTF-8 with a byte order mark, which is how spreadsheets know it.</summary>
    public static byte[] Write(Board board)
    {
        StringBuilder text = new();
        text.Append(Csv.Row([.. ((string[])["rank", "name", "points"]).Select(Csv.Text), .. board.Levels.SelectMany(l => ((string[])["place", "points", "minutes", "medal", "attempts"]).Select(c => Csv.Text($"{l.Title} {c}")))]));
        foreach (BoardRow row in board.Rows)
            text.Append(Csv.Row([Csv.Number(row.Rank), Csv.Text(row.Name), Csv.Number(row.Points), .. row.Cells.SelectMany(c => (string[])[Csv.Number(c.Rank), Csv.Number(c.Points), Csv.Number(c.Minutes), Csv.Text(c.Medal), Csv.Number(c.Attempts)])]));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
