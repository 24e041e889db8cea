using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Game.Export.Python.Lanes;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Python;

/// <summary>Writes the main function of every kitchen: opening the others, sending crates, starting lanes, its own lane, taking results home.</summary>
internal sealed class KitchenWriter(PythonProgram program)
{
    /// <summary>A fork costs its parent about this, measured with CPython 3.11 on Linux at 20 ms to the minute.</summary>
    private static readonly KitchenDuration Fork = new(1_000);

    private readonly CompiledPlan _plan = program.Plan;

    /// <summary>Functions of lanes and of the other kitchens, two empty lines between them.</summary>
    public PythonSource Definitions { get; } = new();

    /// <summary>The function <c>main</c>.</summary>
    public PythonSource Main { get; } = new();

    /// <summary>Writes all of them.</summary>
    public void Write()
    {
        foreach (int process in Kitchens) WriteKitchen(process);
        WriteHome();
    }

    /// <summary>Connections that a process needs.</summary>
    public int LinesOf(int process) => program.LanesOf(process).Sum(l => l.Workers * program.WriterOf(l).Lines(l));

    /// <summary>Connections that all processes need together.</summary>
    public int Lines => Enumerable.Range(0, _plan.Processes.Length).Sum(p => LinesOf(FirstOf(p)));

    /// <summary>One process of each kitchen; those of a pool are alike.</summary>
    private IEnumerable<int> Processes => Enumerable.Range(0, _plan.Processes.Length).Where(p => FirstOf(p) == p);

    /// <summary>Those besides home that are sent tasks.</summary>
    private IEnumerable<int> Kitchens => Processes.Skip(1).Where(p => !program.IsHelper(p));

    private void WriteHome()
    {
        LaneJob[] lanes = [.. program.LanesOf(0)];
        LaneJob[] further = [.. lanes.Where(l => !IsMain(l))];
        LaneJob? own = lanes.FirstOrDefault(IsMain);
        DefineLanes(lanes);
        using (Main.Open("def main():"))
        {
            Main.Line("\"\"\"The plan.\"\"\"");
            OpenKitchens();
            SendCrates();
            RunLanes(Main, further, () =>
            {
                if (own is not null && own.Tasks.Length > 0) program.WriterOf(own).Run(Main, program, own);
            });
            TakeHome();
        }
    }

    private void OpenKitchens()
    {
        if (_plan.Processes.Length == 1) return;
        if (Kitchens.Any()) program.Need(KitchenKit.Open);
        KitchenDuration extra = _plan.Level.Costs.OpenParent - Fork;
        bool isDear = extra > KitchenDuration.Zero;

        foreach (int process in Processes.Skip(1))
        {
            int copies = CopiesOf(process), lines = LinesOf(process);
            string name = program.KitchenName(process);
            bool hasMail = program.HasMail(process);
            string target = !hasMail ? name : $"partial({name}, mail)";
            if (hasMail) program.Import("functools: partial");
            string open = $"open_kitchen({target}{(lines == 1 ? "" : PythonProgram.Format($", {lines}"))})";
            if (program.IsHelper(process)) OpenHelper();
            else if (copies == 1 && !hasMail) Open();
            else
                using (Main.Open(hasMail ? $"for mail in {program.MailName(process)}:" : PythonProgram.Format($"for _ in range({copies}):"))) Open();

            void Open()
            {
                Pay();
                Main.Line(open);
            }

            void OpenHelper()
            {
                Pay();
                program.Need(KitchenKit.OpenHelper);
                Main.Line($"open_helper({name}, {_plan.Level.Costs.Boot})");
            }

            void Pay()
            {
                if (isDear) Main.Line($"work({extra})  # opening costs {_plan.Level.Costs.OpenParent}, of which fork() takes about {Fork}");
            }
        }
        if (!program.HasMail(0)) return;
        program.Import("threading: Thread");
        program.Need(KitchenKit.Postman);
        Main.Line($"Thread(target=postman, args=({program.MailName(0)},), daemon=True).start()");
    }

