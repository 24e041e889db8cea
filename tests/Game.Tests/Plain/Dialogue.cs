using System.Collections.Immutable;
using ShortOrder.Game.Plain;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Tests.Plain;

/// <summary>A dialogue in plain mode, held by a script.</summary>
internal sealed class Dialogue : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public Dialogue(IReadOnlyList<World> worlds, string script = "", ServePlan? serve = null, PlainOptions? options = null, IProgressStore? progress = null)
    {
        Session = new(worlds, progress ?? new MemoryProgress());
        Game = new(new StringReader(script), _output, Session, serve ?? TestOrders.ServeAtOnce, options);
    }

    public GameSession Session { get; }

    public PlainGame Game { get; }

    /// <summary>Everything that was said so far.</summary>
    public string Text => _output.ToString();

    /// <summary>A shipped level, in a campaign of its own, so that other levels do not matter.</summary>
    public static IReadOnlyList<World> Alone(string level) => [new("Test kitchen", "Only one order today.", [Shipped(level)])];

    public static Level Shipped(string level) => CommandRun.Library.Find(level)!;

    /// <summary>Does these lines, and gives what came of the last one, in one line.</summary>
    public string Say(params ReadOnlySpan<string> lines)
    {
        string said = "";
        foreach (string line in lines) said = SayRaw(line);
        return string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Does a line, and gives what came of it as it was said.</summary>
    public string SayRaw(string line)
    {
        int before = _output.GetStringBuilder().Length;
        Game.Do(line);
        return _output.GetStringBuilder().ToString(before, _output.GetStringBuilder().Length - before);
    }

    /// <summary>Does a whole script as the executable would, and gives all that was said.</summary>
    public static string Held(IReadOnlyList<World> worlds, ImmutableArray<string> lines, IProgressStore progress)
    {
        using Dialogue dialogue = new(worlds, string.Join('\n', lines) + "\n", progress: progress);
        Assert.True(dialogue.Game.Run());
        return dialogue.Text;
    }

    public void Dispose() => Game.Dispose();
}
