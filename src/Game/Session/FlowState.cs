namespace ShortOrder.Game.Session;

/// <summary>Where a player is, in the order in which a level leads through.</summary>
public enum FlowState
{
    /// <summary>The first screen.</summary>
    Title,

    /// <summary>The map of the campaign.</summary>
    Levels,

    /// <summary>What the level is about.</summary>
    Briefing,

    /// <summary>The planning board.</summary>
    Planning,

    /// <summary>The plan is being executed.</summary>
    Serving,

    /// <summary>What came out.</summary>
    Verdict,

    /// <summary>Why it came out so.</summary>
    Explaining,

    /// <summary>The run once more, as a film.</summary>
    Replaying,

    /// <summary>A level for the inspector: the given plan is being broken.</summary>
    Inspecting,

    /// <summary>The door of the editor: where levels of one's own begin.</summary>
    Workshop,

    /// <summary>A level is being edited.</summary>
    Editing,

    /// <summary>A classroom competition as who takes part sees it: who is there, levels, standings.</summary>
    Competition,

    /// <summary>A plan that was submitted: its place in the queue, its verdict.</summary>
    Judging,

    /// <summary>A classroom competition as who holds it sees it.</summary>
    Hosting,

    /// <summary>The game is over; nothing leads out of here.</summary>
    Closed,
}

/// <summary>What leads from one place to the next.</summary>
public enum FlowTrigger
{
    /// <summary>To the map of the campaign.</summary>
    Browse,

    /// <summary>A level was chosen.</summary>
    Open,

    /// <summary>The briefing has been read.</summary>
    Plan,

    /// <summary>The plan shall be executed.</summary>
    Serve,

    /// <summary>The execution has come to a result of any kind.</summary>
    Served,

    /// <summary>The player stopped the execution.</summary>
    Cancelled,

    /// <summary>Why did it come out so?</summary>
    Explain,

    /// <summary>What happened, as a film.</summary>
    Replay,

    /// <summary>The same level again, with the plan as it was.</summary>
    Retry,

    /// <summary>On to the next level.</summary>
    Next,

    /// <summary>To the door of the editor.</summary>
    Author,

    /// <summary>A level shall be edited.</summary>
    Edit,

    /// <summary>To the competition that was joined.</summary>
    Join,

    /// <summary>To the competition that is held here.</summary>
    Host,

    /// <summary>The plan goes to the judge of the competition.</summary>
    Submit,

    /// <summary>What became of a submitted plan?</summary>
    Review,

    /// <summary>One step back.</summary>
    Back,

    /// <summary>Leave the game.</summary>
    Quit,
}
