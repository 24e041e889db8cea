using System.Collections.Immutable;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Contest.Joining;

/// <summary>What a player's side knows, as it came. Immutable; <see cref="JoinedViews"/> makes of it what is shown.</summary>
internal sealed record JoinedState
{
    /// <summary>Most announcements that are remembered.</summary>
    private const int MostAnnouncements = 50;

    public CompetitionView? Competition { get; init; }

    /// <summary>When <see cref="Competition"/> came, by the local monotonic clock.</summary>
    public long CameAt { get; init; }

    public Board? Board { get; init; }

    /// <summary>By id, the oldest first.</summary>
    public ImmutableList<SubmissionView> Submissions { get; init; } = [];

    /// <summary>By hash.</summary>
    public ImmutableDictionary<string, (Level? Level, string Problem)> Levels { get; init; } = ImmutableDictionary<string, (Level?, string)>.Empty;

    /// <summary>By the submission's id; null where there is none to have.</summary>
    public ImmutableDictionary<string, JudgedTrace?> Traces { get; init; } = ImmutableDictionary<string, JudgedTrace?>.Empty;

    /// <summary>What the server refused: it never got a name there.</summary>
    public ImmutableList<OwnSubmission> Refused { get; init; } = [];

    /// <summary>Why what is written down is not taken now though the server answers; empty if nothing is in its way.</summary>
    public string Held { get; init; } = "";

    public ImmutableList<string> Announcements { get; init; } = [];

    public LinkState Link { get; init; }

    public string LinkWords { get; init; } = "";

    /// <summary>With news of a submission; one that is known keeps its place.</summary>
    public JoinedState With(SubmissionView submission)
    {
        int index = Submissions.FindIndex(s => s.Id == submission.Id);
        return this with { Submissions = index < 0 ? Submissions.Add(submission) : Submissions.SetItem(index, submission) };
    }

    /// <summary>With a word of the teacher; the same one again counts once.</summary>
    public JoinedState WithAnnouncement(string? words)
    {
        string text = SafeWords.Of(words);
        return text.Length == 0 || (!Announcements.IsEmpty && Announcements[0] == text) ? this : this with { Announcements = [.. Announcements.Insert(0, text).Take(MostAnnouncements)] };
    }
}
