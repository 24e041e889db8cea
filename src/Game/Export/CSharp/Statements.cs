using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.CSharp;

/// <summary>How an instruction is written: for a thread that blocks, and for a coroutine that awaits.</summary>
internal sealed class Statements(CompiledPlan plan, CSharpNames names)
{
    private readonly HashSet<int> _awaited = [.. AllOps(plan).Where(op => op.Code == OpCode.AwaitTask).Select(op => op.Arg)];

    /// <summary>Tasks that somebody waits for.</summary>
    public bool IsAwaited(int task) => _awaited.Contains(task);

    /// <summary>Whether a task's crate goes through its lane's channel; otherwise the task itself waits for it.</summary>
    public bool TravelsByChannel(int task) => plan.Tasks[task].Kitchen > 0 && ThreadOf(task) is { Kind: Simulation.Plans.LaneKind.Main or Simulation.Plans.LaneKind.Thread };

    /// <summary>The thread, or one of the threads, that does a task.</summary>
    public ThreadProgram? ThreadOf(int task) => plan.Threads.FirstOrDefault(t => t.Queue >= 0 && plan.Queues[t.Queue].Tasks.Contains(task));

    /// <summary>Every instruction of the plan.</summary>
    public static IEnumerable<Op> AllOps(CompiledPlan plan) =>
        plan.Tasks.SelectMany(t => t.Ops).Concat(plan.Threads.SelectMany(t => t.Prologue.Concat(t.Epilogue))).Concat(plan.Offloads.SelectMany(o => o.Ops));

    /// <summary>The lines of an instruction; none if nothing is to be written for it.</summary>
    /// <param name="op">The instruction.</param>
    /// <param name="how">Who performs it.</param>
    public IEnumerable<Statement> Of(Op op, Performer how)
    {
        (string me, bool awaits) = (how.Name, how.Awaits);
        string wait = awaits ? "await " : "";
        switch (op.Code)
        {
            case OpCode.Compute when op.Ticks == 0:
                yield break;
            case OpCode.Compute:
                yield return Say(op, $"{me}.Work({Minutes(op.Ticks)});", op.State switch
                {
                    SpanState.Packing => "packing or unpacking",
                    SpanState.Booting => "a new kitchen boots",
                    SpanState.Starting when op.Step >= 0 => "handing over",
                    SpanState.Starting => "opening a kitchen or starting a thread",
                    _ => "",
                });
                yield break;
            case OpCode.Wait:
                string what = op.Arg < 0 ? Minutes(op.Ticks) : $"{Minutes(op.Ticks)}, {Tool(op.Arg)}";
                yield return Say(op, !how.Awaits ? $"{me}.Wait({what});" : op.Blocking ? $"{me}.Block({what});"
                    : how.MayBeUnpatched ? $"if (patched) await {me}.Wait({what}); else {me}.Block({what});" : $"await {me}.Wait({what});",
                    op.Blocking && how.Awaits ? "blocks: nobody else on this loop moves" : "");
                yield break;
            case OpCode.AcquireTool when plan.Level.Tools[op.Arg].Refuses is { } refusal:
                yield return Say(op, $"while (!{Tool(op.Arg)}.Wait(0)) {wait}{me}.Wait({Minutes(refusal.Cycle.Ticks)});", "engaged: hear so, back off, try again");
                yield break;
            case OpCode.AcquireTool:
                yield return Say(op, awaits ? $"await {Tool(op.Arg)}.WaitAsync();" : $"{me}.Take({Tool(op.Arg)});", $"take {plan.Level.Tools[op.Arg].Id}");
                yield break;
            case OpCode.ReleaseTool:
                yield return Say(op, $"{Tool(op.Arg)}.Release();", $"give {plan.Level.Tools[op.Arg].Id} back");
                yield break;
            case OpCode.AcquireLock:
                yield return Say(op, awaits ? $"await {me}.Kitchen.{Lock(op.Arg)}.WaitAsync();" : $"{me}.Take({me}.Kitchen.{Lock(op.Arg)});", $"lock {plan.Locks[op.Arg]}");
                yield break;
            case OpCode.ReleaseLock:
                yield return Say(op, $"{me}.Kitchen.{Lock(op.Arg)}.Release();", $"unlock {plan.Locks[op.Arg]}");
                yield break;
            case OpCode.Read:
                yield return Say(op, $"int {Seen(op)} = {me}.Kitchen.{Shared(op.Arg)};", $"read {plan.Level.Shared[op.Arg]}");
                yield break;
            case OpCode.Write:
                yield return Say(op, $"{me}.Kitchen.{Shared(op.Arg)} = {(WasRead(op) ? Seen(op) : $"{me}.Kitchen.{Shared(op.Arg)}")} + 1;", $"write {plan.Level.Shared[op.Arg]}");
                if (plan.Tasks[op.Task].Kitchen > 0 && SpecOf(op.Task).Crate is not null)
                    yield return new($"Interlocked.Increment(ref Home.{Shared(op.Arg)});", "a kitchen writes into its own copy: what it adds comes home with the crate");
                yield break;
            case OpCode.Yield:
                yield return Say(op, $"await {me}.GiveWay();", "to the back of the queue");
                yield break;
            case OpCode.AwaitTask:
                yield return new(awaits ? $"await {Done(op.Arg)}.Task;" : $"{me}.Await({Done(op.Arg)}.Task);", $"after {SpecOf(op.Arg).Id}");
                yield break;
            case OpCode.AwaitCrate when TravelsByChannel(op.Arg):
                yield break;
            case OpCode.AwaitCrate:
                yield return new(awaits ? $"await {Crate(op.Arg)}.Task;" : $"{me}.Await({Crate(op.Arg)}.Task);", "until its crate is here");
                yield break;
            case OpCode.AwaitArrival:
                yield return new($"{wait}{me}.WaitUntil({Minutes(op.Ticks)});", "not ordered before");
                yield break;
            case OpCode.Offload:
                string work = string.Join(' ', plan.Offloads[(int)op.Ticks].Ops.SelectMany(o => Of(o, new("helper", false))).Select(s => s.Text));
                yield return Say(op, $"await {me}.Offload({Channel(plan.Threads.First(t => t.Channel == op.Arg))}, helper => {{ {work} }});", "a helper does it");
                yield break;
            case OpCode.Patch:
                yield return new($"{me}.Kitchen.IsPatched = true;", "from now on waiting gives way, in whatever starts later");
                yield break;
            case OpCode.Finish when IsAwaited(op.Task):
                yield return new($"{Done(op.Task)}.SetResult();", $"{SpecOf(op.Task).Id} is finished");
                yield break;
            case OpCode.Finish:
                yield break;
            case OpCode.Outcome:
                throw new NotSupportedException($"step {op.Step} of {plan.Tasks[op.Task].Name} fails and nothing tries it again, so its dish never comes: put a try on it");
            default:
                throw new NotSupportedException($"{op.Code} has no words in C#.");
        }
    }

