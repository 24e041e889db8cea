using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Simulation.Analysis;

/// <summary>One thing that cost a plan time, in the player's words.</summary>
/// <param name="Term">Id of the almanac's entry on the concept behind it, e.g. <c>thread-pool</c>; one of <see cref="Diagnosis.Terms"/>.</param>
/// <param name="Sentence">What happened and what would help.</param>
/// <param name="Cost">Minutes that it is about: the longer, the more it matters. Findings overlap, so costs do not add up.</param>
public sealed record Finding(string Term, string Sentence, KitchenDuration Cost);

/// <summary>Turns a timeline into what a teacher would say about it.</summary>
public sealed class Diagnosis
{
    /// <summary>Every term that a finding can have.</summary>
    public static readonly ImmutableArray<string> Terms =
        ["blocking", "coroutine", "gil", "convoy", "lock", "parallelism", "pickling", "process", "bottleneck", "thread-pool", "straggler", "semaphore", "exception", "callback"];

    private readonly CompiledPlan _plan;
    private readonly Timeline _timeline;
    private readonly Ledger _ledger;

    private Diagnosis(CompiledPlan plan, Timeline timeline) => (_plan, _timeline, _ledger) = (plan, timeline, Ledger.Of(timeline));

    /// <summary>What cost the plan time, the dearest first; empty if nothing stands out. Below a tenth of a minute, which is not scored either, nothing does.</summary>
    public static ImmutableArray<Finding> Of(CompiledPlan plan, Timeline timeline)
    {
        Diagnosis d = new(plan, timeline);
        return [.. new[]
            {
                d.BlockingOnLoop(), d.LongStepOnLoop(), d.HatShared(), d.Convoy(), d.LockOverWait(), d.CoresShared(), d.CrateDearerThanJob(),
                d.KitchenForWaiting(), d.Staring(), d.ToolIdleAtStart(), d.PoolTooLarge(), d.Straggler(), d.Refusals(), d.LostDish(),
            }
            .OfType<Finding>().Where(f => f.Cost.Ticks * 10 >= KitchenDuration.TicksPerMinute).OrderByDescending(f => f.Cost.Ticks)];
    }

    private Finding? BlockingOnLoop()
    {
        KitchenDuration cost = _ledger.Total[SpanState.Blocking];
        Span? longest = Longest(s => s.State == SpanState.Blocking);
        return longest is not { } s ? null : new("blocking",
            $"{Name(s)} made a call that does not give way: everything else on its window stood still for {Text(cost)}. Hand it to a helper, or let it come last.", cost);
    }

    private Finding? LongStepOnLoop()
    {
        if (Longest(s => s.State == SpanState.Working && s.Step >= 0 && _plan.Threads[s.Row].IsLoop && Step(s).Duration.Ticks * 2 >= KitchenDuration.TicksPerMinute) is not { } step) return null;
        KitchenDuration kept = Total(_timeline.Spans.Where(s => s.Row == step.Row && s.State == SpanState.Turn).Select(s => Overlap(s, step)));
        return kept.Ticks < KitchenDuration.TicksPerMinute ? null : new("coroutine",
            $"{Name(step)} worked {Text(step.Length)} minutes without giving way while others were ready. Nobody can interrupt a coroutine: put a yield into it, or order it later.", kept);
    }

    private Finding? HatShared()
    {
        int[] hogs = [.. _timeline.Spans.Where(s => s.State == SpanState.Hat && s.Task >= 0 && IsCpuBound(s.Task)).Select(s => s.Task).Distinct()];
        KitchenDuration cost = Total(_timeline.Spans.Where(s => s.State == SpanState.Hat && hogs.Contains(s.Task)).Select(s => s.Length));
        return hogs.Length < 2 ? null : new("gil",
            $"{hogs.Length} cooks with mostly hands-on work shared one hat and wanted it for {Text(cost)} minutes. More threads never add hands: one after another costs the same.", cost);
    }

    private Finding? Convoy()
    {
        Span[] late = [.. _timeline.Spans.Where(s => s.State == SpanState.Hat && s.Task >= 0 && !IsCpuBound(s.Task) && s.Length.Ticks * 5 >= _plan.Level.Costs.SwitchInterval.Ticks
            && _timeline.Spans.Any(w => w.Task == s.Task && w.State == SpanState.Waiting && w.End == s.Start))];
        KitchenDuration cost = Total(late.Select(s => s.Length));
        return late.Length < 2 || !_plan.Tasks.Any(IsCpuBound) ? null : new("convoy",
            $"{late.Length} times somebody came back from a wait and had to wait for the hat as well, {Text(cost)} minutes together: a busy cook lets go only once in a switch interval.", cost);
    }

