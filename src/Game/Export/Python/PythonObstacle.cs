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

    /// <summary>Whether a process does nothing but the steps that loops hand to it.</summary>
    public static bool IsHelper(CompiledPlan plan, int process) =>
        process > 0 && plan.Channels.Any(c => c.Process == process && c.Name != OffloadTarget.Thread) && plan.Tasks.All(t => t.Kitchen != plan.Processes[process].Kitchen);

    /// <summary>Whether a step goes to a kitchen that has tasks of its own.</summary>
    public static bool HasBusyHelper(CompiledPlan plan) => plan.Channels.Any(c => c.Name != OffloadTarget.Thread && !IsHelper(plan, c.Process));

    /// <summary>Whether a step that goes to another kitchen reads or writes what is shared, of which it has but a copy there.</summary>
    public static bool HasFarSharing(CompiledPlan plan) =>
        plan.Offloads.Any(o => plan.Channels[o.Channel].Name != OffloadTarget.Thread && o.Ops.Any(op => op.Code is OpCode.Read or OpCode.Write));

    /// <summary>Whether equipment that a cook has started may fail.</summary>
    public static bool HasFailingEquipment(CompiledPlan plan) =>
        plan.Threads.Any(t => t.Kind == LaneKind.Manual && t.Prologue.Any(op => op.Task >= 0 && plan.Tasks[op.Task].Ops.Any(o => o.Code == OpCode.Outcome)));

    /// <summary>The reason, as the end of a sentence.</summary>
    public static string Of(CompiledPlan plan) =>
        HasFarLoop(plan) ? "it has a loop or greenlets in another kitchen than home"
        : HasBusyHelper(plan) ? "a step goes to a kitchen that has tasks of its own"
        : HasFarSharing(plan) ? "a step that goes to another kitchen reads or writes what is shared"
        : plan.Processes.Length > 1 && plan.Threads.Any(t => t.Kind == LaneKind.Greenlets) ? "greenlets work beside other kitchens"
        : HasFailingEquipment(plan) ? "equipment that a cook has started may fail"
        : "no library does all of its lanes";
}
