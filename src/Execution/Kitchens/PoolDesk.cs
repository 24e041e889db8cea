namespace ShortOrder.Execution.Kitchens;

/// <summary>Home's counter for one process pool: gives dispatched tasks to processes that ask, both first come first served.</summary>
/// <param name="tasks">Tasks of the queue that are given, each with what travels in its box; after so many handouts the answer is "no more".</param>
/// <param name="give">Sends a task with its crate to a process; task −1: no more. Called under the desk's lock, so that answers keep their order.</param>
internal sealed class PoolDesk(int tasks, Action<int, int, byte[]> give)
{
    private readonly Lock _gate = new();
    private readonly Queue<(int Task, byte[] Crate)> _dispatched = new();
    private readonly Queue<int> _asking = new();
    private int _given;

    /// <summary>Home has packed a task's crate.</summary>
    public void Dispatch(int task, ReadOnlySpan<byte> crate)
    {
        lock (_gate)
        {
            _dispatched.Enqueue((task, crate.ToArray()));
            Serve();
        }
    }

    /// <summary>A process is free.</summary>
    public void Request(int process)
    {
        lock (_gate)
        {
            _asking.Enqueue(process);
            Serve();
        }
    }

    /// <summary>Back to the state before the run.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _dispatched.Clear();
            _asking.Clear();
            _given = 0;
        }
    }

    private void Serve()
    {
        while (_asking.Count > 0 && (_given == tasks || _dispatched.Count > 0))
        {
            int process = _asking.Dequeue();
            if (_given == tasks)
            {
                give(process, -1, []);
                continue;
            }

            (int task, byte[] crate) = _dispatched.Dequeue();
            _given++;
            give(process, task, crate);
        }
    }
}
