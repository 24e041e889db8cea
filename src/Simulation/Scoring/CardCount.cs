using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Scoring;

/// <summary>The cards metric: what a player has to write beside the steps. A card for several copies is one, since they share their code.</summary>
public static class CardCount
{
    /// <summary>Every lock, yield, offload, try and change of order counts one. Where the level allows callbacks, so does the wiring of its loops: in coroutine style
    /// an <c>async</c> for each task, in callback style a callback for each wait, I/O steps and offloaded ones. Threads and greenlets are not wired.</summary>
    public static int Of(CompiledPlan plan)
    {
        Plan p = plan.Plan;
        return p.Locks.Length + p.Yields.Length + p.Offloads.Length + p.Tries.Length + p.Orders.Length + (plan.Level.Allow.Callbacks ? Wiring(plan) : 0);
    }

    private static int Wiring(CompiledPlan plan)
    {
        HashSet<(int Spec, LaneStyle Style)> written = [];
        foreach (ThreadProgram loop in plan.Threads.Where(t => t.Kind == LaneKind.Loop && t.Queue >= 0))
        {
            LaneStyle style = plan.Plan.Kitchens[plan.Processes[loop.Process].Kitchen].Lanes[loop.Lane].Style;
            foreach (int task in plan.Queues[loop.Queue].Tasks) written.Add((plan.Tasks[task].Spec, style));
        }
        return written.Sum(w => w.Style == LaneStyle.Coroutines ? 1 : Waits(plan, plan.Level.Tasks[w.Spec]));
    }

    private static int Waits(CompiledPlan plan, TaskSpec task)
    {
        ImmutableArray<int> offloaded = [.. plan.Plan.Offloads.Where(o => o.Task.Task == task.Id).Select(o => o.Step)];
        return task.Steps.Where((s, i) => s.Kind == StepKind.Io || offloaded.Contains(i)).Count();
    }
}
