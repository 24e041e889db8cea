using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Work;

/// <summary>What the value of every task must come to, whatever the schedule was.</summary>
/// <remarks>Work costs one multiplication a chunk here: there are only eight different chunks, and their results are computed once.</remarks>
internal sealed class Checksum
{
    private readonly CompiledPlan _plan;
    private readonly WorkRate _rate;
    private readonly ulong[] _results = [.. Enumerable.Range(0, Kernel.Seeds).Select(i => Kernel.Chunk(Kernel.SeedOf((ulong)i)))];
    private readonly ulong[] _values;
    private readonly bool[] _isKnown;

    private Checksum(CompiledPlan plan, WorkRate rate)
    {
        (_plan, _rate) = (plan, rate);
        _values = new ulong[plan.Tasks.Length];
        _isKnown = new bool[plan.Tasks.Length];
    }

    /// <summary>The value of every task. The rate must be the very one that the processes work with.</summary>
    public static ImmutableArray<ulong> Expected(CompiledPlan plan, WorkRate rate)
    {
        Checksum checksum = new(plan, rate);
        for (int task = 0; task < plan.Tasks.Length; task++) checksum.Know(task);
        return [.. checksum._values];
    }

    private void Know(int task)
    {
        Stack<int> open = new([task]);
        while (open.TryPeek(out int top))
        {
            int[] missing = _isKnown[top] ? [] : [.. Awaited(top).Where(p => !_isKnown[p])];
            foreach (int p in missing) open.Push(p);
            if (missing.Length > 0) continue;
            if (!_isKnown[top]) _values[top] = Flow(_plan.Tasks[top].Ops, Kernel.Start(top));
            _isKnown[top] = true;
            open.Pop();
        }
    }

    private IEnumerable<int> Awaited(int task) => _plan.Tasks[task].Ops.Where(op => op.Code == OpCode.AwaitTask).Select(op => op.Arg);

    /// <param name="ops">Instructions through which the value flows. A task that an error ends comes to nothing that anybody checks.</param>
    /// <param name="value">The value before them.</param>
    /// <param name="failed">Failed attempts of the step under way.</param>
    private ulong Flow(ImmutableArray<Op> ops, ulong value, int failed = 0)
    {
        for (int at = 0; at < ops.Length; at++)
        {
            Op op = ops[at];
            value = op.Code switch
            {
                OpCode.Compute => Work(value, _rate.Chunks(op.Ticks)),
                OpCode.Wait => failed < FailsOf(op) ? value : Kernel.Serve(value),
                OpCode.AwaitTask => Kernel.Mix(value, _values[op.Arg]),
                OpCode.Offload => Flow(_plan.Offloads[(int)op.Ticks].Ops, value, failed),
                _ => value,
            };
            if (op.Code != OpCode.Outcome || (OnFailure)op.Arg != OnFailure.TryAgain) continue;
            bool hasFailed = failed < FailsOf(op);
            if (hasFailed) at -= (int)op.Ticks + 1;
            failed = hasFailed ? failed + 1 : 0;
        }

        return value;
    }

    private int FailsOf(in Op op) => _plan.Level.Tasks[_plan.Tasks[op.Task].Spec].Steps[op.Step].Fails;

    private ulong Work(ulong value, long chunks)
    {
        for (long i = 0; i < chunks; i++) value = Kernel.Mix(value, _results[(int)(value & (Kernel.Seeds - 1))]);
        return value;
    }
}
