using System.Text;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Themes;

/// <summary>Text in ASCII alone, for terminals and fonts that have no more.</summary>
public static class Ascii
{
    private const string Accented = "ÀÁÂÃÄÅÆàáâãäåæÈÉÊËèéêëÌÍÎÏìíîïÒÓÔÕÖØòóôõöøÙÚÛÜùúûüÇçÑñÝýÿß", Plain = "AAAAAAAaaaaaaaEEEEeeeeIIIIiiiiOOOOOOooooooUUUUuuuuCcNnYyys";

    /// <summary>The same text in as many columns. Shades, frames, arrows and letters with accents become what resembles them, anything else <c>?</c>.</summary>
    public static string Of(string text)
    {
        if (System.Text.Ascii.IsValid(text)) return text;
        StringBuilder ascii = new(text.Length);
        foreach ((string grapheme, int columns) in TextWidth.Graphemes(text)) ascii.Append(Of(grapheme[0]), columns);
        return ascii.ToString();
    }

    private static char Of(char c) => c switch
    {
        <= '~' => c,
        '█' or '▉' or '▊' or '▋' or '▌' or '▐' or '■' or '▇' or '▆' or '▅' => '#',
        '▓' => '%',
        '▒' => ':',
        '░' => '-',
        '▄' or '▃' => '=',
        '▂' or '▁' or '▍' or '▎' or '▏' => '_',
        '▀' => '"',
        '─' or '━' or '═' or '╌' or '–' or '—' or '−' => '-',
        '│' or '┃' or '║' or '‖' or '┆' or '╵' or '╷' or '╎' => '|',
        >= '\u2500' and <= '\u257F' => '+',
        '·' or '•' or '∙' => '.',
        '×' => 'x',
        '…' => '~',
        '≤' or '←' or '◀' or '‹' or '«' => '<',
        '≥' or '↳' or '→' or '▶' or '›' or '»' => '>',
        '↑' or '▲' or '△' => '^',
        '↓' or '▼' or '▽' => 'v',
        '↔' or '⇄' => '-',
        '↕' => '=',
        '★' or '●' or '◆' or '✓' or '✔' or '☑' or '♛' or '◉' => '*',
        '☆' or '○' or '◇' or '☐' => 'o',
        '’' or '‘' or '′' => '\'',
        '“' or '”' or '„' or '″' => '"',
        _ => Accented.IndexOf(c) is >= 0 and var letter ? Plain[letter] : '?',
    };
}
