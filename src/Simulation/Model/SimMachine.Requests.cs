using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Model;

/// <summary>I/O, devices, tools and locks: what is asked for, queued for and freed.</summary>
internal sealed partial class SimMachine
{
    private readonly record struct IoCompletion(Waiter Who, int Device);

    /// <summary>Sends an I/O request: to its own clock, or into the device's queue.</summary>
    private void Request(Waiter who, in Op op, SpanState state)
    {
        SimResource? device = op.Arg >= 0 ? _tools[op.Arg] : null;
        if (device is { Free: 0 })
        {
            device.Waiting.Enqueue((who, op.Ticks));
            Waits(who, SpanState.Tool, op.Arg, device.FirstHolder);
            return;
        }
        Begin(device, who, op.Arg, op.Ticks);
        TraceTask(who.Thread, who.Task, op.Step, state);
    }

    private void Begin(SimResource? device, Waiter who, int tool, long ticks)
    {
        if (device is not null)
        {
            device.Free--;
            device.Holders.Add(who.Task);
        }
        _io.Enqueue(new(who, tool), (_now + ticks, _ioOrder++));
    }

    private void Complete(IoCompletion io)
    {
        if (io.Device >= 0)
        {
            SimResource device = _tools[io.Device];
            device.Free++;
            device.Holders.Remove(io.Who.Task);
            if (device.Waiting.TryDequeue(out (Waiter Who, long Ticks) next))
            {
                _tasks.WaitState[next.Who.Task] = SpanState.None;
                Begin(device, next.Who, io.Device, next.Ticks);
                TraceTask(next.Who.Thread, next.Who.Task, _tasks.Step[next.Who.Task], SpanState.Waiting);
            }
        }
        Wake(io.Who, isIo: true);
    }

    private bool TryTake(SimResource resource, int task, Waiter self)
    {
        if (resource.Free == 0)
        {
            resource.Waiting.Enqueue((self, 0));
            return false;
        }
        resource.Free--;
        resource.Holders.Add(task);
        return true;
    }

    /// <summary>Takes a place of a tool that refuses; or waits for the refusal, and after it for the next try. To be called again when that wait is over.</summary>
    private bool TryCall(in Op op, RefusalSpec refusal, Waiter self)
    {
        SimResource tool = _tools[op.Arg];
        bool hears = !_tasks.IsRefused[op.Task] && tool.Free == 0, backsOff = _tasks.IsRefused[op.Task];
        if (!hears && !backsOff) return TryTake(tool, op.Task, self);
        _tasks.IsRefused[op.Task] = hears;
        _io.Enqueue(new(self, -1), (_now + (hears ? refusal.After : refusal.BackOff).Ticks, _ioOrder++));
        Waits(self, SpanState.Refused, op.Arg, tool.FirstHolder);
        return false;
    }

    /// <summary>Hands the place to the first waiter at once, so that nobody can barge in.</summary>
    private void Free(SimResource resource, int task)
    {
        resource.Holders.Remove(task);
        if (resource.Waiting.TryDequeue(out (Waiter Who, long Ticks) next))
        {
            resource.Holders.Add(next.Who.Task);
            Wake(next.Who);
        }
        else resource.Free++;
    }

    private SimResource LockOf(int process, int name) => _locks[process * _plan.Locks.Length + name];
}
