using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Programs;

/// <summary>The one target of an offload that is not a kitchen's name.</summary>
public static class OffloadTarget
{
    /// <summary>A helper thread of the same kitchen.</summary>
    public const string Thread = "thread";
}

/// <summary>Flattens every task of a plan to instructions, in the order that README.md fixes.</summary>
internal sealed class TaskCompiler(Level level, Plan plan, ImmutableArray<ImmutableArray<ImmutableArray<TaskInstance>>> assigned)
{
    private readonly ImmutableArray<TaskInstance> _instances = PlanTasks.Instances(level);
    private readonly int[] _kitchenOf = KitchenOfEachTask(level, assigned);
    private readonly ILookup<string, int> _instancesOf = PlanTasks.Instances(level).ToLookup(t => level.Tasks[t.Spec].Id, t => t.Index);
    private readonly ILookup<string, TaskSpec> _successorsOf = level.Tasks.SelectMany(t => t.After.Select(before => (before, t))).ToLookup(p => p.before, p => p.t);
    private readonly ILookup<string, LockPlan> _locksOf = plan.Locks.ToLookup(l => l.Task.Task);
    private readonly ILookup<string, YieldPlan> _yieldsOf = plan.Yields.ToLookup(y => y.Task.Task);
    private readonly ILookup<string, TryPlan> _triesOf = plan.Tries.ToLookup(t => t.Task.Task);
    private readonly HashSet<int> _wiredByCallbacks = WiredByCallbacks(plan, assigned);
    private readonly ILookup<string, OffloadPlan> _offloadsOf = plan.Offloads.ToLookup(o => o.Task.Task);
    private readonly Dictionary<string, int[]> _consumerKitchensOf = [];
    private readonly Dictionary<(int Spec, int Kitchen, bool HasCallbacks), TaskProgram> _firstCopies = [];
    private readonly Dictionary<int, ImmutableArray<TaskInstance>> _boxOf = BoxOfEachTask(level, plan);
    private IReadOnlyList<ProcessProgram> _processes = [];

    /// <summary>Offloaded steps, in task order.</summary>
    public List<OffloadProgram> Offloads { get; } = [];

    /// <summary>Channels that they go to.</summary>
    public List<HelperChannel> Channels { get; } = [];

    /// <summary>Names of the plan's locks.</summary>
    public List<string> Locks { get; } = [];

    /// <summary>The compiled tasks.</summary>
    public ImmutableArray<TaskProgram> Programs { get; private set; } = [];

    /// <summary>Compiles every task.</summary>
    public ImmutableArray<TaskProgram> Compile(IReadOnlyList<ProcessProgram> processes)
    {
        _processes = processes;
        return Programs = [.. _instances.Select(CompileOrCopy)];
    }

    /// <summary>Copies in the same kitchen differ in their index alone, unless a card names some of them or their steps are offloaded.</summary>
    private TaskProgram CompileOrCopy(TaskInstance instance)
    {
        string id = level.Tasks[instance.Spec].Id;
        if (instance.Copy == 0 || _boxOf.ContainsKey(instance.Index) || _offloadsOf[id].Any() || _locksOf[id].Any(l => l.Task.First > 0) || _yieldsOf[id].Any(y => y.Task.First > 0) || _triesOf[id].Any(t => t.Task.First > 0))
            return Compile(instance);
        (int, int, bool) kind = (instance.Spec, _kitchenOf[instance.Index], _wiredByCallbacks.Contains(instance.Index));
        if (!_firstCopies.TryGetValue(kind, out TaskProgram? first)) return _firstCopies[kind] = Compile(instance);
        int from = first.Ops[^1].Task;
        Op[] ops = [.. first.Ops];
        for (int i = 0; i < ops.Length; i++)
        {
            bool isOwnCrate = ops[i].Code == OpCode.AwaitCrate && ops[i].Arg == from;
            ops[i] = ops[i] with { Task = ops[i].Task == from ? instance.Index : ops[i].Task, Arg = isOwnCrate ? instance.Index : ops[i].Arg };
        }
        return first with { Name = NameOf(instance), Copy = instance.Copy, Ops = ImmutableCollectionsMarshal.AsImmutableArray(ops) };
    }

