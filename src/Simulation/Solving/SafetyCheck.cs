using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Solving;

/// <summary>Asks the inspector about plans, each once, until a number of states has been looked at.</summary>
internal sealed class SafetyCheck(Level level, long mostStates)
{
    private const int StatesPerPlan = 20_000;

    private readonly bool _canBreak = !level.Shared.IsEmpty || level.Tasks.Any(t => !t.After.IsEmpty || t.Steps.Any(s => s.Kind == StepKind.Take));
    private readonly Dictionary<string, InspectionVerdict> _known = [];
    private long _states;

    /// <summary>The inspector's verdict; unknown once the states are used up.</summary>
    public InspectionVerdict Ask(Plan plan)
    {
        if (!_canBreak) return InspectionVerdict.Safe;
        string text = PlanWriter.Write(plan);
        if (_known.TryGetValue(text, out InspectionVerdict verdict)) return verdict;
        if (_states >= mostStates) return InspectionVerdict.Unknown;
        Inspection.Inspection found = Inspector.Inspect(PlanCompiler.Compile(level, plan), StatesPerPlan);
        _states += found.States + 1;
        return _known[text] = found.Verdict;
    }
}
