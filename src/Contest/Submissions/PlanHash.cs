using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Contest.Submissions;

/// <summary>What makes two plans the same: they compile to the same program, whatever their kitchens are called, in whatever order their members and cards stand, and whichever of equal copies does what.</summary>
/// <remarks>The order of lanes counts, since lanes are opened in it and that takes time. Time is linear in the program's instructions.</remarks>
public static class PlanHash
{
    /// <summary>SHA-256 of the canonical text, in lower-case hex.</summary>
    public static string Of(CompiledPlan plan) => Hashes.OfText(Text(plan));

    /// <summary>The canonical text: a line for each thread, task and setting.</summary>
    public static string Text(CompiledPlan plan)
    {
        int[] canonical = Relabel(plan);
        StringBuilder text = new();
        foreach (PlacesPlan places in plan.Plan.Places.OrderBy(p => p.Tool, StringComparer.Ordinal)) Line(text, $"places {places.Tool} {places.Places}");
        foreach (string bought in plan.Plan.Buys.Order(StringComparer.Ordinal)) Line(text, $"buys {bought}");
        for (int p = 0; p < plan.Processes.Length; p++) Line(text, $"process {plan.Processes[p].Kitchen} {plan.Processes[p].MainThread}");
        foreach (ThreadProgram thread in plan.Threads)
        {
            string tasks = thread.Queue < 0 ? "" : string.Join(' ', plan.Queues[thread.Queue].Tasks.Select(t => canonical[t].ToString(CultureInfo.InvariantCulture)));
            string style = thread.Lane < 0 ? "" : plan.Plan.Kitchens[plan.Processes[thread.Process].Kitchen].Lanes[thread.Lane].Style.ToString();
            Line(text, $"thread {thread.Process} {thread.Kind} {style} {thread.Limit} {thread.Queue} {thread.Channel} [{tasks}]");
            Ops(text, plan, canonical, thread.Prologue);
            Ops(text, plan, canonical, thread.Epilogue);
        }
        foreach (int task in Enumerable.Range(0, canonical.Length).OrderBy(t => canonical[t]))
        {
            TaskProgram program = plan.Tasks[task];
            Line(text, $"task {canonical[task]} {program.Kitchen} [{string.Join(' ', program.Mates.Select(m => canonical[m]))}]");
            Ops(text, plan, canonical, program.Ops);
        }
        return text.ToString();
    }

    /// <summary>Numbers for the instances that do not tell which of equal copies it is: within a task, by where the copies are taken up first.</summary>
    private static int[] Relabel(CompiledPlan plan)
    {
        int specs = plan.Level.Tasks.Length;
        int[] next = new int[specs], canonical = new int[plan.Tasks.Length];
        for (int task = plan.Tasks.Length - 1; task >= 0; task--) next[plan.Tasks[task].Spec] = task;
        Array.Fill(canonical, -1);
        IEnumerable<int> taken = plan.Threads.SelectMany(t => (t.Queue < 0 ? [] : plan.Queues[t.Queue].Tasks).Concat(t.Prologue.Where(o => o.Task >= 0).Select(o => o.Task)));
        foreach (int task in taken.Concat(Enumerable.Range(0, canonical.Length)))
            if (canonical[task] < 0) canonical[task] = next[plan.Tasks[task].Spec]++;
        return canonical;
    }

    private static void Ops(StringBuilder text, CompiledPlan plan, int[] canonical, ImmutableArray<Op> ops)
    {
        foreach (Op op in ops)
        {
            string arg = op.Code switch
            {
                OpCode.AcquireLock or OpCode.ReleaseLock => plan.Locks[op.Arg],
                OpCode.AwaitTask or OpCode.AwaitCrate => canonical[op.Arg].ToString(CultureInfo.InvariantCulture),
                _ => op.Arg.ToString(CultureInfo.InvariantCulture),
            };
            bool isOffload = op.Code == OpCode.Offload;
            Line(text, $" {op.Code} {(op.Task < 0 ? -1 : canonical[op.Task])} {op.Step} {(isOffload ? 0 : op.Ticks)} {arg} {op.State} {op.Blocking}");
            if (!isOffload) continue;
            text.Append(" {\n");
            Ops(text, plan, canonical, plan.Offloads[(int)op.Ticks].Ops);
            text.Append(" }\n");
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
