using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Programs;

/// <summary>Turns a manual lane's list of steps into the cook's instructions: hands-on parts in the listed order, the I/O that follows each launched to run by itself.</summary>
internal static class ManualCompiler
{
    /// <summary>The cook's instructions.</summary>
    public static IEnumerable<Op> Compile(Level level, Lane lane, ImmutableArray<TaskProgram> tasks)
    {
        SortedDictionary<int, int> next = [];
        foreach (StepRef listed in lane.Steps)
        {
            int task = IndexOf(level, tasks, listed);
            ImmutableArray<Op> ops = tasks[task].Ops;
            if (next.TryGetValue(task, out int at)) yield return new(OpCode.Join, task, listed.Step);
            ImmutableArray<StepSpec> steps = level.Tasks[tasks[task].Spec].Steps;
            bool isIo = steps[listed.Step].Kind == StepKind.Io;
            int byHand = isIo ? StartOf(ops, listed.Step) : listed.Step == steps.Length - 1 ? ops.Length : EndOf(ops, listed.Step);
            int start = Math.Max(at, byHand); // equipment may have done what is listed already
            for (; at < byHand; at++) yield return ops[at];
            next[task] = LaunchEnd(ops, start);
            if (next[task] > start) yield return new(OpCode.Launch, task, Ticks: start, Arg: next[task]);
        }
        foreach ((int task, int at) in next)
        {
            yield return new(OpCode.Join, task);
            foreach (Op op in tasks[task].Ops[at..]) yield return op;
        }
    }

    /// <summary>Where equipment started at <paramref name="start"/> needs a hand again. The place of a tool at the very end of it is for the cook to free,
    /// unless nothing is left for him to do.</summary>
    private static int LaunchEnd(ImmutableArray<Op> ops, int start)
    {
        int end = start;
        while (end < ops.Length && ops[end].Code is OpCode.Wait or OpCode.ReleaseTool || IsToolOfWait(ops, end)) end++;
        if (end == start || !ops[start..end].Any(op => op.Code == OpCode.Wait)) return start;
        if (end < ops.Length && ops[end].Code is OpCode.Finish or OpCode.Patch) return ops.Length;
        return ops[end - 1].Code == OpCode.ReleaseTool ? end - 1 : end;
    }

    /// <summary>An I/O step takes its tool right before it waits; a take step does not.</summary>
    private static bool IsToolOfWait(ImmutableArray<Op> ops, int at) =>
        at + 1 < ops.Length && ops[at].Code == OpCode.AcquireTool && ops[at + 1].Code == OpCode.Wait && ops[at].Step == ops[at + 1].Step;

    private static int IndexOf(Level level, ImmutableArray<TaskProgram> tasks, StepRef step)
    {
        for (int i = 0; i < tasks.Length; i++)
            if (tasks[i].Copy == step.Copy && level.Tasks[tasks[i].Spec].Id == step.Task) return i;
        throw new ArgumentException($"No task is named '{step}'.");
    }

    private static int StartOf(ImmutableArray<Op> ops, int step)
    {
        int i = 0;
        while (ops[i].Step != step) i++;
        return i;
    }

    private static int EndOf(ImmutableArray<Op> ops, int step)
    {
        int i = StartOf(ops, step);
        while (ops[i].Step == step) i++;
        return i;
    }
}