    /// <summary>Minutes as a literal.</summary>
    public static string Minutes(long ticks) => new KitchenDuration(ticks).ToString();

    /// <summary>The task of an instance.</summary>
    public TaskSpec SpecOf(int task) => plan.Level.Tasks[plan.Tasks[task].Spec];

    /// <summary>The signal that a task is finished.</summary>
    public string Done(int task) => Indexed(names.Of("done", SpecOf(task).Id, "Done"), plan.Tasks[task].Copy);

    /// <summary>The signal that a task's crate has come.</summary>
    public string Crate(int task) => Indexed(names.Of("crate", SpecOf(task).Id, "Crate"), plan.Tasks[task].Copy);

    /// <summary>The semaphore of a tool.</summary>
    public string Tool(int tool) => names.Of("tool", plan.Level.Tools[tool].Id);

    /// <summary>A lock's field of the kitchen.</summary>
    public string Lock(int index) => names.Of("lock", plan.Locks[index], "Lock");

    /// <summary>A shared thing's field of the kitchen.</summary>
    public string Shared(int index) => names.Of("shared", plan.Level.Shared[index]);

    /// <summary>What carries crates or handed-over steps to a thread.</summary>
    public string Channel(ThreadProgram thread) => thread.Channel >= 0
        ? names.Of($"channel {thread.Channel}", $"{plan.Channels[thread.Channel].Name} {plan.Processes[thread.Process].Name}", "Helpers")
        : names.Of("queue", $"to {plan.Plan.Kitchens[plan.Processes[thread.Process].Kitchen].Name}{(thread.Lane > 0 ? $" {thread.Lane + 1}" : "")}");

    private Statement Say(Op op, string text, string otherwise)
    {
        if (op.Task < 0 || op.Step < 0) return new(text, otherwise);
        TaskSpec spec = SpecOf(op.Task);
        string words = spec.Steps[op.Step].Do is { Length: > 0 } say ? say : otherwise;
        bool isItself = op.Code is OpCode.Compute or OpCode.Wait or OpCode.Offload;
        string comment = isItself && words.Length > 0 && otherwise.Length > 0 && words != otherwise ? $"{words}; {otherwise}" : isItself ? words : otherwise;
        return new(text, $"{spec.Id}.{op.Step}{(comment.Length > 0 ? ": " : "")}{comment}", spec.Id, op.Step);
    }

    private bool WasRead(Op op) => plan.Tasks[op.Task].Ops.TakeWhile(o => o != op).Any(o => o.Code == OpCode.Read && o.Arg == op.Arg)
        || plan.Offloads.Any(o => o.Task == op.Task && o.Ops.Any(i => i.Code == OpCode.Read && i.Arg == op.Arg));

    /// <summary>A variable of its own for every read, since a method may read a thing twice.</summary>
    private string Seen(Op op)
    {
        int step = plan.Tasks[op.Task].Ops.Concat(plan.Offloads.Where(o => o.Task == op.Task).SelectMany(o => o.Ops)).Where(o => o.Code == OpCode.Read && o.Arg == op.Arg && o.Step <= op.Step).Max(o => o.Step);
        bool isManual = ThreadOf(op.Task) is null;
        return $"seen{CSharpNames.Pascal(plan.Level.Shared[op.Arg])}{step}{(isManual ? CSharpNames.Pascal(plan.Tasks[op.Task].Name) : "")}";
    }

    private static string Indexed(string name, int copy) => copy == 0 ? name : $"{name}[{Statement.Copy}]";
}

/// <summary>Who performs an instruction.</summary>
/// <param name="Name">Variable that is it.</param>
/// <param name="Awaits">A coroutine or a piece of equipment, which awaits; a cook blocks.</param>
/// <param name="MayBeUnpatched">A greenlet whose waits give way only if it began after the patch.</param>
internal readonly record struct Performer(string Name, bool Awaits, bool MayBeUnpatched = false);