    /// <summary>The tasks that travel with one, itself among them.</summary>
    public ImmutableArray<TaskInstance> BoxOf(TaskInstance instance) => _boxOf.TryGetValue(instance.Index, out ImmutableArray<TaskInstance> box) ? box : [instance];

    /// <summary>What packing a box costs: as much as the heaviest of its tasks alone.</summary>
    public CrateSpec CrateOf(ImmutableArray<TaskInstance> box)
    {
        CrateSpec[] crates = [.. box.Select(t => level.Tasks[t.Spec].Crate).OfType<CrateSpec>()];
        return new(new(crates.Select(c => c.In.Ticks).DefaultIfEmpty(0).Max()), new(crates.Select(c => c.Out.Ticks).DefaultIfEmpty(0).Max()));
    }

    private static Dictionary<int, ImmutableArray<TaskInstance>> BoxOfEachTask(Level level, Plan plan)
    {
        Dictionary<int, ImmutableArray<TaskInstance>> boxOf = [];
        foreach (ImmutableArray<TaskInstance> box in PlanTasks.Boxes(level, plan)) foreach (TaskInstance task in box) boxOf[task.Index] = box;
        return boxOf;
    }

    private string NameOf(TaskInstance instance) => instance.Copy == 0 ? level.Tasks[instance.Spec].Id : $"{level.Tasks[instance.Spec].Id}#{instance.Copy}";

    private static HashSet<int> WiredByCallbacks(Plan plan, ImmutableArray<ImmutableArray<ImmutableArray<TaskInstance>>> assigned) =>
        [.. plan.Kitchens.SelectMany((k, i) => k.Lanes.SelectMany((l, j) => l.Style == LaneStyle.Callbacks ? assigned[i][j] : [])).Select(t => t.Index)];

    private static int[] KitchenOfEachTask(Level level, ImmutableArray<ImmutableArray<ImmutableArray<TaskInstance>>> assigned)
    {
        int[] kitchenOf = [.. PlanTasks.Instances(level).Select(_ => -1)];
        for (int k = 0; k < assigned.Length; k++)
            foreach (TaskInstance task in assigned[k].SelectMany(lane => lane)) kitchenOf[task.Index] = k;
        int missing = Array.IndexOf(kitchenOf, -1);
        return missing < 0 ? kitchenOf : throw new ArgumentException($"Task {missing} is in no lane of the plan.", nameof(assigned));
    }

    private TaskProgram Compile(TaskInstance instance)
    {
        TaskSpec spec = level.Tasks[instance.Spec];
        int task = instance.Index, kitchen = _kitchenOf[task];
        int[] predecessors = [.. spec.After.SelectMany(id => _instancesOf[id])];
        int[] consumers = ConsumerKitchensOf(spec.Id);
        bool isShipped = kitchen > 0 || consumers.Any(c => c != kitchen);
        ImmutableArray<TaskInstance> box = BoxOf(instance);
        CrateSpec crate = CrateOf(box);
        List<Op> ops = [.. Entry(task, spec, kitchen, predecessors, box[0] == instance ? crate.In.Ticks : -1)];
        for (int step = 0; step < spec.Steps.Length; step++)
        {
            foreach (LockPlan l in LocksOf(spec, instance).Where(l => l.From == step)) ops.Add(new(OpCode.AcquireLock, task, step, Arg: LockIndex(l.Lock)));
            ops.AddRange(Step(instance, spec, step));
            foreach (LockPlan l in LocksOf(spec, instance).Where(l => l.To == step).Reverse()) ops.Add(new(OpCode.ReleaseLock, task, step, Arg: LockIndex(l.Lock)));
        }
        if (spec.Patches) ops.Add(new(OpCode.Patch, task));
        if (isShipped && box[^1] == instance && crate.Out.Ticks > 0) ops.Add(Pack(task, crate.Out.Ticks));
        ops.Add(new(OpCode.Finish, task));
        return new()
        {
            Name = NameOf(instance),
            Spec = instance.Spec,
            Copy = instance.Copy,
            Kitchen = kitchen,
            Ops = [.. ops],
            Predecessors = [.. predecessors],
            Mates = box[0] == instance ? [.. box.Skip(1).Select(t => t.Index)] : [],
            ConsumerKitchens = [.. consumers.Concat(kitchen > 0 ? [0] : []).Where(c => c != kitchen).Distinct().Order()],
        };
    }

