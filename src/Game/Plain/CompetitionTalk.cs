using ShortOrder.Contest.Joining;
using ShortOrder.Game.Screens.Competition;

namespace ShortOrder.Game.Plain;

/// <summary>Tells of a competition.</summary>
internal static class CompetitionTalk
{
    private const int MostNames = 30, MostLines = 10;

    /// <summary>Where it is, what is played, who is there.</summary>
    public static void Tell(PlainGame game, JoinedView view)
    {
        game.Out.Say($"{(view.Title.Length > 0 ? view.Title : "The competition")}: {CompetitionWords.Of(view)}. You are {view.Player}.");
        if (view.LinkWords.Length > 0) game.Out.Say(view.LinkWords);
        for (int i = 0; i < view.Levels.Length; i++)
        {
            JoinedLevel level = view.Levels[i];
            string reached = view.Best(level.Hash) is { Minutes: { } minutes } ? $"your best verdict is {Spoken.Minutes(minutes)}{(level.Place is { } place ? $", place {place} of {level.Ranked}" : "")}" : level.Problem.Length > 0 ? level.Problem : "no verdict yet";
            game.Out.Item($"1.{i + 1} {level.Title}: {Spoken.Stopped(reached)}{(level.IsTwin ? " Its numbers are your own." : "")}");
        }
        if (view.Phase == JoinedPhase.Lobby) game.Out.Say($"You are in. {CompetitionWords.LevelsToCome(view)} when the teacher starts; an empty line tells whether that has happened.");
        if (view.Phase == JoinedPhase.Lobby && !view.Players.IsEmpty) game.Out.Say($"{Spoken.Counted(view.PlayerCount, "player")}: {Spoken.Some(view.Players, MostNames)}.");
        if (!view.Announcements.IsEmpty) game.Out.Say($"The teacher said last: {Spoken.Stopped(view.Announcements[0])}");
    }

    /// <summary>What has happened since the last line, if it matters.</summary>
    public static void News(PlainGame game, JoinedView? before, JoinedView now)
    {
        if (before is null) Tell(game, now);
        else if (CompetitionNews.Of(before, now) is { Length: > 0 } news) game.Out.Say(news);
    }

    /// <summary>What became of what was submitted.</summary>
    public static void Submissions(PlainGame game, JoinedView view)
    {
        if (view.Submissions.IsEmpty) game.Out.Say("You have submitted nothing yet.");
        foreach (OwnSubmission submission in view.Submissions.Take(MostLines))
        {
            string model = submission.ModelMinutes is { } minutes ? $" The model says {Spoken.Minutes(minutes)}." : "";
            string words = submission.Words.Length > 0 && submission.State is not OwnState.Queued ? $" {Spoken.Stopped(submission.Words)}" : "";
            game.Out.Item($"{view.LevelOf(submission.LevelHash)?.Title ?? "A level"}: {CompetitionWords.Of(submission)}.{model}{words}");
        }
    }

    /// <summary>The first lines, and the player's own.</summary>
    public static void Standings(PlainGame game, JoinedView view)
    {
        if (view.Board.IsEmpty) game.Out.Say("Nobody has a verdict yet.");
        if (view.Phase == JoinedPhase.Frozen) game.Out.Say("The standings are frozen; your own verdicts still come.");
        foreach (BoardLine line in view.Board.Take(MostLines)) game.Out.Item(Of(line));
        if (view.Own is { } own && view.Board.IndexOf(own) >= MostLines) game.Out.Item(Of(own));
        if (view.Formula.Length > 0) game.Out.Say(Spoken.Stopped(view.Formula));
    }

    private static string Of(BoardLine line)
    {
        string name = line.IsOwn ? $"{line.Name}, that is you" : line.Name;
        if (line.IsCovered) return $"{name}: not uncovered yet.";
        return line.Rank == 0 ? $"{name}: no verdict yet." : $"Place {line.Rank}: {name}, {Spoken.Counted(line.Points, "point")}.";
    }
}
