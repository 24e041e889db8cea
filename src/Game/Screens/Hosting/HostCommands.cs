using System.Collections.Immutable;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Settings;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Screens.Hosting;

/// <summary>The keys of the teacher's screen. What cannot be taken back asks once more.</summary>
internal static class HostCommands
{
    public static readonly ImmutableArray<KeyCommand<HostModel>> All =
    [
        new([Keys.Tab], "Tab", "page", "The next page: code and QR, players, standings, judge.", (m, _) => new PageTurned((HostPage)(((int)m.Page + 1) % 4))) { WordsNow = m => ((HostPage)(((int)m.Page + 1) % 4)).ToString().ToLowerInvariant() },
        new([Keys.ShiftTab], "", "", "The page before.", (m, _) => new PageTurned((HostPage)(((int)m.Page + 3) % 4))),
        new(["1", "2", "3", "4"], "", "", "Code and QR (1), players (2), standings (3), judge (4).", (_, key) => new PageTurned((HostPage)(key[0] - '1'))),
        new([Keys.Up, Keys.Down, Keys.PageUp, Keys.PageDown], "", "", "Choose a player, or scroll.", (_, key) => new HostMoved(key switch { Keys.Up => -1, Keys.Down => 1, Keys.PageUp => -10, _ => 10 })),
        new(["s"], "s", "start", "Start the competition, when asked once more.", (m, _) => HostMenus.Start(m.View)) { WhyNot = m => WhyNot(m, "It has been started already.", JoinedPhase.Lobby), IsShown = m => m.View.Phase == JoinedPhase.Lobby },
        new(["p"], "p", "pause", "Stop the clock, or let it go on.", (m, _) => Do(m, m.View.IsPaused ? "resume" : "pause"))
        {
            WhyNot = WhyNotRunning, WordsNow = m => m.View.IsPaused ? "go on" : "pause", IsShown = IsLive,
        },
        new(["f"], "f", "freeze", "Let the board stand still for everybody but you, or let it go on.", (m, _) => HostMenus.Freeze(m.View))
        {
            WhyNot = m => WhyNotRunning(m) ?? (m.View.IsPaused ? "Not while it is paused." : null), WordsNow = m => m.View.Phase == JoinedPhase.Frozen ? "thaw" : "freeze", IsShown = IsLive,
        },
        new(["e"], "e", "extend", "More minutes for everybody; after the end it goes on with them.", (m, _) => HostMenus.Extend(m.View)) { WhyNot = m => WhyNot(m, "The results are being revealed: no time can be added.", JoinedPhase.Lobby, JoinedPhase.Running, JoinedPhase.Frozen, JoinedPhase.Finished), IsShown = m => m.View.Phase < JoinedPhase.Duel },
        new(["E"], "E", "end", "End it before its time, when asked once more.", (m, _) => HostMenus.End(m.View)) { WhyNot = WhyNotRunning, IsShown = IsLive },
        new(["v", Keys.Space], "v", "reveal", "Uncover the next row from below.", (m, _) => Do(m, "reveal"))
        {
            WhyNot = m => WhyNot(m, "Rows are revealed after the end, when everything is judged.", JoinedPhase.Sealed)
                ?? (m.View.Revealed is not { } revealed ? "The board was never frozen: there is nothing to reveal. P publishes." : revealed >= m.View.Board?.Rows.Length ? "Every row is uncovered. P publishes." : null),
            IsShown = m => m.View.Phase == JoinedPhase.Sealed,
        },
        new(["P"], "P", "publish", "Uncover everything and fix the results, when asked once more.", (m, _) => HostMenus.Publish(m.View)) { WhyNot = m => WhyNot(m, "Results are published after the end, when everything is judged.", JoinedPhase.Sealed), IsShown = m => m.View.Phase == JoinedPhase.Sealed },
        new(["a"], "a", "announce", "One line for everybody's screen.", (_, _) => HostMenus.Announce()) { WhyNot = WhyNotOnline },
        new(["l"], "l", "lock", "Let nobody new in, or let them in again.", (m, _) => new HostAsked(new HostCommand.Lobby(new(Locked: !m.View.IsLocked)))) { WhyNot = WhyNotOnline, WordsNow = m => m.View.IsLocked ? "unlock" : "lock" },
        new(["d"], "", "digits", "Ask who joins for digits that the projector shows and that change, or no longer.", (m, _) => new HostAsked(new HostCommand.Lobby(new(AskFactor: m.View.Factor is null)))) { WhyNot = WhyNotOnline },
        new(["c"], "c", "codes", "How the students get their personal codes.", (m, _) => HostMenus.Codes(m.View)) { WhyNot = m => m.View.Roster.IsEmpty ? "Everybody may join: host --roster FILE gives personal codes." : null, IsShown = m => !m.View.Roster.IsEmpty && m.Page == HostPage.Joining },
        new(["x", Keys.Delete], "x", "remove", "Remove the player, when asked once more; x again lets the player in again.", (m, _) => HostMenus.Kick(m.Selected!)) { WhyNot = WhyNotPlayer, IsShown = IsPlayers, WordsNow = m => m.Selected is { IsKicked: true } ? "let in" : "remove" },
        new(["n"], "n", "rename", "Give the player another name.", (m, _) => HostMenus.Rename(m.Selected!)) { WhyNot = WhyNotPlayer, IsShown = IsPlayers },
        new(["h"], "h", "hide", "Leave the player out of the board, or show them again.", (m, _) => new HostAsked(new HostCommand.Player(m.Selected!.Id, "hide", new(On: !m.Selected.IsHidden)))) { WhyNot = WhyNotPlayer, IsShown = IsPlayers, WordsNow = m => m.Selected is { IsHidden: true } ? "show" : "hide" },
        new(["t"], "t", "extra time", "Minutes beyond the common end for the player.", (m, _) => HostMenus.ExtraTime(m.Selected!)) { WhyNot = WhyNotPlayer, IsShown = IsPlayers },
        new(["j"], "j", "judge again", "Have submissions judged again; you see first how many.", (m, _) => HostMenus.Rejudge(m)) { WhyNot = m => WhyNot(m, m.View.Phase == JoinedPhase.Lobby ? "Nothing has been judged yet." : "The results are fixed.", JoinedPhase.Running, JoinedPhase.Frozen, JoinedPhase.Finished, JoinedPhase.Sealed), IsShown = m => m.View.Phase is > JoinedPhase.Lobby and < JoinedPhase.Published },
        new(["w"], "w", "write results", "Write the results as JSON, to be verified anywhere, and as CSV for the gradebook.", (m, _) => HostMenus.Export(m.ExportFolder)) { WhyNot = WhyNotOnline },
        new(["V"], "", "call off", "Call the competition off for good, when asked once more.", (m, _) => HostMenus.Void(m.View)) { WhyNot = m => m.View.Phase is JoinedPhase.Published or JoinedPhase.Void ? "It is over." : WhyNotOnline(m) },
        new(["S"], "", "settings", "Theme and characters.", (_, _) => new SettingsAsked()),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new(["q", Keys.Escape], "q", "leave", "Stop the server, when asked once more. Everything is kept.", (m, _) => HostMenus.Leave(m.View)),
    ];

    /// <summary>A trigger with the state that the teacher sees.</summary>
    public static HostAsked Do(HostModel model, string trigger) => new(new HostCommand.Trigger(trigger, model.View.State));

    private static bool IsLive(HostModel model) => model.View.Phase is JoinedPhase.Running or JoinedPhase.Frozen;

    private static bool IsPlayers(HostModel model) => model.Page == HostPage.Players;

    private static string? WhyNotOnline(HostModel model) => model.View.IsOnline ? null : "The server does not answer.";

    private static string? WhyNotRunning(HostModel model) => WhyNot(model, "Only while it is running.", JoinedPhase.Running, JoinedPhase.Frozen);

    private static string? WhyNotPlayer(HostModel model) => WhyNotOnline(model) ?? (model.Selected is null ? "Choose a player on the page of players first (2)." : null);

    private static string? WhyNot(HostModel model, string otherwise, params ReadOnlySpan<JoinedPhase> phases) => WhyNotOnline(model) ?? (phases.Contains(model.View.Phase) ? null : otherwise);
}
