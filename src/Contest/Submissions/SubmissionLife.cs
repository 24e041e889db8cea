using Stateless;
using Stateless.Graph;

namespace ShortOrder.Contest.Submissions;

/// <summary>The life of a submission. Decides which state follows which, nothing else; the state itself is kept outside.</summary>
public sealed class SubmissionLife
{
    private readonly StateMachine<SubmissionState, SubmissionTrigger> _machine;

    /// <summary>A life over a state that somebody else keeps.</summary>
    /// <param name="read">Gives the state.</param>
    /// <param name="write">Takes the new state.</param>
    public SubmissionLife(Func<SubmissionState> read, Action<SubmissionState> write)
    {
        _machine = new(read, write);
        _machine.Configure(SubmissionState.Queued)
            .Permit(SubmissionTrigger.Claim, SubmissionState.Judging)
            .Permit(SubmissionTrigger.Answer, SubmissionState.Judged)
            .Permit(SubmissionTrigger.Replace, SubmissionState.Replaced)
            .Permit(SubmissionTrigger.Reject, SubmissionState.Rejected);
        _machine.Configure(SubmissionState.Judging)
            .PermitReentry(SubmissionTrigger.Claim)
            .Permit(SubmissionTrigger.Settle, SubmissionState.Judged)
            .Permit(SubmissionTrigger.Disturb, SubmissionState.Disturbed)
            .Permit(SubmissionTrigger.Lose, SubmissionState.Queued)
            .Permit(SubmissionTrigger.Reject, SubmissionState.Rejected);
        _machine.Configure(SubmissionState.Disturbed)
            .Permit(SubmissionTrigger.Requeue, SubmissionState.Queued)
            .Permit(SubmissionTrigger.Answer, SubmissionState.Judged)
            .Permit(SubmissionTrigger.Replace, SubmissionState.Replaced);
        _machine.Configure(SubmissionState.Judged)
            .Permit(SubmissionTrigger.Rejudge, SubmissionState.Queued);
        _machine.Configure(SubmissionState.Rejected)
            .Permit(SubmissionTrigger.Rejudge, SubmissionState.Queued);
        _machine.Configure(SubmissionState.Replaced);
    }

    /// <summary>Whether the trigger leads anywhere now.</summary>
    public bool CanFire(SubmissionTrigger trigger) => _machine.CanFire(trigger);

    /// <summary>Goes where the trigger leads.</summary>
    /// <exception cref="InvalidOperationException">It leads nowhere now.</exception>
    public void Fire(SubmissionTrigger trigger) => _machine.Fire(trigger);

    /// <summary>Where the trigger leads from a state; null if nowhere.</summary>
    public static SubmissionState? Next(SubmissionState state, SubmissionTrigger trigger)
    {
        SubmissionLife life = new(() => state, next => state = next);
        if (!life.CanFire(trigger)) return null;
        life.Fire(trigger);
        return state;
    }

    /// <summary>The machine as a Mermaid state diagram, for the README.</summary>
    public string ToMermaid() => MermaidGraph.Format(_machine.GetInfo(), MermaidGraphDirection.TopToBottom).ReplaceLineEndings("\n").Trim();
}