    /// <param name="task">Task instance.</param>
    /// <param name="spec">Its task.</param>
    /// <param name="kitchen">Where it runs.</param>
    /// <param name="predecessors">Tasks that it waits for.</param>
    /// <param name="unpack">Ticks of unpacking the box that it came in; negative if that has been done for a task before it.</param>
    private IEnumerable<Op> Entry(int task, TaskSpec spec, int kitchen, int[] predecessors, long unpack)
    {
        if (spec.Arrives.Ticks > 0) yield return new(OpCode.AwaitArrival, task, Ticks: spec.Arrives.Ticks);
        if (kitchen > 0 && !IsPool(kitchen) && unpack >= 0) yield return new(OpCode.AwaitCrate, -1, Arg: task);
        if (kitchen > 0 && unpack > 0) yield return Pack(task, unpack);
        foreach (int p in predecessors)
        {
            yield return new(OpCode.AwaitTask, task, Arg: p);
            long result = level.Tasks[_instances[p].Spec].Crate?.Out.Ticks ?? 0;
            if (result > 0 && (_kitchenOf[p] != kitchen || IsPool(kitchen))) yield return Pack(task, result);
        }
    }

    private IEnumerable<Op> Step(TaskInstance instance, TaskSpec spec, int index)
    {
        StepSpec step = spec.Steps[index];
        int task = instance.Index, tool = step.Tool is { } id ? level.ToolIndex(id) : -1;
        OffloadPlan? offload = _offloadsOf[spec.Id].FirstOrDefault(o => o.Step == index && Names(o.Task, instance));
        switch (step.Kind)
        {
            case StepKind.Take:
                return [new(OpCode.AcquireTool, task, index, Arg: TakenTool(spec, index, tool))];
            case StepKind.Drop:
                return [new(OpCode.ReleaseTool, task, index, Arg: tool)];
            case StepKind.Cpu:
                return offload is null ? Cpu(instance, spec, index) : HandOver(offload, instance, spec, index, [.. Cpu(instance, spec, index)]);
            default:
                bool isQueued = tool >= 0 && level.Tools[tool].SelfServe;
                Op wait = new(OpCode.Wait, task, index, step.Duration.Ticks, isQueued ? tool : -1, Blocking: step.Blocking);
                IEnumerable<Op> body = offload is null ? [wait] : HandOver(offload, instance, spec, index, [wait]);
                if (tool >= 0 && !isQueued) body = [new(OpCode.AcquireTool, task, index, Arg: tool), .. body, new(OpCode.ReleaseTool, task, index, Arg: tool)];
                return step.Fails == 0 ? body : WithOutcome(instance, spec, index, [.. body]);
        }
    }

    /// <summary>A try lies around the whole step: its tool is taken, or its work handed over, anew.</summary>
    private IEnumerable<Op> WithOutcome(TaskInstance instance, TaskSpec spec, int index, ImmutableArray<Op> attempt)
    {
        bool isTried = _triesOf[spec.Id].Any(t => t.Step == index && Names(t.Task, instance));
        OnFailure then = isTried ? OnFailure.TryAgain : _wiredByCallbacks.Contains(instance.Index) ? OnFailure.Silence : OnFailure.End;
        return [.. attempt, new(OpCode.Outcome, instance.Index, index, Ticks: isTried ? attempt.Length : 0, Arg: (int)then)];
    }

