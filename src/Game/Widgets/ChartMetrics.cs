using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Widgets;

/// <summary>How metrics are drawn.</summary>
internal static class ChartMetrics
{
    /// <summary>Whether a metric counts things.</summary>
    public static bool IsWhole(this Metric metric) => metric is Metric.Lanes or Metric.Kitchens or Metric.Cards;

    /// <summary>The finest bins that say anything: one thing, or the scored tenth.</summary>
    public static decimal Finest(this Metric metric) => metric.IsWhole() ? 1 : 0.1m;
}
