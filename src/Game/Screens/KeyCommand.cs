using System.Collections.Immutable;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens;

/// <summary>What a key does on a screen, in one place: the key itself, its words in the status bar and in the help, and when it does nothing and why.</summary>
/// <param name="Keys">Names of keys; any of them will do.</param>
/// <param name="Shown">How the status bar writes them; empty: only the help tells of it.</param>
/// <param name="Words">Two words for the status bar.</param>
/// <param name="Help">A sentence for the help page.</param>
/// <param name="Message">The message it sends, given the key.</param>
public sealed record KeyCommand<TModel>(ImmutableArray<string> Keys, string Shown, string Words, string Help, Func<TModel, string, ScreenMessage> Message)
{
    /// <summary>Words for the status bar where they depend on what the key would do now.</summary>
    public Func<TModel, string> WordsNow { get; init; } = _ => Words;

    /// <summary>Why the key does nothing now; null if it does.</summary>
    public Func<TModel, string?> WhyNot { get; init; } = _ => null;

    /// <summary>The key that a click in the status bar stands for; null where the keys of the command mean different things.</summary>
    public string? Click => Keys is [not (Screens.Keys.Up or Screens.Keys.Left or Screens.Keys.Right or "1") and var first, ..] ? first : null;

    /// <summary>Not in the status bar where the level has no use for it at all.</summary>
    public Func<TModel, bool> IsShown { get; init; } = _ => true;
}

/// <summary>The commands of a screen.</summary>
public static class KeyCommands
{
    /// <summary>What a key means: its message, the reason why it does nothing now, or null if it is no key of the screen.</summary>
    public static ScreenMessage? Press<TModel>(this ImmutableArray<KeyCommand<TModel>> commands, TModel model, string key)
    {
        foreach (KeyCommand<TModel> command in commands)
            if (command.Keys.Contains(key))
                return command.WhyNot(model) is { } reason ? new ScreenMessage.Say(reason) : command.Message(model, key);
        return null;
    }

    /// <summary>The commands for the help page, each with all of its keys.</summary>
    public static ImmutableArray<KeyHelp> ToHelp<TModel>(this ImmutableArray<KeyCommand<TModel>> commands, TModel model) =>
        [.. commands.Where(c => c.IsShown(model)).Select(c => new KeyHelp(KeyLabels.Of(c.Keys), c.Help, c.WhyNot(model)))];

    /// <summary>The status bar: as many rows as it takes, up to the most; what does nothing now is pale.</summary>
    public static ImmutableArray<Line> ToBar<TModel>(this ImmutableArray<KeyCommand<TModel>> commands, TModel model, int width, int mostRows)
    {
        IEnumerable<Line> parts = commands.Where(c => c.Shown.Length > 0 && c.IsShown(model)).Select(c => Part(c, model));
        return [.. Layout.Flow(parts, width - 2).Select(l => Line.Of(" ") + l).Take(mostRows)];
    }

    private static Line Part<TModel>(KeyCommand<TModel> command, TModel model)
    {
        string words = " " + command.WordsNow(model);
        Line part = command.WhyNot(model) is null ? Line.Of(command.Shown, Ink.Key) + Line.Of(words) : Line.Of(command.Shown + words, Ink.Dim);
        return command.Click is { } key ? part.For(new KeyTarget(key)) : part;
    }
}
