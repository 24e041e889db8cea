using System.Collections.Immutable;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Joining;

/// <summary>Makes of what came from the server what is shown.</summary>
internal static class JoinedViews
{
    private const int MostNames = 400;

    /// <summary>The competition as of now.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="seat">Who the player is.</param>
    /// <param name="address">The server.</param>
    /// <param name="outbox">What is on its way.</param>
    /// <param name="sinceCame">Time since the competition's state came.</param>
    public static JoinedView Of(JoinedState state, Seat seat, ServerAddress address, Outbox outbox, TimeSpan sinceCame)
    {
        JoinedView view = new()
        {
            Code = seat.Code,
            Address = address.ToString(),
            Player = seat.Player.Name,
            Resume = seat.Player.Resume,
            Link = state.Link,
            LinkWords = LinkWords(state, outbox.Entries.Length),
            Announcements = [.. state.Announcements],
            Submissions = [.. Submissions(state, outbox)],
        };
        if (state.Competition is not { } competition) return view;
        (JoinedPhase phase, bool isPaused) = PhaseOf(competition.State);
        string own = competition.Own?.Player ?? seat.Player.Player;
        view = view with
        {
            Title = SafeWords.Of(competition.Title),
            Player = competition.Own is { } self ? SafeWords.Of(self.Name) : view.Player,
            Phase = phase,
            IsPaused = isPaused,
            Duration = TimeSpan.FromMilliseconds(competition.ElapsedMs + competition.RemainingMs),
            Remaining = phase is not (JoinedPhase.Running or JoinedPhase.Frozen) ? null : Positive(TimeSpan.FromMilliseconds(competition.RemainingMs) - (isPaused ? TimeSpan.Zero : sinceCame)),
            PlayerCount = competition.Players,
            LevelCount = competition.LevelCount,
            Formula = SafeWords.Of(competition.Formula),
            Levels = [.. competition.Levels.Select((level, index) => LevelOf(state, level, index, own))],
        };
        if (state.Board is not { } board) return view;
        return view with
        {
            Players = [.. board.Rows.Take(MostNames).Select(r => SafeWords.Of(r.Name))],
            Board = [.. board.Rows.Select(r => LineOf(r, own))],
            Levels = view.Levels.IsEmpty ? [.. board.Levels.Select(l => new JoinedLevel(SafeWords.Of(l.Id), SafeWords.Of(l.Title), ""))] : view.Levels,
        };
    }

    /// <summary>The phase that a state of the protocol means; an unknown one is taken for the lobby, where nothing can be done.</summary>
    public static (JoinedPhase Phase, bool IsPaused) PhaseOf(string state) => state switch
    {
        "running" => (JoinedPhase.Running, false),
        "paused" => (JoinedPhase.Running, true),
        "frozen" => (JoinedPhase.Frozen, false),
        "frozen-paused" => (JoinedPhase.Frozen, true),
        "finished" => (JoinedPhase.Finished, false),
        "duel" => (JoinedPhase.Duel, false),
        "sealed" => (JoinedPhase.Sealed, false),
        "published" => (JoinedPhase.Published, false),
        "void" => (JoinedPhase.Void, false),
        _ => (JoinedPhase.Lobby, false),
    };

    private static string LinkWords(JoinedState state, int unsent)
    {
        string waiting = unsent == 0 ? "" : unsent == 1 ? " 1 plan is written down here and will be sent." : $" {unsent} plans are written down here and will be sent.";
        return state.Link switch
        {
            LinkState.Offline when state.Competition is { State: "published" or "void" } => "The teacher has closed the server; what you see stays here.",
            LinkState.Offline => state.LinkWords + waiting,
            LinkState.Refused => state.LinkWords,
            LinkState.Connecting => "Asking the server…" + waiting,
            _ => waiting.TrimStart(),
        };
    }

    private static JoinedLevel LevelOf(JoinedState state, LevelView level, int index, string own)
    {
        (Simulation.Levels.Level? read, string problem) = state.Levels.GetValueOrDefault(level.Hash, (null, ""));
        IEnumerable<BoardCell> cells = state.Board is { } board ? board.Rows.Where(r => index < r.Cells.Length).Select(r => r.Cells[index]) : [];
        BoardRow? row = state.Board?.Rows.FirstOrDefault(r => r.Player == own);
        return new(SafeWords.Of(level.Id), SafeWords.Of(level.Title), level.Hash)
        {
            Level = read,
            Problem = problem,
            IsTwin = level.IsTwin,
            Place = row is not null && index < row.Cells.Length && row.Cells[index].Rank > 0 ? row.Cells[index].Rank : null,
            Ranked = cells.Count(c => c.Rank > 0),
        };
    }

    private static BoardLine LineOf(BoardRow row, string own) => new(row.Rank, SafeWords.Of(row.Name), row.Points)
    {
        IsOwn = row.Player == own,
        Minutes = [.. row.Cells.Select(c => c.Minutes)],
        IsCovered = row.IsCovered,
    };

    private static IEnumerable<OwnSubmission> Submissions(JoinedState state, Outbox outbox)
    {
        foreach (OutboxEntry entry in outbox.Entries.Reverse()) yield return new(entry.Key, entry.LevelHash, entry.Plan.GetRawText()) { Words = state.Held };
        foreach (OwnSubmission refused in state.Refused.Reverse()) yield return refused;
        foreach (SubmissionView view in state.Submissions.Reverse()) yield return Of(view, state, outbox);
    }

    private static OwnSubmission Of(SubmissionView view, JoinedState state, Outbox outbox)
    {
        OutboxEntry? sent = outbox.Sent(view.Id);
        string hash = sent?.LevelHash ?? state.Competition?.Levels.FirstOrDefault(l => l.Id == view.Level)?.Hash ?? "";
        JudgementView? judged = view.Judgement;
        return new(sent?.Key ?? view.Id, hash, sent?.Plan.GetRawText() ?? "")
        {
            Id = view.Id,
            State = StateOf(view),
            Position = view.Position,
            ModelMinutes = view.Model.Verdict == "served" ? view.Model.Minutes : null,
            Minutes = judged?.Minutes,
            IsServed = judged is { Outcome: "ok" },
            Runs = judged?.Runs ?? 0,
            BandPercent = judged?.BandPercent ?? 0,
            Machine = SafeWords.Of(judged?.Machine),
            Medal = Enum.TryParse(judged?.Medal, ignoreCase: true, out Medal medal) ? medal : Medal.None,
            Words = view.State == "disturbed" ? "Something disturbed its runs: they are made again, after the others." : view.State is "queued" or "judging" ? "" : SafeWords.Of(judged?.Explanation ?? view.Model.Explanation),
            Trace = state.Traces.GetValueOrDefault(view.Id),
        };
    }

    private static OwnState StateOf(SubmissionView view) => view.State switch
    {
        "queued" or "disturbed" => OwnState.Queued,
        "judging" => OwnState.Judging,
        "replaced" => OwnState.Replaced,
        "rejected" => OwnState.Refused,
        _ => view.Judgement?.Outcome is "noisy" or "suspect" or "error" ? OwnState.Doubtful : OwnState.Judged,
    };

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
