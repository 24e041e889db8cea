using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Session;

/// <summary>When there are hints. A level without hints of its own has none at all: that is how a pack forbids them.</summary>
public static class HintRules
{
    /// <summary>Why a plan cannot be compared with better ones once the level's own hints are read; null if it can.</summary>
    /// <param name="level">The level.</param>
    /// <param name="prediction">What the model says about the plan; null where there is none of the player's own.</param>
    public static string? WhyNotCompare(Level level, Prediction? prediction) => prediction switch
    {
        _ when level.Hints.IsEmpty => "This level has no hints.",
        null => "This level has no more hints.",
        { Forecast: null } => "Once every task is on a lane, the plan can be compared with better ones.",
        { Forecast.Score.Verdict: not Simulation.Scoring.Verdict.Served } => "Once the model serves the plan, it can be compared with better ones.",
        _ => null,
    };
}
