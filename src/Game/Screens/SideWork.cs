using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Editor;
using ShortOrder.Game.Screens.Map;
using ShortOrder.Game.Screens.Outcome;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Authoring;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens;

/// <summary>What workers find out beside the screen. They are asked for news again and again, and none may run beside what is measured.</summary>
internal sealed class SideWork
{
    /// <summary>Looks for the unkind schedule of a plan.</summary>
    public PlanInspector Inspector { get; } = new();

    /// <summary>Counts what plans of a level reach.</summary>
    public PlanCounter Counter { get; } = new();

    /// <summary>Makes today's order.</summary>
    public Background<Level> Daily { get; } = new();

    /// <summary>Finds what a plan loses against better ones.</summary>
    public Background<PlanLoss> Losses { get; } = new();

    /// <summary>Finds out about a level that is being written.</summary>
    public LevelAnalyst Analyst { get; } = new();

    /// <summary>Whether anything is under way.</summary>
    public bool IsAtWork => Inspector.IsAtWork || Counter.IsAtWork || Daily.IsAtWork || Losses.IsAtWork || Analyst.IsAtWork;

    /// <summary>What has come since the last time.</summary>
    public IEnumerable<ScreenMessage> News()
    {
        if (Inspector.Take() is { } found) yield return new InspectionDone(found);
        if (Daily.Take() is { } level) yield return new LevelChosen(level);
        if (Losses.Take() is { } loss) yield return new LossCame(loss);
        if (Counter.Take() is { } tally) yield return new TallyCame(tally);
        if (Analyst.Take() is { } report) yield return new ReportCame(report);
    }

    /// <summary>Stops what belongs to a screen that is left. Counting goes on: its result is for several.</summary>
    public void LeaveScreen()
    {
        Inspector.Stop();
        Daily.Stop();
        Losses.Stop();
        Analyst.Stop();
    }

    /// <summary>Stops everything, and waits so long for the worker that keeps a core busiest.</summary>
    public void Stop(TimeSpan wait = default)
    {
        LeaveScreen();
        Counter.Stop();
        Analyst.Stop(wait);
    }
}
