using System.Globalization;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Competition;

/// <summary>What the game calls the things of a competition.</summary>
internal static class CompetitionWords
{
    /// <summary>A length of time: <c>12:05</c>, with hours <c>1:02:05</c>. It is rounded up, so that 0:00 is the end.</summary>
    public static string Of(TimeSpan time)
    {
        TimeSpan whole = TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, time.TotalSeconds)));
        return whole.ToString(whole.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>What the start brings, e.g. <c>The 2 levels come</c>.</summary>
    public static string LevelsToCome(JoinedView view) => view.LevelCount switch { 0 => "The levels come", 1 => "The level comes", int count => $"The {count} levels come" };

    /// <summary>Where the competition is and what time it has, e.g. <c>running, 12:05 left</c>.</summary>
    public static string Of(JoinedView view)
    {
        string time = view.Remaining is { } remaining ? $"{Of(remaining)} left" : "";
        return view.Phase switch
        {
            JoinedPhase.Lobby when view.Link == LinkState.Connecting => "connecting",
            JoinedPhase.Lobby => view.Duration is { } all ? $"not begun yet, {Of(all)} to play" : "not begun yet",
            JoinedPhase.Running or JoinedPhase.Frozen when view.IsPaused => time.Length > 0 ? $"paused, {time}" : "paused",
            JoinedPhase.Running => time.Length > 0 ? time : "running",
            JoinedPhase.Frozen => time.Length > 0 ? $"{time}, board frozen" : "board frozen",
            JoinedPhase.Finished => "time is over",
            JoinedPhase.Duel => "time is over, podium duel",
            JoinedPhase.Sealed => "the reveal",
            JoinedPhase.Published => "results",
            _ => "called off",
        };
    }

    /// <summary>A submission in a few words, e.g. <c>place 3 in the queue</c>.</summary>
    public static Line Of(OwnSubmission submission) => submission.State switch
    {
        OwnState.Unsent => Line.Of("not sent yet", Ink.Warn),
        OwnState.Queued => Line.Of(submission.Position is { } place ? $"place {place} in the queue" : "in the queue", Ink.Key),
        OwnState.Judging => Line.Of("being judged", Ink.Key),
        OwnState.Replaced => Line.Of("replaced by a newer plan", Ink.Dim),
        OwnState.Refused => Line.Of("refused", Ink.Bad),
        OwnState.Doubtful => Line.Of("the teacher looks at it", Ink.Warn),
        _ when submission is { IsServed: true, Minutes: { } minutes } => Line.Of($"{Words.Minutes(decimal.Round(minutes, 2))} min", Ink.Good),
        _ => Line.Of("failed", Ink.Bad),
    };
}
