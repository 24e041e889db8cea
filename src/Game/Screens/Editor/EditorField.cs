using System.Globalization;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>One thing of a level that an author can change.</summary>
/// <param name="Name">What it is called on the screen.</param>
/// <param name="Value">How it is now; empty: not at all.</param>
/// <param name="Help">A sentence: what it means, in which unit.</param>
internal sealed record EditorField(string Name, string Value, string Help)
{
    /// <summary>The letter that changes it where it is no row of its own; empty if none.</summary>
    public string Key { get; init; } = "";

    /// <summary>What Enter does; null: it is only a heading.</summary>
    public ScreenMessage? Edit { get; init; }

    /// <summary>Gives what Enter does where it is costly to make, in place of <see cref="Edit"/>; null: that one.</summary>
    public Func<ScreenMessage>? Late { get; init; }

    /// <summary>What one step up or down does; null: there are none.</summary>
    public Func<int, ScreenMessage>? Step { get; init; }

    /// <summary>What Delete does; null: it cannot be taken out.</summary>
    public ScreenMessage? Remove { get; init; }

    /// <summary>What moving it up or down a place does; null: it has no place.</summary>
    public Func<int, ScreenMessage>? Move { get; init; }

    /// <summary>Why it cannot be changed now; null if it can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Its place in the level file, e.g. <c>$.tools.kettle</c>; empty if none.</summary>
    public string Path { get; init; } = "";

    /// <summary>A heading.</summary>
    public static EditorField Heading(string name) => new(name, "", "");

    /// <summary>A text.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="value">The text now.</param>
    /// <param name="help">What it means.</param>
    /// <param name="set">The level with another text.</param>
    /// <param name="isOptional">Whether it may be empty.</param>
    public static EditorField OfText(string name, string value, string help, Func<string, Level> set, bool isOptional = false) => new(name, value, help)
    {
        Edit = new Show(new EditorPrompt { Title = name, Question = help, Text = value, IsOptional = isOptional, Answer = text => new LevelEdited(set(text)) }),
    };

    /// <summary>A name of lower case letters, digits and hyphens.</summary>
    public static EditorField OfId(string name, string value, string help, Func<string, Level> set) => OfText(name, value, help + " Lower case letters, digits and hyphens.", set);

    /// <summary>A whole number.</summary>
    public static EditorField OfWhole(string name, int value, string help, Func<int, Level> set) => new(name, Text(value), help)
    {
        Edit = new Show(new EditorPrompt { Title = name, Question = help, Text = Text(value), Answer = text => Typed.Whole(text, number => new LevelEdited(set(number))) }),
        Step = by => new LevelEdited(set(value + by)),
    };

    /// <summary>A number with at most four decimals.</summary>
    public static EditorField OfNumber(string name, decimal? value, string help, Func<decimal?, Level> set, decimal step = 0.5m, bool isOptional = false) => new(name, value is { } v ? Words.Number(v) : "", help)
    {
        Edit = new Show(new EditorPrompt
        {
            Title = name,
            Question = help + (isOptional ? " Empty: none." : ""),
            Text = value is { } now ? Words.Number(now) : "",
            IsOptional = isOptional,
            Answer = text => text.Length == 0 ? new LevelEdited(set(null)) : Typed.Number(text, number => new LevelEdited(set(number))),
        }),
        Step = by => new LevelEdited(set((value ?? 0) + (by * step))),
    };

    /// <summary>A length in minutes.</summary>
    public static EditorField OfMinutes(string name, KitchenDuration? value, string help, Func<KitchenDuration?, Level> set, decimal step = 0.5m, bool isOptional = false) =>
        OfNumber(name, value?.Minutes, help, minutes => set(minutes is { } m ? KitchenDuration.FromMinutes(m) : null), step, isOptional);

    /// <summary>Yes or no.</summary>
    public static EditorField OfFlag(string name, bool value, string help, Level toggled) => new(name, value ? "yes" : "no", help)
    {
        Edit = new LevelEdited(toggled),
        Step = _ => new LevelEdited(toggled),
    };

    /// <summary>One of several; Enter goes on to the next.</summary>
    public static EditorField OfChoice(string name, string value, string help, params ReadOnlySpan<MenuItem> items) => new(name, value, help) { Edit = MenuOf(name, items) };

    /// <summary>A menu to choose from.</summary>
    public static Show MenuOf(string title, params ReadOnlySpan<MenuItem> items) => new(new Menu { Title = title, Items = [.. items] });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What an author has typed, as a value or as a sentence that says what is wanted.</summary>
internal static class Typed
{
    private const decimal Most = 1_000_000_000;

    /// <summary>A whole number.</summary>
    public static ScreenMessage Whole(string text, Func<int, ScreenMessage> answer) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? answer(number) : new ScreenMessage.Say("A whole number, please.");

    /// <summary>A number with at most four decimals; a comma is a point.</summary>
    public static ScreenMessage Number(string text, Func<decimal, ScreenMessage> answer) =>
        decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
        && number is >= -Most and <= Most && number * 10_000 == decimal.Truncate(number * 10_000) ? answer(number) : new ScreenMessage.Say("A number with at most four decimals, please.");

    /// <summary>So many numbers between blanks.</summary>
    public static ScreenMessage Numbers(string text, int count, Func<decimal[], ScreenMessage> answer)
    {
        List<decimal> numbers = [];
        foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (Number(part, number => { numbers.Add(number); return new ScreenMessage.Say(""); }) is ScreenMessage.Say { Text.Length: > 0 } complaint) return complaint;
        return numbers.Count == count ? answer([.. numbers]) : new ScreenMessage.Say($"{count} numbers with blanks between them, please.");
    }
}