    private IEnumerable<Op> Cpu(TaskInstance instance, TaskSpec spec, int index)
    {
        StepSpec step = spec.Steps[index];
        int task = instance.Index;
        if (step.Read is { } read) yield return new(OpCode.Read, task, index, Arg: level.Shared.IndexOf(read));
        long done = 0;
        foreach (long after in _yieldsOf[spec.Id].Where(y => y.Step == index && Names(y.Task, instance)).Select(y => y.After.Ticks).Distinct().Order())
        {
            yield return new(OpCode.Compute, task, index, after - done, State: SpanState.Working);
            yield return new(OpCode.Yield, task, index);
            done = after;
        }
        yield return new(OpCode.Compute, task, index, step.Duration.Ticks - done, State: SpanState.Working);
        if (step.Write is { } write) yield return new(OpCode.Write, task, index, Arg: level.Shared.IndexOf(write));
    }

    /// <summary>The coroutine's side of an offloaded step; the helper's goes to <see cref="Offloads"/>.</summary>
    private IEnumerable<Op> HandOver(OffloadPlan offload, TaskInstance instance, TaskSpec spec, int index, ImmutableArray<Op> body)
    {
        int task = instance.Index, channel = ChannelOf(offload.To, _kitchenOf[task]);
        (long goes, long returns) = offload.To == OffloadTarget.Thread || spec.Crate is null ? (0, 0) : (spec.Crate.In.Ticks, spec.Crate.Out.Ticks);
        Op? packed = goes > 0 ? Pack(task, goes) with { Step = index } : null, unpacked = returns > 0 ? Pack(task, returns) with { Step = index } : null;
        Offloads.Add(new(task, channel, [.. Some(packed), .. body, .. Some(unpacked)]));
        return [.. Some(packed), new(OpCode.Compute, task, index, level.Costs.HandOff.Ticks, State: SpanState.Starting),
            new(OpCode.Offload, task, index, Offloads.Count - 1, channel), .. Some(unpacked)];

        static IEnumerable<Op> Some(Op? op) => op is { } o ? [o] : [];
    }

    private int ChannelOf(string target, int kitchen)
    {
        int at = target == OffloadTarget.Thread ? kitchen : FindKitchen(target);
        int process = _processes.TakeWhile(p => p.Kitchen != at).Count();
        int channel = Channels.FindIndex(c => c.Name == target && c.Process == process);
        if (channel >= 0) return channel;
        Channels.Add(new(target, process));
        return Channels.Count - 1;
    }

    private int FindKitchen(string name)
    {
        int k = 0;
        while (plan.Kitchens[k].Name != name) k++;
        return k;
    }

    private int TakenTool(TaskSpec spec, int index, int authored)
    {
        if (plan.Orders.FirstOrDefault(o => o.Task == spec.Id) is not { } order) return authored;
        return level.ToolIndex(order.Tools[spec.Steps.Take(index).Count(s => s.Kind == StepKind.Take)]);
    }

    private int LockIndex(string name)
    {
        if (!Locks.Contains(name)) Locks.Add(name);
        return Locks.IndexOf(name);
    }

    private static Op Pack(int task, long ticks) => new(OpCode.Compute, task, Ticks: ticks, State: SpanState.Packing);

    private bool IsPool(int kitchen) => _processes.Count(p => p.Kitchen == kitchen) > 1;

    private int[] ConsumerKitchensOf(string task)
    {
        if (!_consumerKitchensOf.TryGetValue(task, out int[]? kitchens))
            _consumerKitchensOf[task] = kitchens = [.. _successorsOf[task].SelectMany(t => _instancesOf[t.Id]).Select(t => _kitchenOf[t]).Distinct()];
        return kitchens;
    }

    private IEnumerable<LockPlan> LocksOf(TaskSpec spec, TaskInstance instance) => _locksOf[spec.Id].Where(l => Names(l.Task, instance));

    private static bool Names(TaskRef r, TaskInstance instance) => r.First == 0 || (r.First <= instance.Copy && instance.Copy <= r.Last);
}
