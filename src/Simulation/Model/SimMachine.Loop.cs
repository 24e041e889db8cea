using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Model;

/// <summary>Event loops: asyncio's <c>_run_once</c>, a handle at a time.</summary>
internal sealed partial class SimMachine
{
    private SimLoop NewLoop(SimThread thread)
    {
        TaskQueue queue = _plan.Queues[thread.Program.Queue];
        SimLoop loop = new() { Unfinished = queue.Tasks.Length, Admissible = thread.Program.Limit > 0 ? thread.Program.Limit : int.MaxValue };
        foreach (int task in queue.Tasks)
        {
            loop.Ready.Enqueue(task);
            TraceTask(thread.Index, task, -1, SpanState.Turn);
        }
        return loop;
    }

    private void AdvanceLoop(SimThread thread, SimLoop loop)
    {
        if (loop.Running < 0 && thread.Pc < thread.Code.Length)
        {
            // All coroutines are created before the first runs.
            Execute(thread, thread.Code[thread.Pc], new(WaiterKind.Thread, thread.Index, -1));
            return;
        }
        if (loop.Running >= 0) RunCoroutine(thread, loop);
        else if (loop.PassLeft > 0) RunHandle(thread, loop);
        else BeginPass(thread, loop);
    }

    private void BeginPass(SimThread thread, SimLoop loop)
    {
        while (loop.Completions.TryDequeue(out int task)) loop.Ready.Enqueue(SimLoop.CompletionOf(task));
        loop.PassLeft = loop.Ready.Count;
        if (loop.PassLeft > 0) return;
        if (loop.Unfinished == 0)
        {
            (thread.Loop, thread.Phase) = (null, ThreadPhase.Epilogue);
            (thread.Code, thread.Pc) = (thread.Program.Epilogue, 0);
            return;
        }
        loop.IsIdle = true;
        ReleaseHat(thread);
    }

    private void RunHandle(SimThread thread, SimLoop loop)
    {
        _events++;
        loop.PassLeft--;
        int task = loop.Ready.Dequeue();
        if (task < 0)
        {
            loop.Ready.Enqueue(SimLoop.CompletionOf(task));
            return;
        }
        if (!_tasks.IsAdmitted[task])
        {
            if (loop.Admissible == 0)
            {
                loop.NotAdmitted.Enqueue(task);
                return;
            }
            loop.Admissible--;
            _tasks.IsAdmitted[task] = true;
        }
        if (!_tasks.IsStarted[task])
        {
            _tasks.IsStarted[task] = true;
            _tasks.IsUnpatched[task] = thread.Program.Kind == LaneKind.Greenlets && !_isPatched[thread.Program.Process];
        }
        loop.Running = task;
        (thread.Code, thread.Pc) = (_plan.Tasks[task].Ops, _tasks.Pc[task]);
    }

    private void RunCoroutine(SimThread thread, SimLoop loop)
    {
        Left left = thread.Pc == thread.Code.Length ? Left.Suspended
            : Execute(thread, thread.Code[thread.Pc], new(WaiterKind.Coroutine, thread.Index, loop.Running));
        if (left == Left.ThreadBlocked) ReleaseHat(thread);
        else if (left == Left.Suspended)
        {
            _tasks.Pc[loop.Running] = thread.Pc;
            loop.Running = -1;
            (thread.Code, thread.Pc) = ([], 0);
        }
    }

    /// <summary>The limit is a semaphore inside the coroutine: it admits the next before those who await the finished one hear of it.</summary>
    private void LeaveLoop(SimLoop loop)
    {
        loop.Unfinished--;
        if (!loop.NotAdmitted.TryDequeue(out int next))
        {
            loop.Admissible++;
            return;
        }
        _tasks.IsAdmitted[next] = true;
        loop.Ready.Enqueue(next);
    }
}
