using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Lanes;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>What crosses the borders of kitchens, and by which names.</summary>
internal sealed partial class PythonProgram
{
    private readonly ImmutableArray<string> _kitchenNames, _mailNames;
    private readonly Dictionary<LaneJob, string> _crateNames;
    private bool _hasGate;

    /// <summary>The function of a kitchen.</summary>
    public string KitchenName(int process) => _kitchenNames[Plan.Processes[process].Kitchen];

    /// <summary>The variable of a kitchen's mail: a queue at home, a list of them, one for each copy, elsewhere.</summary>
    public string MailName(int process) => MailOf(Plan.Processes[process].Kitchen);

    /// <summary>Whether a process does nothing but the steps that loops hand to it.</summary>
    public bool IsHelper(int process) => PythonObstacle.IsHelper(Plan, process);

    /// <summary>The executor of a kitchen that does nothing but what loops hand to it.</summary>
    public string HelperName(HelperChannel channel) => KitchenName(channel.Process);

    /// <summary>The queue from which a lane of another kitchen takes its crates.</summary>
    public string CratesName(LaneJob lane) => _crateNames[lane];

    /// <summary>The lane that does a task; of a process pool the first copy's.</summary>
    public LaneJob LaneOf(int task) => _lanes.LaneOf(task);

    /// <summary>Whether anything comes to a kitchen from others besides crates: results.</summary>
    public bool HasMail(int process) => HasMailAt(Plan.Processes[process].Kitchen);

    /// <summary>Arguments that name the queues of those who need what a lane makes, home first.</summary>
    public string MailsOf(LaneJob lane)
    {
        IEnumerable<int> others = lane.Tasks.SelectMany(t => Plan.Tasks[t].ConsumerKitchens).Where(k => k > 0).Distinct().Order();
        return string.Join(", ", others.Select(k => $"*{MailOf(k)}").Prepend(MailOf(0)));
    }

    /// <summary>Names of the lists of queues of the other kitchens that need what a task of home makes, as one list; null if none does.</summary>
    public string? ReadersOf(int task)
    {
        if (Plan.Tasks[task].Kitchen > 0) return null;
        string[] mails = [.. Plan.Tasks[task].ConsumerKitchens.Where(k => k > 0).Select(MailOf)];
        return mails.Length == 0 ? null : string.Join(" + ", mails);
    }

    /// <summary>The queues of crates and mail, as definitions.</summary>
    public IEnumerable<string> Queues()
    {
        if (Plan.Processes.Length == 1) yield break;
        Import("multiprocessing: get_context");
        yield return "fork = get_context(\"fork\")";
        for (int process = 1; process < Plan.Processes.Length; process++)
        {
            if (!IsHelper(process)) continue;
            Import("concurrent.futures: ProcessPoolExecutor");
            yield return $"{KitchenName(process)} = ProcessPoolExecutor(1, fork)";
        }
        foreach ((LaneJob lane, string name) in _crateNames)
            if (IsFirstCopy(lane.Process)) yield return $"{name} = fork.SimpleQueue()";
        for (int kitchen = 0; kitchen < _kitchenNames.Length; kitchen++)
        {
            if (!HasMailAt(kitchen)) continue;
            int copies = Plan.Processes.Count(p => p.Kitchen == kitchen);
            yield return kitchen == 0 ? $"{MailOf(0)} = fork.SimpleQueue()" : Format($"{MailOf(kitchen)} = [fork.SimpleQueue() for _ in range({copies})]");
        }
    }

    /// <summary>Whether the further lanes of a process stand before a gate until its main thread goes on with its own: where both want tools or locks, who comes first decides.</summary>
    public bool HasGate(int process)
    {
        int kitchen = Plan.Processes[process].Kitchen;
        LaneJob[] lanes = [.. LanesOf(process)];
        bool has = lanes.Length > 1 && Plan.Threads[Plan.Processes[process].MainThread].Lane >= 0
            && Plan.Tasks.Any(t => t.Kitchen == kitchen && t.Ops.Any(op => op.Code is OpCode.AcquireTool or OpCode.AcquireLock));
        _hasGate |= has;
        return has;
    }

    /// <summary>The gate's definition, if there is one.</summary>
    public IEnumerable<string> Gate()
    {
        if (!_hasGate) yield break;
        Import("threading: Event");
        yield return "go = Event()";
    }

    /// <summary>Whether a process is the first copy of its kitchen.</summary>
    public bool IsFirstCopy(int process) => process == 0 || Plan.Processes[process - 1].Kitchen != Plan.Processes[process].Kitchen;

    /// <summary>Home's main thread waits for these by itself at the end: they need events.</summary>
    public void RingForHome(ImmutableArray<int> tasks)
    {
        foreach (int task in tasks) _bells[task] = TaskStyle.Blocking.Event(this);
    }

    private string MailOf(int kitchen) => _mailNames[kitchen];

    private bool HasMailAt(int kitchen) => kitchen == 0 ? Enumerable.Range(1, Plan.Processes.Length - 1).Any(p => !IsHelper(p)) : Plan.Tasks.Any(t => t.ConsumerKitchens.Contains(kitchen));
}
