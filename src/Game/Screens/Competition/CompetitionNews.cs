using ShortOrder.Contest.Joining;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Competition;

/// <summary>What a player who is planning should hear of the competition, in one line.</summary>
internal static class CompetitionNews
{
    private static readonly TimeSpan[] Warnings = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)];

    /// <summary>What has happened between two views; empty if nothing that matters now.</summary>
    public static string Of(JoinedView before, JoinedView now)
    {
        if (now.Announcements is [var words, ..] && (before.Announcements.IsEmpty || before.Announcements[0] != words)) return $"The teacher: {words}";
        if (now.Link != before.Link) return now.Link switch { LinkState.Online when before.Link == LinkState.Offline => "The server answers again.", LinkState.Offline or LinkState.Refused => now.LinkWords, _ => "" };
        if (now.IsPaused != before.IsPaused) return now.IsPaused ? "The competition is paused; the clock stands still." : "The competition goes on.";
        if (now.Phase != before.Phase) return PhaseNews(now.Phase);
        foreach (OwnSubmission submission in now.Submissions)
            if (submission.State is OwnState.Judged or OwnState.Refused or OwnState.Doubtful && before.Submissions.FirstOrDefault(s => s.Key == submission.Key)?.State is { } was && was != submission.State)
                return $"{now.LevelOf(submission.LevelHash)?.Title}: {Verdict(submission)}";
        foreach (TimeSpan warning in Warnings)
            if (now.Remaining <= warning && before.Remaining > warning) return warning.TotalMinutes > 1 ? $"{Words.Number((decimal)warning.TotalMinutes)} minutes left." : "1 minute left.";
        return "";
    }

    private static string PhaseNews(JoinedPhase phase) => phase switch
    {
        JoinedPhase.Running => "Plans are taken.",
        JoinedPhase.Frozen => "The standings are frozen; your own verdicts still come.",
        JoinedPhase.Finished => "Time is over: nothing is taken any more.",
        JoinedPhase.Published => "The results are out.",
        JoinedPhase.Void => "The competition was called off.",
        _ => "",
    };

    private static string Verdict(OwnSubmission submission) => submission switch
    {
        { State: OwnState.Judged, IsServed: true, Minutes: { } minutes } => $"the judge measured {Words.Minutes(decimal.Round(minutes, 2))} min.",
        { State: OwnState.Refused } => $"refused: {submission.Words}",
        { State: OwnState.Doubtful } => "the teacher looks at your plan.",
        _ => $"not served: {submission.Words}",
    };
}
