using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>What no library can write of a plan, or not yet.</summary>
internal static class PythonObstacle
{
    /// <summary>Whether an error of a callback is heard by nobody: a coroutine would hear it.</summary>
    public static bool IsSilent(CompiledPlan plan) => plan.Tasks.Any(t => t.Ops.Any(op => op.Code == OpCode.Outcome && (OnFailure)op.Arg == OnFailure.Silence));

    /// <summary>Whether a loop runs in another kitchen than home.</summary>
    public static bool HasFarLoop(CompiledPlan plan) => plan.Threads.Any(t => t.IsLoop && t.Process > 0);

    /// <summary>Whether equipment that a cook has started may fail.</summary>
    public static bool HasFailingEquipment(CompiledPlan plan) =>
        plan.Threads.Any(t => t.Kind == LaneKind.Manual && t.Prologue.Any(op => op.Task >= 0 && plan.Tasks[op.Task].Ops.Any(o => o.Code == OpCode.Outcome)));

    /// <summary>The reason, as the end of a sentence.</summary>
    public static string Of(CompiledPlan plan) =>
        HasFarLoop(plan) ? "it has a loop or greenlets in another kitchen than home"
        : HasFailingEquipment(plan) ? "equipment that a cook has started may fail"
        : "no library does all of its lanes";
}
