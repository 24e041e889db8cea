using System.Diagnostics;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Tests.Session.Saves;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Screens;

/// <summary>However the game ends, the terminal is as it was.</summary>
public sealed class TerminalGuardTests : SaveTest
{
    private const string LeaveAlternateScreen = "\e[?1049l", ShowCursor = "\e[?25h", MouseOff = "\e[?1003l";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    public void A_signal_gives_the_terminal_back(string signal)
    {
        using PseudoTerminal game = Start();
        int from = game.Length;
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{game.ProcessId}"])) kill.WaitForExit();
        MustGiveBack(game, from);
    }

    [Theory]
    [InlineData("q")]
    [InlineData("\x03")] // Ctrl+C, a mere key in raw mode
    public void A_key_gives_the_terminal_back(string key)
    {
        using PseudoTerminal game = Start();
        int from = game.Length;
        game.Type(key);
        MustGiveBack(game, from);
    }

    private static void MustGiveBack(PseudoTerminal game, int from)
    {
        Assert.True(game.WaitForExit(Patience), "the game never ended");
        foreach (string sequence in (string[])[LeaveAlternateScreen, ShowCursor, MouseOff]) game.WaitFor(sequence, from, Patience);
    }

    private PseudoTerminal Start()
    {
        Assert.SkipUnless(PseudoTerminal.IsAvailable, "needs script, of util-linux");
        PseudoTerminal game = new(Path.Combine(AppContext.BaseDirectory, "shortorder"), "", 80, 24, new Dictionary<string, string?> { [SaveFolder.Variable] = Folder });
        game.WaitFor("leave", 0, Patience);
        return game;
    }
}
