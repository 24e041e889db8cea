using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Simulation.Levels;

/// <summary>What makes a level one for the inspector (<c>"kind": "inspect"</c>): a plan is given, and the player is the scheduler who breaks it.</summary>
/// <param name="Goal">What has to happen: <see cref="InspectionVerdict.Race"/> or <see cref="InspectionVerdict.Deadlock"/>.</param>
/// <param name="Gold">Most switches that still earn gold: the fewest there are.</param>
/// <param name="Silver">Most switches that still earn silver.</param>
/// <param name="Bronze">Most switches that still earn bronze.</param>
public sealed record Challenge(InspectionVerdict Goal, int Gold, int Silver, int Bronze)
{
    /// <summary>The level's kind in JSON.</summary>
    public const string Kind = "inspect";

    /// <summary>Name of the author plan that is given.</summary>
    public const string Given = "given";

    /// <summary>The verdict that the goal amounts to.</summary>
    public Verdict Verdict => Goal == InspectionVerdict.Deadlock ? Verdict.Deadlock : Verdict.LostUpdate;

    /// <summary>What breaking the plan with so many switches earns.</summary>
    public Medal MedalFor(int switches) =>
        switches <= Gold ? Medal.Gold : switches <= Silver ? Medal.Silver : switches <= Bronze ? Medal.Bronze : Medal.None;
}