    private Finding? LockOverWait()
    {
        LockPlan? wide = _plan.Plan.Locks.FirstOrDefault(l =>
            _plan.Level.FindTask(l.Task.Task) is { } task && task.Steps[l.From..(l.To + 1)].Any(s => s.Kind == StepKind.Io));
        KitchenDuration cost = _ledger.Total[SpanState.Lock];
        return wide is null ? null : new("lock", $"The lock on {wide.Lock} is held over a wait of {wide.Task}: the others queued for {Text(cost)} minutes. Lock only what must not be torn apart.", cost);
    }

    private Finding? CoresShared()
    {
        KitchenDuration cost = _ledger.Total[SpanState.Core];
        return new("parallelism", $"More kitchens were busy than the machine has cores: they took turns and waited {Text(cost)} minutes. A kitchen beyond the cores brings no hands.", cost);
    }

    private Finding? CrateDearerThanJob()
    {
        HashSet<int> mates = [.. _plan.Tasks.SelectMany(t => t.Mates)];
        foreach ((int index, TaskProgram first) in _plan.Tasks.Index().Where(t => t.Item.Kitchen > 0 && !mates.Contains(t.Index)))
        {
            TaskSpec[] box = [.. first.Mates.Prepend(index).Select(t => _plan.Level.Tasks[_plan.Tasks[t].Spec])];
            KitchenDuration work = Total(box.Select(Cpu)), packing = (Heaviest(box, c => c.In) + Heaviest(box, c => c.Out)) * 2;
            if (packing.Ticks == 0 || packing < work) continue;
            string what = box.Length == 1 ? $"{Name(first)} is {work} minutes of work in a crate" : $"A box of {box.Length}, {Name(first)} the first, is {work} minutes of work in a crate";
            return new("pickling", $"{what} that costs {packing} to pack and unpack. Ship heavy work in light boxes.", packing);
        }
        return null;

        static KitchenDuration Heaviest(TaskSpec[] box, Func<CrateSpec, KitchenDuration> way) => new(box.Select(t => t.Crate).OfType<CrateSpec>().Select(c => way(c).Ticks).DefaultIfEmpty(0).Max());
    }

    private Finding? KitchenForWaiting()
    {
        TaskProgram[] waiting = [.. _plan.Tasks.Where(t => t.Kitchen > 0 && !IsCpuBound(t))];
        KitchenDuration cost = _ledger.Total[SpanState.Booting];
        return waiting.Length == 0 ? null : new("process", $"{Name(waiting[0])} mostly waits, and a whole kitchen was opened for it. Waiting needs no hands: a thread or a coroutine does it for less.", cost);
    }

    private Finding? Staring()
    {
        (KitchenDuration cost, Span? longest) = Avoidable.Staring(_plan, _timeline);
        return longest is not { } stared ? null : new("blocking",
            $"Lanes stood and watched for {Text(cost)} minutes with work still on their lists, the longest time at {Name(stared)}. Something else could be done meanwhile.", cost);
    }

    private Finding? ToolIdleAtStart()
    {
        if (LowerBounds.Of(_plan.Level) is not [{ Name: ['t', 'o', 'o', 'l', ' ', .. string tool] }, ..]) return null;
        TaskSpec[] users = [.. _plan.Level.Tasks.Where(t => t.Steps.Any(s => s.Tool == tool))];
        long earliest = users.Min(t => t.Arrives.Ticks + t.Steps.TakeWhile(s => s.Tool != tool).Sum(s => s.Duration.Ticks));
        long first = _timeline.Spans.Where(s => s is { State: SpanState.Waiting, Step: >= 0 } && Step(s).Tool == tool).Select(s => s.Start.Ticks).DefaultIfEmpty(earliest).Min();
        return new("bottleneck", $"The {tool} decides how long this order takes, and it stood empty until {Text(new(first))}; it could have started at {new KitchenDuration(earliest)}.", new(first - earliest));
    }

    private Finding? PoolTooLarge()
    {
        for (int k = 0; k < _plan.Plan.Kitchens.Length; k++)
        {
            Kitchen kitchen = _plan.Plan.Kitchens[k];
            for (int l = 0; l < kitchen.Lanes.Length; l++)
            {
                if (kitchen.Lanes[l] is not { Kind: LaneKind.Thread, Workers: > 2 } pool) continue;
                long asFast = EndWith(k, l, pool.Workers).Ticks * 101 / 100;
                int enough = Enumerable.Range(1, pool.Workers).First(workers => EndWith(k, l, workers).Ticks <= asFast);
                if (enough < pool.Workers)
                    return new("thread-pool", $"{enough} workers would have been as fast as {pool.Workers}, within 1 %: enough are as many as can be kept busy while the others wait.", new(KitchenDuration.TicksPerMinute / 2));
            }
        }
        return null;
    }

