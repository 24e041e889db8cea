using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Pantry;

/// <summary>A step whose first requests the pantry answers with a failure.</summary>
/// <param name="Task">Task instance.</param>
/// <param name="Step">Its step.</param>
/// <param name="Fails">How many requests.</param>
internal readonly record struct FailingStep(int Task, int Step, int Fails)
{
    /// <summary>Those of a plan, in the order of its tasks.</summary>
    public static IEnumerable<FailingStep> Of(CompiledPlan plan) =>
        plan.Tasks.SelectMany((t, task) => plan.Level.Tasks[t.Spec].Steps.Index().Where(s => s.Item.Fails > 0).Select(s => new FailingStep(task, s.Index, s.Item.Fails)));
}
