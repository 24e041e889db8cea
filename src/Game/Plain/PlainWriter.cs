using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Plain;

/// <summary>Says sentences: broken into short lines, nothing in them but text. Every word of plain mode goes through here.</summary>
/// <param name="inner">Where to.</param>
/// <param name="width">Most columns of a line, at least 20.</param>
public sealed class PlainWriter(TextWriter inner, int width)
{
    /// <summary>Before each line that is read.</summary>
    internal const string Prompt = "> ";

    /// <summary>Says a paragraph; line feeds start another.</summary>
    public void Say(string text)
    {
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n')) Write(paragraph, "");
    }

    /// <summary>Says an entry of a list: lines after its first are indented.</summary>
    public void Item(string text) => Write(text.ReplaceLineEndings(" "), "  ");

    /// <summary>Says a line of a program as it stands; what is too long for a line goes on in the next.</summary>
    public void Code(string line)
    {
        for (string rest = AsciiText.Of(line).TrimEnd(); ; rest = rest[width..])
        {
            inner.Write((rest.Length <= width ? rest : rest[..width]) + "\n");
            if (rest.Length <= width) return;
        }
    }

    /// <summary>Leaves a line empty.</summary>
    public void Gap() => inner.Write('\n');

    /// <summary>Asks for a line.</summary>
    public void Ask()
    {
        inner.Write(Prompt);
        inner.Flush();
    }

    /// <summary>Shows what was read where nothing else does.</summary>
    public void Echo(string line)
    {
        inner.Write(AsciiText.Of(line));
        inner.Write('\n');
    }

    /// <summary>Passes on what has been said.</summary>
    public void Flush() => inner.Flush();

    private void Write(string text, string indent)
    {
        string row = "";
        foreach (string word in AsciiText.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Cut(w, width - indent.Length)))
        {
            if (row.Length > 0 && TextWidth.Of(row) + 1 + TextWidth.Of(word) > width)
            {
                inner.Write(row + "\n");
                row = indent + word;
            }
            else row = row.Length == 0 ? word : $"{row} {word}";
        }
        inner.Write(row + "\n");
    }

    /// <summary>A word longer than a line in pieces.</summary>
    private static IEnumerable<string> Cut(string word, int most)
    {
        string piece = "";
        foreach ((string grapheme, int columns) in word.Length <= most && word.All(char.IsAscii) ? [(word, word.Length)] : TextWidth.Graphemes(word))
        {
            if (piece.Length > 0 && TextWidth.Of(piece) + columns > most)
            {
                yield return piece;
                piece = "";
            }
            piece += grapheme;
        }
        if (piece.Length > 0) yield return piece;
    }
}
