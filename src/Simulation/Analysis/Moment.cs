using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Analysis;

/// <summary>One moment of a run: what is under way, and who has what others wait for.</summary>
public sealed class Moment
{
    private readonly CompiledPlan _plan;
    private readonly Timeline _timeline;

    private Moment(CompiledPlan plan, Timeline timeline, KitchenTime at) =>
        (_plan, _timeline, At, Spans) = (plan, timeline, at, [.. timeline.Spans.Where(s => s.Start <= at && at < s.End)]);

    /// <summary>When.</summary>
    public KitchenTime At { get; }

    /// <summary>What is under way, in the order of the timeline. What begins now is; what ends now is not.</summary>
    public ImmutableArray<Span> Spans { get; }

    /// <summary>Looks at a moment of a run of that plan.</summary>
    public static Moment Of(CompiledPlan plan, Timeline timeline, KitchenTime at) => new(plan, timeline, at);

    /// <summary>What those are doing now who have what a wait is for: the hat, a core, the loop, the tool, the lock, the task itself. Where that cannot be told, who had it when the wait began. Empty if nobody has it or the wait is for nobody.</summary>
    /// <remarks>Tools and locks are followed through the plan's instructions, since a timeline says only who waited for them; a place is freed when its task next runs.</remarks>
    public ImmutableArray<Span> HoldersFor(Span wait)
    {
        ImmutableArray<Span> holders = Holders(wait);
        return holders.IsEmpty && wait.HeldBy >= 0 ? [.. Spans.Where(s => s.Task == wait.HeldBy)] : holders;
    }

    private ImmutableArray<Span> Holders(Span wait)
    {
        int process = _plan.Threads[wait.Row].Process;
        return wait.State switch
        {
            SpanState.Hat => [.. Spans.Where(s => _plan.Threads[s.Row].Process == process && (IsHandsOn(s.State) || s.State == SpanState.Core))],
            SpanState.Core => [.. Spans.Where(s => IsHandsOn(s.State))],
            SpanState.Turn => [.. Spans.Where(s => s.Row == wait.Row && s.Task != wait.Task && (IsHandsOn(s.State) || s.State == SpanState.Blocking))],
            SpanState.Tool => [.. Spans.Where(s => s.Task != wait.Task && HasTool(s, wait.Resource))],
            SpanState.Lock => [.. Spans.Where(s => s.Task != wait.Task && _plan.Threads[s.Row].Process == process && HasLock(s, wait.Resource))],
            _ => [],
        };
    }

    /// <summary>Whether the task of something under way has a place of a tool.</summary>
    public bool HasTool(Span doing, int tool) => Holds(doing, OpCode.AcquireTool, OpCode.ReleaseTool, tool);

    /// <summary>Whether the task of something under way has a lock of its kitchen.</summary>
    public bool HasLock(Span doing, int index) => Holds(doing, OpCode.AcquireLock, OpCode.ReleaseLock, index);

    /// <summary>Whether it is done under the hat.</summary>
    public bool HasHat(Span doing) => _plan.Level.Gil && (IsHandsOn(doing.State) || doing.State is SpanState.Core);

    private static bool IsHandsOn(SpanState state) => state is SpanState.Working or SpanState.Packing or SpanState.Booting or SpanState.Starting;

    private bool Holds(Span doing, OpCode acquire, OpCode release, int resource)
    {
        if (doing.Task < 0) return false;
        ImmutableArray<Op> ops = _plan.Tasks[doing.Task].Ops;
        int at = PositionOf(doing.Task, ops);
        if (at < 0) return false;
        if (doing.State == SpanState.Waiting && acquire == OpCode.AcquireTool && ops[at] is { Code: OpCode.Wait } queued && queued.Arg == resource) return true;
        bool holds = false;
        foreach (Op op in ops.AsSpan(0, at))
            if (op.Arg == resource) holds = op.Code == acquire || (holds && op.Code != release);
        return holds;
    }

    /// <summary>The instruction that the task has come to: the first of the last step that it has worked or waited at; −1 before the first.</summary>
    private int PositionOf(int task, ImmutableArray<Op> ops)
    {
        int step = -1;
        foreach (Span span in _timeline.Spans)
        {
            if (span.Start > At) break;
            if (span.Task == task && span.Step >= 0 && (span.State is SpanState.Working or SpanState.Waiting or SpanState.Blocking)) step = span.Step;
        }
        for (int i = 0; i < ops.Length && step >= 0; i++)
            if (ops[i].Step == step && (ops[i].Code is OpCode.Compute or OpCode.Wait or OpCode.Offload)) return i;
        return -1;
    }
}
