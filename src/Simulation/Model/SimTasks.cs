using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Model;

/// <summary>What the tasks of a run are up to, an array per field; and the shared things they count on.</summary>
internal sealed class SimTasks
{
    private readonly CompiledPlan _plan;
    private readonly KitchenTime?[] _finishedAt;
    private readonly long[] _values, _read;
    private readonly int[] _written, _lostAbroad;

    public SimTasks(CompiledPlan plan)
    {
        _plan = plan;
        int n = plan.Tasks.Length, shared = plan.Level.Shared.Length;
        _finishedAt = new KitchenTime?[n];
        (Pc, Step, LaunchEnd, Failures) = (new int[n], new int[n], new int[n], new int[n]);
        (IsAdmitted, IsStarted, IsUnpatched, IsLaunched, IsDispatched, IsRefused) = (new bool[n], new bool[n], new bool[n], new bool[n], new bool[n], new bool[n]);
        (WaitState, WaitResource, WaitHeldBy) = (new SpanState[n], new int[n], new int[n]);
        Awaiters = new List<Waiter>?[n];
        (Joiner, CrateWaiter) = (new Waiter?[n], new Waiter?[n]);
        _values = new long[plan.Processes.Length * shared];
        _read = new long[n * shared];
        Array.Fill(_read, -1);
        (_written, _lostAbroad) = (new int[shared], new int[shared]);
        Unfinished = n;
    }

    /// <summary>Attempts of the task's step that have failed.</summary>
    public readonly int[] Failures;

    public readonly int[] Pc, Step, LaunchEnd, WaitResource, WaitHeldBy;
    public readonly bool[] IsAdmitted, IsStarted, IsUnpatched, IsLaunched, IsDispatched;

    /// <summary>Whether a refusal is on its way to the task, which will back off when it hears it.</summary>
    public readonly bool[] IsRefused;

    public readonly SpanState[] WaitState;

    /// <summary>Who awaits the task, in the order of registration.</summary>
    public readonly List<Waiter>?[] Awaiters;

    /// <summary>The cook who waits for what he launched; the thread that waits for the crate.</summary>
    public readonly Waiter?[] Joiner, CrateWaiter;

    public int Unfinished { get; private set; }

    public ImmutableArray<KitchenTime?> FinishedAt => [.. _finishedAt];

    public bool IsFinished(int task) => _finishedAt[task] is not null;

    public void Finish(int task, KitchenTime at)
    {
        _finishedAt[task] = at;
        Unfinished--;
    }

    public void Read(int process, int task, int shared) => _read[task * _written.Length + shared] = Value(process, shared);

    /// <summary>Stores what the task read plus one; without a read before, one more than is there.</summary>
    public void Write(int process, int task, int shared)
    {
        ref long read = ref _read[task * _written.Length + shared];
        Value(process, shared) = (read >= 0 ? read : Value(process, shared)) + 1;
        read = -1;
        bool isHome = _plan.Tasks[task].Kitchen == 0;
        if (isHome) _written[shared]++;
        else if (_plan.Level.Tasks[_plan.Tasks[task].Spec].Crate is null) _lostAbroad[shared]++;
    }

    /// <summary>Writes that home does not see at the end: overwritten there, or never shipped.</summary>
    public ImmutableArray<LostUpdate> LostUpdates() =>
        [.. _plan.Level.Shared.Select((name, i) => new LostUpdate(name, _written[i] - (int)Value(0, i) + _lostAbroad[i])).Where(l => l.Count > 0)];

    private ref long Value(int process, int shared) => ref _values[process * _written.Length + shared];
}
