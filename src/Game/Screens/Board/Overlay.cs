using System.Collections.Immutable;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Something that lies over the board until it is answered.</summary>
public abstract record Overlay
{
    /// <summary>Heading of its box.</summary>
    public required string Title { get; init; }

    /// <summary>What a key means while it lies there; null: nothing.</summary>
    public abstract ScreenMessage? Press(string key);

    /// <summary>What stands in the box.</summary>
    public abstract ImmutableArray<Line> Content(int width);
}

/// <summary>Lies something else over the board; null: nothing any more.</summary>
public sealed record Show(Overlay? Overlay) : ScreenMessage;

/// <summary>One entry of a menu.</summary>
/// <param name="Text">What it offers.</param>
/// <param name="Message">What choosing it sends.</param>
/// <param name="WhyNot">Why it cannot be chosen now; null if it can.</param>
public sealed record MenuItem(string Text, ScreenMessage Message, string? WhyNot = null);

/// <summary>A choice; never empty.</summary>
public sealed record Menu : Overlay
{
    private const int MostRows = 12;

    /// <summary>What can be chosen.</summary>
    public required ImmutableArray<MenuItem> Items { get; init; }

    /// <summary>The entry that Enter takes.</summary>
    public int Cursor { get; init; }

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key)
    {
        if (key is Keys.Up or Keys.ShiftTab) return new Show(this with { Cursor = (Cursor + Items.Length - 1) % Items.Length });
        if (key is Keys.Down or Keys.Tab) return new Show(this with { Cursor = (Cursor + 1) % Items.Length });
        if (key is Keys.Enter or Keys.Space) return Choose(Cursor);
        if (key.Length == 1 && key[0] is >= '1' and <= '9' && key[0] - '1' < Items.Length) return Choose(key[0] - '1');
        return key is Keys.Escape or "q" ? new Show(null) : null;
    }

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width) =>
        [.. Items.Select(Row).Skip(Layout.Around(Cursor, Items.Length, MostRows)).Take(MostRows), Line.Of("↑↓ Enter choose   Esc leave it", Ink.Dim)];

    private ScreenMessage Choose(int index) => Items[index].WhyNot is { } reason ? new ScreenMessage.Say(reason) : Items[index].Message;

    private Line Row(MenuItem item, int index)
    {
        string text = $"{(index == Cursor ? "▶" : " ")} {(index < 9 ? $"{index + 1}" : " ")} {item.Text}";
        return item.WhyNot is { } reason ? Line.Of($"{text} ({reason})", Ink.Dim) : Line.Of(text, index == Cursor ? Ink.Strong : Ink.Normal);
    }
}

/// <summary>Asks for a whole number.</summary>
public sealed record NumberPrompt : Overlay
{
    /// <summary>What the number means.</summary>
    public required string Question { get; init; }

    /// <summary>The digits typed so far; empty is an answer only where <see cref="Answer"/> takes null.</summary>
    public string Digits { get; init; } = "";

    /// <summary>The least and the most.</summary>
    public (int Least, int Most) Range { get; init; } = (1, 9_999);

    /// <summary>Whether nothing is an answer: none.</summary>
    public bool MayBeNone { get; init; }

    /// <summary>The message for an answer.</summary>
    public required Func<int?, ScreenMessage> Answer { get; init; }

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key)
    {
        if (key == Keys.Escape) return new Show(null);
        if (key == Keys.Backspace) return new Show(this with { Digits = Digits.Length > 0 ? Digits[..^1] : "" });
        if (key.Length == 1 && char.IsAsciiDigit(key[0])) return new Show(this with { Digits = Digits.Length < 5 ? Digits + key : Digits });
        if (key != Keys.Enter) return null;
        if (Digits.Length == 0) return MayBeNone ? Answer(null) : new Show(null);
        int number = int.Parse(Digits, System.Globalization.CultureInfo.InvariantCulture);
        return number >= Range.Least && number <= Range.Most ? Answer(number) : new ScreenMessage.Say($"A number from {Range.Least} to {Range.Most}, please.");
    }

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width) =>
    [
        .. Layout.Wrap(Question, Math.Min(56, width - 8)), Line.Of("> ", Ink.Key) + Line.Of(Digits, Ink.Strong) + Line.Of(" ", Ink.Strong, isReversed: true),
        Line.Of(MayBeNone ? "Enter take it, empty: none   Esc leave it" : "Enter take it   Esc leave it", Ink.Dim),
    ];
}

/// <summary>Something to read; any key puts it away.</summary>
public sealed record Notice : Overlay
{
    /// <summary>The text; line feeds start a paragraph.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override ScreenMessage Press(string key) => new Show(null);

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width) =>
        [.. Layout.Wrap(Text, Math.Min(64, width - 8)), Line.Empty, Line.Of("any key: back", Ink.Dim)];
}
