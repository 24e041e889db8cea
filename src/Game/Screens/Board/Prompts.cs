using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Asks for a whole number.</summary>
public sealed record NumberPrompt : Overlay
{
    private (bool IsKnown, Plan? Plan) _preview;

    /// <summary>What the number means.</summary>
    public required string Question { get; init; }

    /// <summary>The digits so far: at first a proposal, which the first digit that is typed replaces. Empty is an answer only where <see cref="Answer"/> takes null.</summary>
    public string Digits
    {
        get;
        init
        {
            field = value;
            _preview = default;
        }
    } = "";

    /// <summary>Whether the digits are the player's own.</summary>
    private bool IsTyped { get; init; }

    /// <summary>What the number would make of the plan; made once, so that the board sees the same plan as long as the number is the same.</summary>
    public override Plan? Preview
    {
        get
        {
            if (!_preview.IsKnown) _preview = (true, (Take() as Edited)?.Plan);
            return _preview.Plan;
        }
    }

    /// <inheritdoc/>
    public override bool LeavesForecast => true;

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
        if (key is Keys.Up or Keys.Down) return new Show(this with { Digits = Stepped(key == Keys.Up ? 1 : -1), IsTyped = false });
        if (key == Keys.Backspace) return new Show(this with { Digits = Digits.Length > 0 ? Digits[..^1] : "", IsTyped = true });
        if (key.Length == 1 && char.IsAsciiDigit(key[0])) return new Show(this with { Digits = !IsTyped ? key : Digits.Length < 5 ? Digits + key : Digits, IsTyped = true });
        return key == Keys.Enter ? Take() : null;
    }

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height) =>
    [
        .. Layout.Wrap(Question, Math.Min(56, width - 8)), Line.Of("> ", Ink.Key) + Line.Of(Digits, Ink.Strong) + Line.Of(" ", Ink.Strong, isReversed: true),
        KeysRow((Keys.Up, "↑", "one more"), (Keys.Down, "↓", "one less"), (Keys.Enter, "Enter", MayBeNone ? "take it, empty: none" : "take it"), (Keys.Escape, "Esc", "leave it")),
    ];

    private ScreenMessage Take()
    {
        if (Digits.Length == 0) return MayBeNone ? Answer(null) : new Show(null);
        int number = int.Parse(Digits, CultureInfo.InvariantCulture);
        return number >= Range.Least && number <= Range.Most ? Answer(number) : new ScreenMessage.Say($"A number from {Range.Least} to {Range.Most}, please.");
    }

    /// <summary>One more or less, within the range; below the least nothing, where that is an answer.</summary>
    private string Stepped(int by)
    {
        int number = (Digits.Length == 0 ? Range.Least - 1 : int.Parse(Digits, CultureInfo.InvariantCulture)) + by;
        return number < Range.Least && MayBeNone ? "" : Math.Clamp(number, Range.Least, Range.Most).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Asks for a name.</summary>
public sealed record TextPrompt : Overlay
{
    private const int MostColumns = 40;

    /// <summary>What the text is for.</summary>
    public required string Question { get; init; }

    /// <summary>What has been typed so far.</summary>
    public string Text { get; init; } = "";

    /// <summary>The message for an answer, which is neither empty nor blank.</summary>
    public required Func<string, ScreenMessage> Answer { get; init; }

    /// <summary>Where Escape leads.</summary>
    public required Overlay? Back { get; init; }

    /// <inheritdoc/>
    public override bool LeavesForecast => true;

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key)
    {
        if (key == Keys.Escape) return new Show(Back);
        if (key == Keys.Backspace) return new Show(this with { Text = Text.Length == 0 ? "" : string.Concat(TextWidth.Graphemes(Text).SkipLast(1).Select(g => g.Text)) });
        if (key == Keys.Enter) return Text.Trim() is { Length: > 0 } text ? Answer(text) : new ScreenMessage.Say("A name, please; Esc leaves it.");
        return key.EnumerateRunes().Count() == 1 && TextWidth.Of(Text + key) <= MostColumns ? new Show(this with { Text = Text + key }) : null;
    }

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height) =>
    [
        .. Layout.Wrap(Question, Math.Min(56, width - 8)), Line.Of("> ", Ink.Key) + Line.Of(Text, Ink.Strong) + Line.Of(" ", Ink.Strong, isReversed: true),
        KeysRow((Keys.Enter, "Enter", "take it"), (Keys.Escape, "Esc", "leave it")),
    ];
}
