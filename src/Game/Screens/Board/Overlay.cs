using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Something that lies over the board until it is answered.</summary>
public abstract record Overlay
{
    /// <summary>Heading of its box.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it is a hint, which the key for hints turns to the next one.</summary>
    public bool IsHint { get; init; }

    /// <summary>The plan that the board shows meanwhile; null: the player's own.</summary>
    public virtual Plan? Preview => null;

    /// <summary>Whether the box leaves the model's timeline in sight.</summary>
    public virtual bool LeavesForecast => false;

    /// <summary>What a key means while it lies there; null: nothing.</summary>
    public abstract ScreenMessage? Press(string key);

    /// <summary>What the mouse means; null: nothing of its own. A click on an entry takes it, one beside the box puts the box away.</summary>
    public ScreenMessage? Point(Pointer pointer) => (pointer.Act, pointer.Target) switch
    {
        (PointerAct.Click, KeyTarget) or (PointerAct.WheelUp or PointerAct.WheelDown, _) => null,
        (PointerAct.Click, EntryOfBox entry) => Take(entry.Index),
        (PointerAct.DoubleClick, EntryOfBox) => Press(Keys.Enter),
        (PointerAct.Click, not InsideBox) or (PointerAct.Menu, _) => Press(Keys.Escape),
        _ => new Show(this),
    };

    /// <summary>What stands in the box, at most so many rows.</summary>
    public abstract ImmutableArray<Line> Content(int width, int height);

    /// <summary>A click on an entry.</summary>
    protected virtual ScreenMessage Take(int index) => new Show(this);

    /// <summary>Keys of the box as its last row; a click on one presses it.</summary>
    protected static Line KeysRow(params ReadOnlySpan<(string Key, string Shown, string Words)> keys)
    {
        Line row = Line.Empty;
        foreach ((string key, string shown, string words) in keys)
            row += (row.Width > 0 ? Line.Of("  ") : Line.Empty) + (Line.Of(shown, Ink.Key) + Line.Of(" " + words, Ink.Dim)).For(new KeyTarget(key));
        return row;
    }
}

/// <summary>An entry of a list in a box.</summary>
internal sealed record EntryOfBox(int Index) : Target;

/// <summary>Somewhere in a box.</summary>
internal sealed record InsideBox : Target;

/// <summary>Lies something else over the board; null: nothing any more.</summary>
public sealed record Show(Overlay? Overlay) : ScreenMessage;

/// <summary>One entry of a menu.</summary>
/// <param name="Text">What it offers.</param>
/// <param name="Message">What choosing it sends.</param>
/// <param name="WhyNot">Why it cannot be chosen now; null if it can.</param>
public sealed record MenuItem(string Text, ScreenMessage Message, string? WhyNot = null)
{
    /// <summary>Gives the message where it is costly to make, in place of <see cref="Message"/>; null: that one.</summary>
    public Func<ScreenMessage>? Late { get; init; }
}

/// <summary>A choice; never empty.</summary>
public sealed record Menu : Overlay
{
    /// <summary>What can be chosen.</summary>
    public required ImmutableArray<MenuItem> Items { get; init; }

    /// <summary>The entry that Enter takes.</summary>
    public int Cursor { get; init; }

    /// <summary>Whether digits choose.</summary>
    public bool HasNumbers { get; init; } = true;

    /// <summary>What the edit under the cursor would make of the plan.</summary>
    public override Plan? Preview => Items[Cursor] is { WhyNot: null, Message: Edited edited } ? edited.Plan : null;

    /// <inheritdoc/>
    public override bool LeavesForecast => Items.Any(i => i.Message is Edited);

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key)
    {
        if (key is Keys.Up or Keys.ShiftTab) return new Show(this with { Cursor = (Cursor + Items.Length - 1) % Items.Length });
        if (key is Keys.Down or Keys.Tab) return new Show(this with { Cursor = (Cursor + 1) % Items.Length });
        if (key is Keys.Enter or Keys.Space) return Choose(Cursor);
        if (HasNumbers && key.Length == 1 && key[0] is >= '1' and <= '9' && key[0] - '1' < Items.Length) return Choose(key[0] - '1');
        return key is Keys.Escape or "q" ? new Show(null) : null;
    }

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height)
    {
        int room = Math.Max(1, Math.Min(height - 1, Items.Length)), first = Layout.Around(Cursor, Items.Length, room);
        Line keys = KeysRow((Keys.Up, "↑", ""), (Keys.Down, "↓", ""), (Keys.Enter, "Enter", "choose"), (Keys.Escape, "Esc", "leave it"));
        if (room < Items.Length) keys += Line.Of($"   {first + 1}–{first + room} of {Items.Length}", Ink.Dim);
        return [.. Items.Select((item, i) => Row(item, i)).Skip(first).Take(room), keys];
    }

    /// <inheritdoc/>
    protected override ScreenMessage Take(int index) => Choose(index);

    private ScreenMessage Choose(int index) => Items[index].WhyNot is { } reason ? new ScreenMessage.Say(reason) : Items[index].Late?.Invoke() ?? Items[index].Message;

    private Line Row(MenuItem item, int index)
    {
        string number = !HasNumbers ? "" : index < 9 ? $"{index + 1} " : "  ", text = $"{(index == Cursor ? "▶" : " ")} {number}{item.Text}";
        Line row = item.WhyNot is { } reason ? Line.Of($"{text} ({reason})", Ink.Dim) : Line.Of(text, index == Cursor ? Ink.Strong : Ink.Normal);
        return row.For(new EntryOfBox(index));
    }
}

/// <summary>Something to read; any key puts it away.</summary>
public sealed record Notice : Overlay
{
    /// <summary>The text; line feeds start a paragraph.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override ScreenMessage Press(string key) => new Show(null);

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height) =>
        [.. Layout.Wrap(Text, Math.Min(64, width - 8)), Line.Empty, Line.Of(IsHint ? "h: the next hint   any other key: back" : "any key: back", Ink.Dim)];

    /// <inheritdoc/>
    protected override ScreenMessage Take(int index) => new Show(null);
}
