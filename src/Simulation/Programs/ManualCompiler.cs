using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Programs;

/// <summary>Turns a manual lane's list of steps into the cook's instructions: hands-on parts in the listed order, everything else launched to run by itself.</summary>
internal static class ManualCompiler
{
    /// <summary>The cook's instructions.</summary>
    public static IEnumerable<Op> Compile(Level level, Lane lane, ImmutableArray<TaskProgram> tasks)
    {
        Dictionary<int, int> next = [];
        foreach (StepRef listed in lane.Steps)
        {
            int task = IndexOf(level, tasks, listed);
            ImmutableArray<Op> ops = tasks[task].Ops;
            StepSpec[] steps = [.. level.Tasks[tasks[task].Spec].Steps];
            bool isIo = steps[listed.Step].Kind == StepKind.Io;
            if (next.TryGetValue(task, out int at)) yield return new(OpCode.Join, task, listed.Step);

            int handsOnEnd = isIo ? FirstOf(ops, listed.Step) : EndOf(ops, listed.Step);
            bool isLast = !isIo && listed.Step == steps.Length - 1;
            foreach (Op op in ops[at..(isLast ? ops.Length : handsOnEnd)]) yield return op;

            int lastWait = listed.Step;
            while (lastWait + 1 < steps.Length && steps[lastWait + 1].Kind == StepKind.Io) lastWait++;
            if (isLast || (lastWait == listed.Step && !isIo)) { next[task] = handsOnEnd; continue; }
            bool isTail = lastWait == steps.Length - 1;
            int end = isTail ? ops.Length : EndOf(ops, lastWait) - (ops[EndOf(ops, lastWait) - 1].Code == OpCode.ReleaseTool ? 1 : 0);
            yield return new(OpCode.Launch, task, Ticks: handsOnEnd, Arg: end);
            next[task] = end;
        }
        foreach (int task in next.Keys.Order()) yield return new(OpCode.Join, task);
    }

    private static int IndexOf(Level level, ImmutableArray<TaskProgram> tasks, StepRef step)
    {
        for (int i = 0; i < tasks.Length; i++)
            if (tasks[i].Copy == step.Copy && level.Tasks[tasks[i].Spec].Id == step.Task) return i;
        throw new ArgumentException($"No task is named '{step}'.");
    }

    private static int FirstOf(ImmutableArray<Op> ops, int step)
    {
        int i = 0;
        while (ops[i].Step != step) i++;
        return i;
    }

    private static int EndOf(ImmutableArray<Op> ops, int step)
    {
        int i = FirstOf(ops, step);
        while (i < ops.Length && ops[i].Step == step) i++;
        return i;
    }
}
