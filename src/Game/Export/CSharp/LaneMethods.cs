using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.CSharp;

/// <summary>A method for every lane: what its threads do from their start to their end.</summary>
internal sealed class LaneMethods(CompiledPlan plan, CSharpNames names, Statements statements, TaskMethods tasks)
{
    private static readonly Performer Me = new("me", Awaits: false);

    /// <summary>The method of a thread; threads of one pool, and copies of one kitchen, share it.</summary>
    public string Of(ThreadProgram thread)
    {
        string kitchen = plan.Plan.Kitchens[plan.Processes[thread.Process].Kitchen].Name;
        if (thread.Channel >= 0) return names.Of($"helper {thread.Channel}", plan.Processes[thread.Process].Name, "Helper");
        bool isMain = plan.Threads[plan.Processes[thread.Process].MainThread] == thread;
        return names.Of("lane", $"{kitchen} {(isMain ? "main" : $"lane {thread.Lane + 1}")}");
    }

    /// <summary>The kitchen that a thread belongs to.</summary>
    public string KitchenOf(int process)
    {
        if (process == 0) return "Home";
        string name = names.Of("kitchen", plan.Plan.Kitchens[plan.Processes[process].Kitchen].Name, "Kitchen");
        return CopyOf(process) == 0 ? name : $"{name}[{Statement.Copy}]";
    }

    /// <summary>Which copy of its kitchen a process is, from 1; 0 if there is only one.</summary>
    public int CopyOf(int process)
    {
        int kitchen = plan.Processes[process].Kitchen, first = plan.Processes.TakeWhile(p => p.Kitchen != kitchen).Count();
        return plan.Processes.Count(p => p.Kitchen == kitchen) == 1 ? 0 : process - first + 1;
    }

    /// <summary>Writes every lane.</summary>
    public void Write(CSharpSheet sheet)
    {
        HashSet<string> written = [];
        foreach (ThreadProgram thread in plan.Threads)
        {
            if (!written.Add(Of(thread))) continue;
            sheet.Block($"static void {Of(thread)}(Cook me)", () => WriteBody(sheet, thread));
            sheet.Line("");
            if (thread.IsLoop && thread.Queue >= 0) WriteList(sheet, thread, "Func<Loop, Task>", "loop");
            else if (IsPool(thread)) WriteList(sheet, thread, "Action<Cook>", "cook");
        }
    }

    /// <summary>Whether several threads of home take tasks from the lane's list.</summary>
    public bool IsPool(ThreadProgram thread) => thread.Process == 0 && thread.Queue >= 0 && plan.Threads.Count(t => t.Queue == thread.Queue) > 1;

    private void WriteBody(CSharpSheet sheet, ThreadProgram thread)
    {
        bool isHome = plan.Threads[plan.Processes[0].MainThread] == thread;
        bool startsThreads = thread.Prologue.Any(op => op.Code == OpCode.StartThread && plan.Threads[op.Arg].Channel < 0) && isHome;
        if (startsThreads) sheet.Line("List<Thread> threads = [];");
        foreach (int task in thread.Prologue.Where(op => op.Code == OpCode.Launch).Select(op => op.Task).Distinct()) sheet.Line($"Task {AloneOf(task)} = Task.CompletedTask;", $"what {plan.Tasks[task].Name} does alone");
        sheet.Write([.. Prologue(thread, startsThreads)]);
        if (thread.Channel >= 0) sheet.Line($"while (me.Next({statements.Channel(thread)}.Reader) is {{ }} step) step(me);");
        else if (thread.IsLoop && thread.Queue >= 0) WriteLoop(sheet, thread);
        else if (IsPool(thread)) sheet.Line($"while ({ListOf(thread)}.TryDequeue(out Action<Cook>? task)) task(me);", "whoever is free takes the next");
        else if (thread.Process > 0 && thread.Queue >= 0) sheet.Line($"while (me.Next({statements.Channel(thread)}.Reader) is {{ }} task) task(me);", "a crate after the other");
        else if (thread.Queue >= 0) sheet.Write([.. plan.Queues[thread.Queue].Tasks.Select(t => new Unit(plan.Tasks[t].Copy, new Statement($"{tasks.Call(t, "me")};")))]);
        sheet.Write([.. Epilogue(thread)]);
        if (startsThreads) sheet.Line("foreach (Thread thread in threads) me.Join(thread);");
    }

    private void WriteLoop(CSharpSheet sheet, ThreadProgram thread)
    {
        int count = plan.Queues[thread.Queue].Tasks.Length;
        string kind = thread.Kind == LaneKind.Loop ? count == 1 ? "coroutine" : "coroutines" : count == 1 ? "greenlet" : "greenlets";
        if (plan.Level.Costs.StartTask.Ticks > 0) sheet.Line($"me.Work({Statements.Minutes(plan.Level.Costs.StartTask.Ticks * count)});", $"make {count} {kind}");
        sheet.Line(thread.Limit > 0 ? $"new Loop(me, limit: {thread.Limit}).Run({ListOf(thread)}());" : $"new Loop(me).Run({ListOf(thread)}());");
    }

    private void WriteList(CSharpSheet sheet, ThreadProgram thread, string type, string who)
    {
        bool isPool = !thread.IsLoop;
        if (isPool) sheet.Line($"static readonly ConcurrentQueue<{type}> {ListOf(thread)} = new({ListOf(thread)}InOrder());");
        sheet.Block($"static IEnumerable<{type}> {ListOf(thread)}{(isPool ? "InOrder" : "")}()", () =>
            sheet.Write([.. plan.Queues[thread.Queue].Tasks.Select(t => new Unit(plan.Tasks[t].Copy, new Statement($"yield return {who} => {tasks.Call(t, who)};")))]));
        sheet.Line("");
    }