    /// <summary>In the order of the instructions: a box after the other, then the sign that there are no more.</summary>
    private void SendCrates()
    {
        List<(string Crates, TaskRun Run, int Task, string Weight)> sends = [];
        KitchenDuration into = KitchenDuration.Zero;
        foreach (Op op in _plan.Threads[0].Prologue)
        {
            if (op is { Code: OpCode.Compute, State: SpanState.Packing }) into = new(op.Ticks);
            if (op.Code != OpCode.Dispatch) continue;
            ImmutableArray<int> box = [op.Task, .. _plan.Tasks[op.Task].Mates];
            KitchenDuration back = new(_plan.Tasks[box[^1]].Ops.Reverse().Skip(1).Where(o => o is { State: SpanState.Packing, Step: < 0 }).Select(o => o.Ticks).FirstOrDefault());
            string weight = back > KitchenDuration.Zero ? $", {into}, {back}" : into > KitchenDuration.Zero ? $", {into}" : "";
            into = KitchenDuration.Zero;
            string crates = program.CratesName(program.LaneOf(op.Task));
            ImmutableArray<TaskRun> runs = program.Runs(box, TaskStyle.Blocking);
            if (box.Length == 1 && sends.Count > 0 && sends[^1] is { } last && last.Crates == crates && last.Weight == weight && last.Task >= 0
                && runs[0] is { IsCopies: true } next && next.Function == last.Run.Function && last.Run.Last + 1 == next.First)
                sends[^1] = last with { Run = last.Run with { Last = next.Last } };
            else if (box.Length == 1) sends.Add((crates, runs[0], op.Task, weight));
            else
            {
                Flush();
                string jobs = string.Join(", ", runs.Select(r => $"**{{{program.Dish(box[0])}: partial({r.Function}, n) for n in {r.Range}}}"));
                if (runs.Length == 1) jobs = jobs[3..^1];
                program.Import("functools: partial");
                program.Need(KitchenKit.Send);
                string call = $"send({crates}, {{{jobs}}}{weight})";
                if (call.Length <= 84) Main.Line(call);
                else
                {
                    Main.Line($"box = {{{jobs}}}");
                    Main.Line($"send({crates}, box{weight})");
                }
            }
        }
        Flush();
        foreach (LaneJob lane in Kitchens.SelectMany(program.LanesOf))
        {
            int takers = lane.Workers * CopiesOf(lane.Process);
            string end = $"{program.CratesName(lane)}.put(None)";
            if (takers == 1) Main.Line($"{end}  # that was all");
            else
                using (Main.Open(PythonProgram.Format($"for _ in range({takers}):"))) Main.Line($"{end}  # that was all, for each of them");
        }

        void Flush()
        {
            foreach ((string crates, TaskRun run, int task, string weight) in sends)
            {
                program.Need(KitchenKit.Send);
                if (run.IsCopies) program.Import("functools: partial");
                run.Write(Main, call =>
                {
                    string dish = call.IsCopy && call.Copy != "n" ? PythonText.Literal(_plan.Tasks[task].Name) : program.Dish(task);
                    return $"send({crates}, {{{dish}: {(call.IsCopy ? $"partial({call.Function}, {call.Copy})" : call.Function)}}}{weight})";
                });
            }
            sends.Clear();
        }
    }

    /// <summary>The end of home's main thread: wait for what was made elsewhere, and unpack it.</summary>
    private void TakeHome()
    {
        ImmutableArray<int> awaited = [.. _plan.Threads[0].Epilogue.Where(op => op.Code == OpCode.AwaitTask).Select(op => op.Arg)];
        if (awaited.IsEmpty) return;
        program.RingForHome(awaited);
        Main.Line(TaskStyle.Blocking.After(program, program.Dishes(awaited)));
        ImmutableArray<int> packed = [.. awaited.Where(t => _plan.Level.Tasks[_plan.Tasks[t].Spec].Crate is { Out.Ticks: > 0 })];
        if (packed.IsEmpty) return;
        program.Need(KitchenKit.Unbox);
        Main.Line($"unbox({program.Dishes(packed)})");
    }

    private void WriteKitchen(int process)
    {
        LaneJob[] lanes = [.. program.LanesOf(process)];
        DefineLanes(lanes);
        if (Definitions.Count > 0) Definitions.Blank(2);
        bool hasMail = program.HasMail(process);
        string name = _plan.Plan.Kitchens[_plan.Processes[process].Kitchen].Name;
        using (Definitions.Open($"def {program.KitchenName(process)}({(hasMail ? "mail" : "")}):"))
        {
            Definitions.Line($"\"\"\"The kitchen {PythonText.Docstring(name)}: a process with an interpreter, and a GIL, of its own.\"\"\"");
            if (hasMail)
            {
                program.Import("threading: Thread");
                program.Need(KitchenKit.Postman);
                Definitions.Line("Thread(target=postman, args=(mail,), daemon=True).start()");
            }
            if (_plan.Level.Costs.Boot > KitchenDuration.Zero)
            {
                program.Need(KitchenKit.Boot);
                Definitions.Line($"boot({_plan.Level.Costs.Boot})");
            }
            RunLanes(Definitions, [.. lanes.Where(l => !IsMain(l))], () =>
            {
                if (lanes.FirstOrDefault(IsMain) is { } own) program.WriterOf(own).RunAway(Definitions, program, own);
            });
        }
    }

    private void DefineLanes(LaneJob[] lanes)
    {
        foreach (LaneJob lane in lanes)
        {
            PythonSource definition = new();
            if (IsMain(lane))
            {
                if (lane.Process == 0) program.WriterOf(lane).Define(definition, program, lane);
            }
            else program.LibraryOf(LaneKind.Thread).Threads!.Define(definition, program, lane, program.WriterOf(lane));
            if (definition.Count == 0) continue;
            if (Definitions.Count > 0) Definitions.Blank(2);
            Definitions.Add(definition);
        }
    }

    private void RunLanes(PythonSource code, LaneJob[] further, Action ownLane)
    {
        if (further.Length == 0) ownLane();
        else program.LibraryOf(LaneKind.Thread).Threads!.Run(code, program, further, ownLane);
    }

    private bool IsMain(LaneJob lane) => lane.Thread == _plan.Threads[_plan.Processes[lane.Process].MainThread];

    private int CopiesOf(int process) => _plan.Processes.Count(p => p.Kitchen == _plan.Processes[process].Kitchen);

    private int FirstOf(int process) => _plan.Processes.TakeWhile(p => p.Kitchen != _plan.Processes[process].Kitchen).Count();
}
