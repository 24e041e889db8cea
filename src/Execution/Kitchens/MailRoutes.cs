using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Kitchens;

/// <summary>Who writes to whom in a plan.</summary>
internal sealed class MailRoutes
{
    private readonly CompiledPlan _plan;
    private readonly int[] _processOfTask;
    private readonly int[] _poolOfTask;
    private readonly ImmutableArray<int>[] _receivers;

    /// <summary>Reads the routes off the plan.</summary>
    public MailRoutes(CompiledPlan plan)
    {
        _plan = plan;
        int[] firstOfKitchen = new int[plan.Processes.Length];
        for (int p = plan.Processes.Length - 1; p >= 0; p--) firstOfKitchen[plan.Processes[p].Kitchen] = p;
        _processOfTask = [.. plan.Tasks.Select(t => firstOfKitchen[t.Kitchen])];
        _poolOfTask = [.. plan.Tasks.Select(_ => -1)];
        for (int q = 0; q < plan.Queues.Length; q++)
            if (plan.Queues[q].IsProcessPool) foreach (int task in plan.Queues[q].Tasks) _poolOfTask[task] = q;
        _receivers = new ImmutableArray<int>[plan.Tasks.Length];
        bool[] feedsItsPool = FeedsItsPool();
        for (int t = 0; t < _receivers.Length; t++) _receivers[t] = Receivers(plan.Tasks[t], feedsItsPool[t]);
    }

    /// <summary>The process pool's queue that the task is in, or −1.</summary>
    public int PoolOf(int task) => _poolOfTask[task];

    /// <summary>The process that runs the task; the first of a pool, whose tasks have no process of their own.</summary>
    public int ProcessOf(int task) => _processOfTask[task];

    /// <summary>Processes that get the task's result; the one it ran in may be among them. Home always, every copy of a pool that uses it too.</summary>
    public ImmutableArray<int> ReceiversOf(int task) => _receivers[task];

    /// <summary>The process whose helper does the offloaded step.</summary>
    public int HelperOf(int offload) => _plan.Channels[_plan.Offloads[offload].Channel].Process;

    /// <summary>The process that the offloaded step belongs to.</summary>
    public int OwnerOf(int offload) => _processOfTask[_plan.Offloads[offload].Task];

    /// <summary>Processes that exchange letters with one, ascending: home with everybody, others where results or offloaded steps pass between them.</summary>
    public ImmutableArray<int> PeersOf(int process)
    {
        SortedSet<int> peers = process == 0 ? [.. Enumerable.Range(1, _plan.Processes.Length - 1)] : [0];
        int kitchen = _plan.Processes[process].Kitchen;
        for (int t = 0; t < _receivers.Length; t++)
        {
            if (_plan.Tasks[t].Kitchen == kitchen) peers.UnionWith(_receivers[t]);
            else if (_receivers[t].Contains(process)) peers.UnionWith(ProcessesOf(_plan.Tasks[t].Kitchen));
        }

        for (int offload = 0; offload < _plan.Offloads.Length; offload++)
        {
            (int owner, int helper) = (OwnerOf(offload), HelperOf(offload));
            if (owner == process) peers.Add(helper);
            if (helper == process) peers.Add(owner);
        }

        peers.Remove(process);
        return [.. peers];
    }

    private ImmutableArray<int> Receivers(TaskProgram task, bool feedsItsPool)
    {
        SortedSet<int> receivers = [0];
        foreach (int kitchen in task.ConsumerKitchens) receivers.UnionWith(ProcessesOf(kitchen));
        if (feedsItsPool) receivers.UnionWith(ProcessesOf(task.Kitchen));
        return [.. receivers];
    }

    private IEnumerable<int> ProcessesOf(int kitchen) => Enumerable.Range(0, _plan.Processes.Length).Where(p => _plan.Processes[p].Kitchen == kitchen);

    // A pool's task that follows another of the same pool may run in another copy than its predecessor did.
    private bool[] FeedsItsPool()
    {
        bool[] feeds = new bool[_plan.Tasks.Length];
        for (int t = 0; t < feeds.Length; t++)
            foreach (int before in _plan.Tasks[t].Predecessors)
                feeds[before] |= _poolOfTask[before] >= 0 && _plan.Tasks[before].Kitchen == _plan.Tasks[t].Kitchen;
        return feeds;
    }
}
