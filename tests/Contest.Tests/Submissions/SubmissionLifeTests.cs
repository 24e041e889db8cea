using ShortOrder.Contest.Submissions;
using static ShortOrder.Contest.Submissions.SubmissionState;
using Trigger = ShortOrder.Contest.Submissions.SubmissionTrigger;

namespace ShortOrder.Contest.Tests.Submissions;

public sealed class SubmissionLifeTests
{
    private static readonly (SubmissionState From, Trigger By, SubmissionState To)[] Table =
    [
        (Queued, Trigger.Claim, SubmissionState.Judging), (Queued, Trigger.Answer, Judged), (Queued, Trigger.Replace, Replaced), (Queued, Trigger.Reject, Rejected),
        (SubmissionState.Judging, Trigger.Claim, SubmissionState.Judging), (SubmissionState.Judging, Trigger.Settle, Judged), (SubmissionState.Judging, Trigger.Disturb, Disturbed), (SubmissionState.Judging, Trigger.Lose, Queued), (SubmissionState.Judging, Trigger.Reject, Rejected),
        (Disturbed, Trigger.Requeue, Queued), (Disturbed, Trigger.Answer, Judged), (Disturbed, Trigger.Replace, Replaced),
        (Judged, Trigger.Rejudge, Queued), (Rejected, Trigger.Rejudge, Queued),
    ];

    [Fact]
    public void Every_trigger_leads_where_the_table_says_and_nowhere_else()
    {
        foreach (SubmissionState from in Enum.GetValues<SubmissionState>())
            foreach (Trigger by in Enum.GetValues<Trigger>())
            {
                SubmissionState? expected = Table.Where(t => t.From == from && t.By == by).Select(t => (SubmissionState?)t.To).SingleOrDefault();
                Assert.Equal((from, by, expected), (from, by, SubmissionLife.Next(from, by)));
            }
    }

    [Fact]
    public void Names_lead_back_to_states() => Assert.All(Enum.GetValues<SubmissionState>(), s => Assert.Equal(s, SubmissionNames.State(s.Name())));

    [Fact]
    public void The_readme_shows_the_machine_as_it_is() => Diagrams.AssertShown(new SubmissionLife(() => Queued, _ => { }).ToMermaid());
}
