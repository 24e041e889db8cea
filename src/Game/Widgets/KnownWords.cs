using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Widgets;

/// <summary>How good the best plan known of a level is, claiming no more than was proved: proved best, within so many per cent, or best known.</summary>
public static class KnownWords
{
    /// <summary>A sentence or two: the floor with its reason, and how near the best plan known comes to it.</summary>
    public static string Of(KnownBest known)
    {
        if (known.Metric != Metric.Time) return known.Value is null ? "Nothing is known of the best plan." : $"{Capital(Short(known))}.";
        LowerBound floor = known.Bounds[0];
        string nobody = $"No plan is faster than {Words.Minutes(floor.Makespan.Minutes)} minutes: {floor.Reason}.";
        return known.Value is null || known.IsProved ? nobody : $"{nobody} {Capital(Short(known))}.";
    }

    /// <summary>In a few words, without capital and full stop.</summary>
    public static string Short(KnownBest known) => known switch
    {
        { Value: null } => "no best plan is known",
        { IsProved: true } => $"proved best: {Amount(known)}",
        { Gap: { } gap } => $"best known: {Amount(known)}, at most {Words.Number(decimal.Round(gap * 100, 1, MidpointRounding.ToPositiveInfinity))} % above what is possible",
        _ => $"best known: {Amount(known)}",
    };

    private static string Amount(KnownBest known) => (known.Metric, known.Value!.Value) switch
    {
        (Metric.Wait or Metric.WorstWait, var wait) => $"{Words.Of(known.Metric)} {Words.Minutes(wait)}",
        (Metric.Time, var time) => $"{Words.Number(time)} minutes",
        (_, var value) => $"{Words.Number(value)} {Words.Of(known.Metric)}",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
