using System.Collections.Immutable;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Programs;

/// <summary>A task that is never finished, because a step failed and no try or errback was on it.</summary>
/// <param name="Task">Task instance.</param>
/// <param name="Step">The step that failed.</param>
/// <param name="IsSilent">Whether nobody hears of it: in callback style. Otherwise the error ended the task.</param>
public readonly record struct TaskError(int Task, int Step, bool IsSilent)
{
    /// <summary>The errors of a run whose failed attempts were noted, in the order in which they happened.</summary>
    public static ImmutableArray<TaskError> Of(CompiledPlan plan, Timeline timeline) =>
        [.. timeline.Failures.Select(f => (f, Then: AfterFailure(plan, f.Task, f.Step))).Where(f => f.Then != OnFailure.TryAgain)
            .Select(f => new TaskError(f.f.Task, f.f.Step, f.Then == OnFailure.Silence))];

    /// <summary>What follows when that step fails.</summary>
    /// <exception cref="InvalidOperationException">The step cannot fail.</exception>
    public static OnFailure AfterFailure(CompiledPlan plan, int task, int step) =>
        (OnFailure)plan.Tasks[task].Ops.First(op => op.Code == OpCode.Outcome && op.Step == step).Arg;

    /// <summary>What a task holds before one of its instructions, as the instructions that free it, the last taken first: what <c>with</c> does in Python when an error leaves it.</summary>
    public static IEnumerable<Op> Freeing(ImmutableArray<Op> ops, int before)
    {
        List<Op> held = [];
        foreach (Op op in ops[..before])
        {
            if (op.Code is OpCode.AcquireTool or OpCode.AcquireLock)
                held.Insert(0, op with { Code = op.Code == OpCode.AcquireTool ? OpCode.ReleaseTool : OpCode.ReleaseLock });
            else if (op.Code is OpCode.ReleaseTool or OpCode.ReleaseLock)
                held.RemoveAt(held.FindIndex(h => h.Code == op.Code && h.Arg == op.Arg));
        }
        return held;
    }

    /// <summary>Which dish never came, and which card is missing, in words.</summary>
    public string Sentence(CompiledPlan plan)
    {
        string words = plan.Level.Tasks[plan.Tasks[Task].Spec].Steps[Step].Do, name = plan.Tasks[Task].Name;
        string what = $"{(words.Length > 0 ? $"“{words}”" : $"step {Step}")} failed";
        return IsSilent ? $"{name} never comes: {what}, and without an errback on it nobody hears of that" : $"{name} never came: {what}, and without a try on it the error ended the task";
    }
}
