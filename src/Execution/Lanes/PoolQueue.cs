using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Lanes;

/// <summary>A list of tasks that threads of this process take from; of a process pool, the next one that home has given. Guarded by the process's gate.</summary>
internal sealed class PoolQueue(TaskQueue queue)
{
    private readonly Queue<int> _given = [];
    private Waiter? _waiting;
    private int _next;
    private bool _isOver;

    /// <summary>The next task, −1 if there will be none; false if it must be waited for.</summary>
    public bool TryTake(out int task)
    {
        task = -1;
        if (!queue.IsProcessPool)
        {
            if (_next < queue.Tasks.Length) task = queue.Tasks[_next++];
            return true;
        }

        return _given.TryDequeue(out task) || IsOver(out task);
    }

    /// <summary>Notes who waits: one thread at most, since a pool's process asks home for one task at a time.</summary>
    public void Wait(Waiter who) => _waiting = who;

    /// <summary>Home's answer, with what travels in the task's box; who is to be woken.</summary>
    public Waiter? Give(int task, ImmutableArray<int> mates)
    {
        if (task < 0) _isOver = true;
        else _given.Enqueue(task);
        foreach (int mate in mates) _given.Enqueue(mate);
        Waiter? waiter = _waiting;
        _waiting = null;
        return waiter;
    }

    private bool IsOver(out int task)
    {
        task = -1;
        return _isOver;
    }
}
