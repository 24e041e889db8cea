using System.Runtime.CompilerServices;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Screens.Board;

/// <summary>What the model says about plans in a list, each plan asked once. Asking is the same however often; only how long it takes is not.</summary>
internal sealed class PlanFigures
{
    /// <summary>Tasks that the model may be asked to run in one go, so that a key is answered at once.</summary>
    private const int MostTasks = 1_500;

    private readonly ConditionalWeakTable<Plan, Score?[]> _known = [];
    private readonly Level _level;
    private readonly Func<Level, Plan, Prediction> _predict;
    private readonly int _mostAtOnce;

    public PlanFigures(Level level, Func<Level, Plan, Prediction> predict) =>
        (_level, _predict, _mostAtOnce) = (level, predict, Math.Clamp(MostTasks / Math.Max(1, level.Tasks.Sum(t => t.Count)), 1, 60));

    /// <summary>Asks about plans that were not asked about yet, the first ones first, as many as may be.</summary>
    public void Ask(IEnumerable<Plan> plans)
    {
        int asked = 0;
        foreach (Plan plan in plans)
        {
            if (_known.TryGetValue(plan, out _)) continue;
            if (asked++ == _mostAtOnce) return;
            _known.Add(plan, [_predict(_level, plan).Forecast?.Score]);
        }
    }

    /// <summary>Minutes and medal: <c>6.0 ● gold</c>; <c>…</c> where it was not asked yet.</summary>
    public Line Of(Plan plan)
    {
        if (!_known.TryGetValue(plan, out Score?[]? known)) return Line.Of("…", Ink.Dim);
        if (known[0] is not { } score) return Line.Of("     – not ready", Ink.Dim);
        return Line.Of($"{Words.Minutes(score[Metric.Time]),6} ", Ink.Strong) + (score.Verdict == Verdict.Served ? Words.Of(score.Medal) : Line.Of(Words.Of(score.Verdict), Ink.Bad));
    }
}
