using System.Collections.Immutable;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>Asks for a text of any length, with a caret that moves in it.</summary>
public sealed record EditorPrompt : Overlay
{
    private const int MostCharacters = 2_000, Widest = 66;

    /// <summary>What the text is for.</summary>
    public required string Question { get; init; }

    /// <summary>What stands there now.</summary>
    public string Text
    {
        get;
        init
        {
            field = value;
            Caret = value.Length;
        }
    } = "";

    /// <summary>Place in the text before which the next character goes.</summary>
    public int Caret { get; init; }

    /// <summary>Whether nothing is an answer.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Goes on with a text as far as there is only one way; null: nothing can be completed.</summary>
    public Func<string, string>? Complete { get; init; }

    /// <summary>The message for an answer, without blanks at its ends.</summary>
    public required Func<string, ScreenMessage> Answer { get; init; }

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key) => key switch
    {
        Keys.Escape => new Show(null),
        Keys.Enter => Text.Trim() is { Length: > 0 } text ? Answer(text) : IsOptional ? Answer("") : new ScreenMessage.Say("Something, please; Esc leaves it as it was."),
        Keys.Left => At(Before(Caret)),
        Keys.Right => At(After(Caret)),
        Keys.Home or Keys.Up => At(0),
        Keys.End or Keys.Down => At(Text.Length),
        Keys.Backspace => Without(Before(Caret), Caret),
        Keys.Delete => Without(Caret, After(Caret)),
        Keys.CtrlU => new Show(this with { Text = "" }),
        Keys.Tab when Complete is { } complete => new Show(this with { Text = complete(Text) }),
        _ when key.EnumerateRunes().Count() == 1 && Text.Length + key.Length <= MostCharacters => new Show(this with { Text = Text.Insert(Caret, key), Caret = Caret + key.Length }),
        _ => null,
    };

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height)
    {
        int columns = Math.Min(Widest, width - 10);
        (List<Line> text, int caretRow) = Drawn(columns);
        ImmutableArray<Line> question = [.. Layout.Wrap(Question, columns).Take(6)];
        int room = Math.Max(1, height - 1 - question.Length);
        return
        [
            .. question, .. Layout.Window(text, Layout.Around(caretRow, text.Count, Math.Min(room, text.Count)), Math.Min(room, text.Count)),
            KeysRow([(Keys.Enter, "Enter", IsOptional ? "take it, empty: none" : "take it"), .. Complete is null ? [] : ((string, string, string)[])[(Keys.Tab, "Tab", "complete it")], (Keys.CtrlU, "^U", "empty it"), (Keys.Escape, "Esc", "leave it")]),
        ];
    }

    private Show At(int caret) => new(this with { Caret = caret });

    private Show Without(int from, int to) => new(this with { Text = Text.Remove(from, to - from), Caret = from });

    private int Before(int place) => Places().Where(p => p < place).DefaultIfEmpty(0).Max();

    private int After(int place) => Places().Append(Text.Length).Where(p => p > place).DefaultIfEmpty(Text.Length).Min();

    /// <summary>Where the graphemes begin: a caret is never inside of one.</summary>
    private IEnumerable<int> Places()
    {
        for (int at = 0; at < Text.Length; at += System.Globalization.StringInfo.GetNextTextElementLength(Text, at)) yield return at;
    }

    /// <summary>The text in rows of so many columns, the caret reversed.</summary>
    private (List<Line> Rows, int CaretRow) Drawn(int columns)
    {
        List<Line> rows = [];
        Line row = Line.Of("> ", Ink.Key);
        int caretRow = 0;
        foreach (int at in Places().Append(Text.Length))
        {
            string grapheme = at < Text.Length ? Text.Substring(at, System.Globalization.StringInfo.GetNextTextElementLength(Text, at)) : " ";
            if (row.Width + TextWidth.Of(grapheme) > columns)
            {
                rows.Add(row);
                row = Line.Of("  ");
            }
            if (at == Caret) caretRow = rows.Count;
            row += Line.Of(grapheme, Ink.Strong, isReversed: at == Caret);
        }
        rows.Add(row);
        return (rows, caretRow);
    }
}