    private string ListOf(ThreadProgram thread) => names.Of("list", Of(thread), "Tasks");

    private IEnumerable<Unit> Prologue(ThreadProgram thread, bool startsThreads)
    {
        Op[] ops = [.. thread.Prologue];
        HashSet<int> alone = [];
        for (int at = 0; at < ops.Length; at++)
        {
            Op op = ops[at];
            bool precedes = at + 1 < ops.Length && op.Code == OpCode.Compute && ops[at + 1].Code is OpCode.OpenProcess or OpCode.StartThread or OpCode.Dispatch;
            Statement[] before = precedes ? [.. statements.Of(op, Me)] : [];
            if (precedes) op = ops[++at];
            bool isLast = op.Code == OpCode.Dispatch && !ops.Skip(at + 1).Any(o => o.Code == OpCode.Dispatch && QueueThread(o.Task) == QueueThread(op.Task));
            switch (op.Code)
            {
                case OpCode.OpenProcess:
                    yield return new(CopyOf(op.Arg), [.. before, new($"Start({KitchenOf(op.Arg)}, {Of(plan.Threads[plan.Processes[op.Arg].MainThread])});")]);
                    break;
                case OpCode.StartThread:
                    bool joins = startsThreads && plan.Threads[op.Arg].Channel < 0;
                    string started = $"Start({(thread.Process == 0 ? "Home" : "me.Kitchen")}, {Of(plan.Threads[op.Arg])})";
                    int worker = plan.Threads.Take(op.Arg + 1).Count(t => t.Process == thread.Process && (t.Lane, t.Channel) == (plan.Threads[op.Arg].Lane, plan.Threads[op.Arg].Channel));
                    yield return new(worker, [.. before, new(joins ? $"threads.Add({started});" : $"{started};")]);
                    break;
                case OpCode.Dispatch:
                    yield return new(plan.Tasks[op.Task].Mates.IsEmpty ? plan.Tasks[op.Task].Copy : 0, [.. before, Dispatch(op.Task)]);
                    if (isLast && statements.TravelsByChannel(op.Task)) yield return new(0, new Statement($"{statements.Channel(statements.ThreadOf(op.Task)!)}.Writer.Complete();", "that was the last crate"));
                    break;
                case OpCode.Launch:
                    alone.Add(op.Task);
                    yield return new(0, Launch(op));
                    break;
                case OpCode.Join:
                    if (alone.Remove(op.Task)) yield return new(0, new Statement($"me.Await({AloneOf(op.Task)});", $"until {plan.Tasks[op.Task].Name} needs a hand, or is ready"));
                    break;
                default:
                    yield return new(0, [.. statements.Of(op, Me).Select(s => s.With(op.Code == OpCode.AwaitTask ? $"{plan.Tasks[op.Arg].Copy}" : op.Task >= 0 ? $"{plan.Tasks[op.Task].Copy}" : ""))]);
                    break;
            }
        }
    }

    private ThreadProgram? QueueThread(int task) => statements.TravelsByChannel(task) ? statements.ThreadOf(task) : null;

    private Statement Dispatch(int task)
    {
        if (!statements.TravelsByChannel(task)) return new($"{statements.Crate(task)}.SetResult();", "the crate is on its way");
        string calls = plan.Tasks[task].Mates.IsEmpty ? tasks.Call(task, "cook")
            : $"{{ {string.Join(' ', plan.Tasks[task].Mates.Prepend(task).Select(t => new Statement($"{tasks.Call(t, "cook")};").With($"{plan.Tasks[t].Copy}").Text))} }}";
        return new($"{statements.Channel(statements.ThreadOf(task)!)}.Writer.TryWrite(cook => {calls});", $"send {statements.SpecOf(task).Id}");
    }

    /// <summary>What equipment does alone, until its task needs a hand again.</summary>
    private Statement Launch(Op op)
    {
        Op[] alone = [.. plan.Tasks[op.Task].Ops.Take(op.Arg).Skip((int)op.Ticks)];
        Performer equipment = new("Equipment", Awaits: true);
        Statement[] lines = [.. alone.SelectMany(o => statements.Of(o, equipment)).Select(s => s.With($"{plan.Tasks[op.Task].Copy}"))];
        Statement first = lines.First(l => l.Step >= 0 && l.Text.Contains("Equipment.Wait", StringComparison.Ordinal));
        return first with { Text = $"{AloneOf(op.Task)} = Task.Run(async () => {{ {string.Join(' ', lines.Select(l => l.Text))} }});" };
    }

    private IEnumerable<Unit> Epilogue(ThreadProgram thread)
    {
        for (int at = 0; at < thread.Epilogue.Length; at++)
        {
            Op op = thread.Epilogue[at];
            bool unpacks = at + 1 < thread.Epilogue.Length && thread.Epilogue[at + 1].Code == OpCode.Compute;
            yield return new(plan.Tasks[op.Code == OpCode.AwaitTask ? op.Arg : op.Task].Copy, [.. statements.Of(op, Me), .. unpacks ? statements.Of(thread.Epilogue[at + 1], Me) : []]);
            if (unpacks) at++;
        }
    }

    private string AloneOf(int task) => $"alone{names.Of("alone", plan.Tasks[task].Name)}";
}
