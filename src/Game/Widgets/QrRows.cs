using System.Collections.Immutable;
using QRCoder;

namespace ShortOrder.Game.Widgets;

/// <summary>A QR code in half blocks: what is light is drawn, so that it is dark on light wherever the theme's background is dark; the ink turns it round where that is light.</summary>
public static class QrRows
{
    /// <summary>Light modules around the code. Four are usual; phones read two, and every row counts here.</summary>
    private const int Quiet = 2;

    /// <summary>Rows of a square as wide as the code is high in dots; empty if the text is too long.</summary>
    public static ImmutableArray<Line> Draw(string text)
    {
        if (text.Length is 0 or > 200) return [];
        using QRCodeGenerator generator = new();
        using QRCodeData code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.L);
        int own = code.ModuleMatrix.Count, margin = (own - (17 + (4 * code.Version))) / 2, size = own - (2 * margin) + (2 * Quiet);
        bool IsLight(int row, int column)
        {
            (row, column) = (row - Quiet + margin, column - Quiet + margin);
            return row >= own || row < 0 || column < 0 || column >= own || !code.ModuleMatrix[row][column];
        }
        ImmutableArray<Line>.Builder rows = ImmutableArray.CreateBuilder<Line>();
        for (int row = 0; row < size; row += 2)
        {
            char[] cells = new char[size];
            for (int column = 0; column < size; column++)
                cells[column] = (IsLight(row, column), row + 1 >= size || IsLight(row + 1, column)) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' };
            rows.Add(Line.Of(new string(cells), Ink.Paper));
        }
        return rows.ToImmutable();
    }
}
