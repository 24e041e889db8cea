using Stateless;
using Stateless.Graph;

namespace ShortOrder.Contest.Competitions;

/// <summary>What the guards of a competition's life ask about it.</summary>
public sealed record CompetitionFacts
{
    /// <summary>There is a player, and the judge is quiet enough; or the teacher has waived both.</summary>
    public required bool IsReady { get; init; }

    /// <summary>The board stood still when the time was over.</summary>
    public required bool IsBoardFrozen { get; init; }

    /// <summary>The podium is settled by a duel.</summary>
    public required bool HasDuel { get; init; }

    /// <summary>Some row is covered still.</summary>
    public required bool HasCoveredRows { get; init; }
}

/// <summary>The life of a competition. Decides which state follows which, nothing else; the state itself is kept outside.</summary>
public sealed class CompetitionLife
{
    private readonly StateMachine<CompetitionState, CompetitionTrigger> _machine;

    /// <summary>A life over a state that somebody else keeps.</summary>
    /// <param name="read">Gives the state.</param>
    /// <param name="write">Takes the new state.</param>
    /// <param name="facts">Gives what the guards ask about.</param>
    public CompetitionLife(Func<CompetitionState> read, Action<CompetitionState> write, Func<CompetitionFacts> facts)
    {
        const string WasFrozen = "the board was frozen", WasLive = "the board was live";
        _machine = new(read, write);
        _machine.Configure(CompetitionState.Draft)
            .Permit(CompetitionTrigger.Open, CompetitionState.Lobby)
            .Permit(CompetitionTrigger.Void, CompetitionState.Void);
        _machine.Configure(CompetitionState.Lobby)
            .PermitIf(CompetitionTrigger.Start, CompetitionState.Running, () => facts().IsReady, "somebody plays and the judge is quiet, or both are waived")
            .PermitReentry(CompetitionTrigger.Extend)
            .Permit(CompetitionTrigger.Void, CompetitionState.Void);
        _machine.Configure(CompetitionState.Running)
            .Permit(CompetitionTrigger.Pause, CompetitionState.Paused)
            .Permit(CompetitionTrigger.Freeze, CompetitionState.Frozen)
            .PermitReentry(CompetitionTrigger.Extend)
            .Permit(CompetitionTrigger.Finish, CompetitionState.Finished)
            .Permit(CompetitionTrigger.Void, CompetitionState.Void);
        _machine.Configure(CompetitionState.Paused)
            .Permit(CompetitionTrigger.Resume, CompetitionState.Running)
            .PermitReentry(CompetitionTrigger.Extend)
            .Permit(CompetitionTrigger.Finish, CompetitionState.Finished)
            .Permit(CompetitionTrigger.Void, CompetitionState.Void);
        _machine.Configure(CompetitionState.Frozen)
            .Permit(CompetitionTrigger.Pause, CompetitionState.FrozenPaused)
            .Permit(CompetitionTrigger.Thaw, CompetitionState.Running)
            .PermitReentry(CompetitionTrigger.Extend)
            .Permit(CompetitionTrigger.Finish, CompetitionState.Finished)
            .Permit(CompetitionTrigger.Void, CompetitionState.Void);
        _machine.Configure(CompetitionState.FrozenPaused)
            .Permit(CompetitionTrigger.Resume, CompetitionState.Frozen)
            .PermitReentry(CompetitionTrigger.Extend)
            .Permit(CompetitionTrigger.Finish, CompetitionState.Finished)
            .Permit(CompetitionTrigger.Void, CompetitionState.Void);
        _machine.Configure(CompetitionState.Finished)
            .PermitIf(CompetitionTrigger.Extend, CompetitionState.Frozen, () => facts().IsBoardFrozen, WasFrozen)
            .PermitIf(CompetitionTrigger.Extend, CompetitionState.Running, () => !facts().IsBoardFrozen, WasLive)
            .PermitIf(CompetitionTrigger.Drained, CompetitionState.Duel, () => facts().HasDuel, "a duel settles the podium")
            .PermitIf(CompetitionTrigger.Drained, CompetitionState.Sealed, () => !facts().HasDuel, "no duel is wanted")
            .Permit(CompetitionTrigger.Void, CompetitionState.Void);
        _machine.Configure(CompetitionState.Duel)
            .Permit(CompetitionTrigger.Settled, CompetitionState.Sealed)
            .Permit(CompetitionTrigger.Void, CompetitionState.Void);
        _machine.Configure(CompetitionState.Sealed)
            .PermitReentryIf(CompetitionTrigger.Reveal, () => facts().HasCoveredRows, "a row is covered still")
            .Permit(CompetitionTrigger.Publish, CompetitionState.Published)
            .Permit(CompetitionTrigger.Void, CompetitionState.Void);
        _machine.Configure(CompetitionState.Published);
        _machine.Configure(CompetitionState.Void);
    }

    /// <summary>Whether the trigger leads anywhere now.</summary>
    public bool CanFire(CompetitionTrigger trigger) => _machine.CanFire(trigger);

    /// <summary>Goes where the trigger leads.</summary>
    /// <exception cref="InvalidOperationException">It leads nowhere now.</exception>
    public void Fire(CompetitionTrigger trigger) => _machine.Fire(trigger);

    /// <summary>The machine as a Mermaid state diagram, for the README.</summary>
    public string ToMermaid() => MermaidGraph.Format(_machine.GetInfo(), MermaidGraphDirection.TopToBottom).ReplaceLineEndings("\n").Trim();
}
