using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Scoreboard;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Server;

/// <summary>The competition as each of its three audiences sees it.</summary>
internal static class CompetitionViews
{
    /// <summary>As a player, the projector (no player) or the teacher sees it.</summary>
    public static CompetitionView Of(ContestServer server, Player? player, bool isTeacher)
    {
        Competition competition = server.Competition.Current;
        LevelSet levels = server.Competition.Levels;
        long elapsed = server.Competition.Clock.ElapsedMs;
        bool hasStarted = competition.State is not (CompetitionState.Draft or CompetitionState.Lobby);
        return new()
        {
            Id = competition.Id,
            Title = competition.Settings.Title,
            State = competition.State.Name(),
            ElapsedMs = elapsed,
            RemainingMs = competition.State is CompetitionState.Finished or CompetitionState.Duel or CompetitionState.Sealed || competition.State.IsOver() ? 0 : Math.Max(0, server.Competition.EndMs(player) - elapsed),
            IsBoardFrozen = CompetitionDesk.FrozenAtMs(competition) is not null,
            Revealed = competition is { State: CompetitionState.Sealed, FrozenAtMs: not null } ? competition.Revealed : null,
            IsLocked = competition.IsLocked,
            Players = server.Players.Shown,
            Levels = hasStarted || isTeacher
                ? [.. (player is null ? levels.All : levels.Of(player.Id)).Select(l => new LevelView(l.Text.Id, l.Text.Title, l.Text.Hash, [.. l.Level.Metrics.Select(m => m.Name())], l.Text.Weight) { IsTwin = levels.HasTwins(l.Text.Id) })] : [],
            LevelCount = levels.All.Length,
            Formula = Standings.Formula,
            Own = player is null ? null : new(player.Id, player.Name, player.ExtraMs, server.Submissions.CoolDown.LeftMs(player.Id, server.AwaitedPlans)),
            Announcement = competition.Announcement,
            Factor = player is null ? server.Players.Factor : null,
        };
    }
}