    private KitchenTime EndWith(int kitchen, int lane, int workers)
    {
        Kitchen k = _plan.Plan.Kitchens[kitchen];
        Kitchen changed = k with { Lanes = k.Lanes.SetItem(lane, k.Lanes[lane] with { Workers = workers }) };
        return Simulator.RunUntraced(PlanCompiler.Compile(_plan.Level, _plan.Plan with { Kitchens = _plan.Plan.Kitchens.SetItem(kitchen, changed) })).Timeline.End;
    }

    private Finding? Straggler()
    {
        if (_plan.Threads.Count(t => t.Queue >= 0) < 2 || _timeline.Spans.All(s => s.Task < 0)) return null;
        Span last = _timeline.Spans.Where(s => s.Task >= 0).MaxBy(s => s.End.Ticks);
        long began = _timeline.Spans.Where(s => s.Task == last.Task && s.State is SpanState.Working or SpanState.Waiting).Select(s => s.Start.Ticks).DefaultIfEmpty(0).Min();
        long othersEnd = _timeline.Spans.Where(s => s.Row != last.Row && s.Task >= 0).Select(s => s.End.Ticks).DefaultIfEmpty(0).Max();
        long alone = last.End.Ticks - Math.Max(othersEnd, began);
        return began == 0 || alone * 5 < last.End.Ticks ? null : new("straggler",
            $"{Name(last)} came last, and for {Text(new(alone))} minutes all the others had nothing left to do. Start the longest early.", new(alone));
    }

    private Finding? Refusals()
    {
        Span[] refused = [.. _timeline.Spans.Where(s => s.State == SpanState.Refused)];
        if (refused.Length == 0) return null;
        ToolSpec tool = _plan.Level.Tools[refused[0].Resource];
        KitchenDuration cost = Total(refused.Select(s => s.Length));
        return new("semaphore",
            $"More wanted {tool.Id} at once than its {tool.Places} {(tool.Places == 1 ? "place" : "places")}: refusals and what was waited before the next try took {Text(cost)} minutes. Let fewer try at once.", cost);
    }

    /// <summary>What nobody gets costs the whole run.</summary>
    private Finding? LostDish()
    {
        if (TaskError.Of(_plan, _timeline).Select(e => (TaskError?)e).FirstOrDefault() is not { } error) return null;
        TaskProgram task = _plan.Tasks[error.Task];
        string words = _plan.Level.Tasks[task.Spec].Steps[error.Step].Do, step = words.Length > 0 ? $"“{words}”" : $"step {error.Step + 1}";
        return error.IsSilent
            ? new("callback", $"{Name(task)} never comes: {step} failed, and without an errback nobody hears of it. No error, no dish, and the run never ends: pin an errback to that wait.", _timeline.End - KitchenTime.Zero)
            : new("exception", $"{Name(task)} never came: {step} failed, nobody caught the error, and it ended the dish. Lay a try on that step.", _timeline.End - KitchenTime.Zero);
    }

    private Span? Longest(Func<Span, bool> match) => _timeline.Spans.Where(s => s.Task >= 0 && match(s)).OrderByDescending(s => s.Length.Ticks).Select(s => (Span?)s).FirstOrDefault();

    /// <summary>Measured lengths have four meaningless places.</summary>
    private static string Text(KitchenDuration length) => new KitchenDuration((length.Ticks + 50) / 100 * 100).ToString();

    private string Name(Span span) => Name(_plan.Tasks[span.Task]);

    private string Name(TaskProgram task) => task.Copy == 0 ? _plan.Level.Tasks[task.Spec].Title : $"{_plan.Level.Tasks[task.Spec].Title} {task.Copy}";

    private StepSpec Step(Span span) => _plan.Level.Tasks[_plan.Tasks[span.Task].Spec].Steps[span.Step];

    private bool IsCpuBound(int task) => IsCpuBound(_plan.Tasks[task]);

    private bool IsCpuBound(TaskProgram task) => Cpu(_plan.Level.Tasks[task.Spec]) * 2 >= Total(_plan.Level.Tasks[task.Spec].Steps.Select(s => s.Duration));

    private static KitchenDuration Cpu(TaskSpec task) => Total(task.Steps.Where(s => s.Kind == StepKind.Cpu).Select(s => s.Duration));

    private static KitchenDuration Overlap(Span a, Span b) => new(Math.Max(0, Math.Min(a.End.Ticks, b.End.Ticks) - Math.Max(a.Start.Ticks, b.Start.Ticks)));

    private static KitchenDuration Total(IEnumerable<KitchenDuration> lengths) => new(lengths.Sum(l => l.Ticks));
}
