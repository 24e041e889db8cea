using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens;

/// <summary>Something that happened on a screen: a key's meaning, or news from outside.</summary>
public abstract record ScreenMessage
{
    /// <summary>A line for the player, e.g. why a key does nothing now.</summary>
    public sealed record Say(string Text) : ScreenMessage;

    /// <summary>The screen is left; the flow decides where to.</summary>
    public sealed record Leave(FlowTrigger Trigger) : ScreenMessage;
}

/// <summary>A key and what it does, for the help page.</summary>
/// <param name="Key">As the keyboard shows it.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="WhyNot">Why it does nothing now; null if it does.</param>
public sealed record KeyHelp(string Key, string Meaning, string? WhyNot);

/// <summary>What a screen shows. Immutable; needs no terminal.</summary>
public interface IScreenModel
{
    /// <summary>Every key that means something on this screen.</summary>
    ImmutableArray<KeyHelp> Help { get; }

    /// <summary>What a key means here; null: nothing. Keys are named as in <see cref="Keys"/>.</summary>
    ScreenMessage? Press(string key);

    /// <summary>What the mouse means here; null: nothing of its own, so that <see cref="Pointer.Key"/> counts.</summary>
    ScreenMessage? Point(Pointer pointer) => null;

    /// <summary>The screen after a message; itself if the message means nothing to it.</summary>
    IScreenModel Update(ScreenMessage message);

    /// <summary>Exactly <paramref name="height"/> rows of exactly <paramref name="width"/> columns.</summary>
    ImmutableArray<Line> Rows(int width, int height);
}
