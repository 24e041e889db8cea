using Stateless;
using Stateless.Graph;

namespace ShortOrder.Game.Session;

/// <summary>The way through the game. Decides which screen follows which, nothing else; the state itself is kept outside.</summary>
public sealed class GameFlow
{
    private readonly StateMachine<FlowState, FlowTrigger> _machine;

    /// <summary>A flow over a state that somebody else keeps.</summary>
    /// <param name="read">Gives the state.</param>
    /// <param name="write">Takes the new state.</param>
    /// <param name="isPlanLegal">Whether the plan on the board can be executed.</param>
    /// <param name="hasNextLevel">Whether a level follows the present one.</param>
    /// <param name="cameFromPages">Whether the film was asked for on the explaining pages and not on the verdict.</param>
    /// <param name="isForInspector">Whether the level gives a plan to break; null: never.</param>
    /// <param name="isTried">Whether the level is tried by its author, who then goes back to the editor; null: never.</param>
    /// <param name="isJoined">Whether the level is one of a competition, to which the way leads back then; null: never.</param>
    /// <param name="isApart">Whether the level is none of the map, such as today's order, so that the way leads back to the title; null: never.</param>
    public GameFlow(Func<FlowState> read, Action<FlowState> write, Func<bool> isPlanLegal, Func<bool> hasNextLevel, Func<bool> cameFromPages, Func<bool>? isForInspector = null, Func<bool>? isTried = null, Func<bool>? isJoined = null, Func<bool>? isApart = null)
    {
        const string Tried = "its author tries it", Listed = "a player plays it, and the map has it", Apart = "a player plays it, and the map does not have it", Played = "a player plays it", Follows = "a level follows", Last = "it was the last level", Joined = "it is of a competition";
        isForInspector ??= () => false;
        isTried ??= () => false;
        isJoined ??= () => false;
        isApart ??= () => false;
        bool IsPlayed() => !isTried() && !isJoined();
        bool IsListed() => IsPlayed() && !isApart();
        bool IsApart() => IsPlayed() && isApart();
        bool HasNext() => IsListed() && hasNextLevel();
        bool IsLast() => IsListed() && !hasNextLevel();
        _machine = new(read, write);
        _machine.Configure(FlowState.Title)
            .Permit(FlowTrigger.Browse, FlowState.Levels)
            .Permit(FlowTrigger.Open, FlowState.Briefing)
            .Permit(FlowTrigger.Author, FlowState.Workshop)
            .Permit(FlowTrigger.Edit, FlowState.Editing)
            .PermitIf(FlowTrigger.Join, FlowState.Competition, isJoined, "a competition was joined")
            .Permit(FlowTrigger.Host, FlowState.Hosting)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Levels)
            .Permit(FlowTrigger.Open, FlowState.Briefing)
            .Permit(FlowTrigger.Edit, FlowState.Editing)
            .Permit(FlowTrigger.Back, FlowState.Title)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Briefing)
            .PermitIf(FlowTrigger.Plan, FlowState.Planning, () => !isForInspector(), "the player makes the plan")
            .PermitIf(FlowTrigger.Plan, FlowState.Inspecting, isForInspector, "a plan is given")
            .PermitIf(FlowTrigger.Back, FlowState.Levels, IsListed, Listed)
            .PermitIf(FlowTrigger.Back, FlowState.Title, IsApart, Apart)
            .PermitIf(FlowTrigger.Back, FlowState.Editing, isTried, Tried)
            .PermitIf(FlowTrigger.Back, FlowState.Competition, isJoined, Joined)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Planning)
            .PermitIf(FlowTrigger.Serve, FlowState.Serving, isPlanLegal, "plan is legal")
            .PermitIf(FlowTrigger.Back, FlowState.Briefing, IsPlayed, Played)
            .PermitIf(FlowTrigger.Back, FlowState.Editing, isTried, Tried)
            .PermitIf(FlowTrigger.Back, FlowState.Competition, isJoined, Joined)
            .PermitIf(FlowTrigger.Submit, FlowState.Judging, () => isJoined() && isPlanLegal(), "plan is legal, level is of a competition")
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Serving)
            .Permit(FlowTrigger.Served, FlowState.Verdict)
            .Permit(FlowTrigger.Cancelled, FlowState.Planning)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Verdict)
            .PermitIf(FlowTrigger.Next, FlowState.Briefing, HasNext, Follows)
            .PermitIf(FlowTrigger.Next, FlowState.Levels, IsLast, Last)
            .PermitIf(FlowTrigger.Next, FlowState.Title, IsApart, Apart)
            .PermitIf(FlowTrigger.Next, FlowState.Editing, isTried, Tried)
            .PermitIf(FlowTrigger.Next, FlowState.Competition, isJoined, Joined)
            .Permit(FlowTrigger.Explain, FlowState.Explaining)
            .Permit(FlowTrigger.Replay, FlowState.Replaying)
            .Permit(FlowTrigger.Retry, FlowState.Planning)
            .PermitIf(FlowTrigger.Back, FlowState.Levels, IsListed, Listed)
            .PermitIf(FlowTrigger.Back, FlowState.Title, IsApart, Apart)
            .PermitIf(FlowTrigger.Back, FlowState.Editing, isTried, Tried)
            .PermitIf(FlowTrigger.Back, FlowState.Competition, isJoined, Joined)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Explaining)
            .PermitIf(FlowTrigger.Next, FlowState.Briefing, HasNext, Follows)
            .PermitIf(FlowTrigger.Next, FlowState.Levels, IsLast, Last)
            .PermitIf(FlowTrigger.Next, FlowState.Title, IsApart, Apart)
            .PermitIf(FlowTrigger.Next, FlowState.Editing, isTried, Tried)
            .PermitIf(FlowTrigger.Next, FlowState.Competition, isJoined, Joined)
            .Permit(FlowTrigger.Replay, FlowState.Replaying)
            .Permit(FlowTrigger.Retry, FlowState.Planning)
            .Permit(FlowTrigger.Back, FlowState.Verdict)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Replaying)
            .Permit(FlowTrigger.Retry, FlowState.Planning)
            .PermitIf(FlowTrigger.Back, FlowState.Explaining, cameFromPages, "it was asked for on the pages")
            .PermitIf(FlowTrigger.Back, FlowState.Verdict, () => !cameFromPages(), "it was asked for on the verdict")
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Inspecting)
            .PermitIf(FlowTrigger.Next, FlowState.Briefing, HasNext, Follows)
            .PermitIf(FlowTrigger.Next, FlowState.Levels, IsLast, Last)
            .PermitIf(FlowTrigger.Next, FlowState.Title, IsApart, Apart)
            .PermitIf(FlowTrigger.Next, FlowState.Editing, isTried, Tried)
            .PermitIf(FlowTrigger.Next, FlowState.Competition, isJoined, Joined)
            .PermitIf(FlowTrigger.Back, FlowState.Briefing, IsPlayed, Played)
            .PermitIf(FlowTrigger.Back, FlowState.Editing, isTried, Tried)
            .PermitIf(FlowTrigger.Back, FlowState.Competition, isJoined, Joined)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Workshop)
            .Permit(FlowTrigger.Edit, FlowState.Editing)
            .Permit(FlowTrigger.Back, FlowState.Title)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Editing)
            .Permit(FlowTrigger.Open, FlowState.Briefing)
            .PermitIf(FlowTrigger.Plan, FlowState.Planning, () => !isForInspector(), "the player makes the plan")
            .PermitIf(FlowTrigger.Plan, FlowState.Inspecting, isForInspector, "a plan is given")
            .Permit(FlowTrigger.Back, FlowState.Workshop)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Competition)
            .Permit(FlowTrigger.Open, FlowState.Briefing)
            .Permit(FlowTrigger.Review, FlowState.Judging)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Judging)
            .Permit(FlowTrigger.Retry, FlowState.Planning)
            .Permit(FlowTrigger.Back, FlowState.Competition)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Hosting)
            .Permit(FlowTrigger.Quit, FlowState.Closed);
        _machine.Configure(FlowState.Closed);
    }

    /// <summary>Whether the trigger leads anywhere now.</summary>
    public bool CanFire(FlowTrigger trigger) => _machine.CanFire(trigger);

    /// <summary>Goes where the trigger leads.</summary>
    /// <exception cref="InvalidOperationException">It leads nowhere now.</exception>
    public void Fire(FlowTrigger trigger) => _machine.Fire(trigger);

    /// <summary>The machine as a Mermaid state diagram, for the README.</summary>
    public string ToMermaid() => MermaidGraph.Format(_machine.GetInfo(), MermaidGraphDirection.TopToBottom).ReplaceLineEndings("\n").Trim();
}
