using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>Writes a plan as a self-contained Python program that performs it and prints the elapsed minutes.</summary>
internal static class PythonWriter
{
    private const int Width = 78;

    /// <summary>The program.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="name">What the plan is called, e.g. <c>best</c>.</param>
    /// <param name="libraries">Those of its lanes; where none does a kind of lane, the default one.</param>
    public static CodeListing Write(CompiledPlan plan, string name, params ReadOnlySpan<PythonLibrary> libraries)
    {
        PythonLibrary[] named = libraries.ToArray();
        PythonProgram program = new(plan, kind => named.FirstOrDefault(l => l.Fits.Contains(kind)) ?? PythonLibrary.DefaultOf(plan, kind));
        program.Need(CommonKit.Run(!plan.Level.Shared.IsEmpty, Enumerable.Range(0, plan.Tasks.Length).Any(program.EndsByError)));
        KitchenWriter kitchens = new(program);
        kitchens.Write();
        PythonSource code = new();
        WriteDocstring(code, program, name);
        code.Blank();
        program.NeedLines();
        PythonSource order = new(), ready = new(), kit = new(), beforeAll = new();
        WriteOrder(order, program);
        WriteReady(ready, program, kitchens.Lines);
        foreach (KitPart part in program.Parts)
        {
            PythonSource place = part.Place < 0 ? beforeAll : kit;
            place.Blank(place == kit ? 2 : 1);
            place.Text(part.Text);
            if (place == beforeAll) place.Blank();
        }
        string first = string.Join('\n', program.Writers.Select(w => w.First(program)).Where(f => f.Length > 0));
        if (first.Length > 0)
        {
            code.Text(first);
            code.Blank();
        }
        foreach (string import in program.ImportLines().Except(first.Split('\n'))) code.Line(import);
        code.Add(beforeAll);
        code.Blank();
        code.Add(order);
        code.Blank();
        if (program.Tasks.Count > 0)
        {
            code.Add(program.Tasks);
            code.Blank(2);
        }
        if (kitchens.Definitions.Count > 0)
        {
            code.Add(kitchens.Definitions);
            code.Blank(2);
        }
        code.Add(kitchens.Main);
        code.Blank(2);
        code.Line("# What follows serves every program alike: the pantry, hands-on work, the clock.");
        code.Blank(2);
        code.Add(ready);
        code.Add(kit);
        code.Blank(2);
        using (code.Open("if __name__ == \"__main__\":"))
        {
            using (code.Open("if sys.argv[1:2] == [\"--be-pantry\"]:")) code.Line("Pantry(sys.argv[2]).run()");
            using (code.Open("else:")) code.Line("run()");
        }
        return code.ToListing();
    }

    /// <summary>How long a program goes on at most before it takes itself for stuck; real time.</summary>
    public static TimeSpan Patience(CompiledPlan plan, int tempoMs) => TimeSpan.FromMilliseconds((PatienceMinutes(plan) * (double)tempoMs) + 5_000);

    /// <summary>Several times what one pair of hands would need for everything, one after another.</summary>
    private static long PatienceMinutes(CompiledPlan plan) =>
        50 + (5 * plan.Tasks.Sum(t => t.Ops.Where(op => op.Code is OpCode.Compute or OpCode.Wait or OpCode.AwaitArrival).Sum(op => op.Ticks * (1 + (op.Code == OpCode.Wait ? plan.Level.Tasks[t.Spec].Steps[op.Step].Fails : 0)))) / Simulation.Time.KitchenDuration.TicksPerMinute);

    private static void WriteDocstring(PythonSource code, PythonProgram program, string name)
    {
        Level level = program.Plan.Level;
        code.Line("#!/usr/bin/env python3");
        code.Line($"\"\"\"{PythonText.Docstring(level.Title)}");
        if (level.Story.Length > 0)
        {
            code.Blank();
            foreach (string line in PythonText.Wrap(PythonText.Docstring(level.Story), Width)) code.Line(line);
        }
        code.Blank();
        string[] titles = [.. program.Plan.Threads.Where(t => t.Lane >= 0).Select(t => program.LibraryOf(t.Kind).Title).Distinct()];
        code.Line($"The plan \"{PythonText.Docstring(name)}\" with {string.Join(", ", titles)}:");
        code.Blank();
        foreach (string line in PlanWords.Of(program.Plan)) code.Line($"    {PythonText.Docstring(line)}");
        if (program.HasUnwrittenCallbacks)
        {
            code.Blank();
            code.Line("The lane of callbacks is written as coroutines here: its cards are Twisted's.");
        }
        code.Blank();
        code.Line("A kitchen minute takes 20 ms here. Options: --help.");
        code.Line("\"\"\"");
    }

    private static void WriteOrder(PythonSource code, PythonProgram program)
    {
        foreach (string line in program.LibraryResources()) code.Line(line);
        foreach ((string name, int place, _, _) in program.PantryTools) code.Line(PythonProgram.Format($"{name} = {place}  # its number in the pantry"));
        foreach (FailingCall call in program.FailingCalls) code.Line(PythonProgram.Format($"{call.Name} = {call.Number}  # the number of a call that fails at first"));
        foreach (string line in program.Queues().Concat(program.Gate())) code.Line(line);
        code.Line(PythonProgram.Format($"PATIENCE = {PatienceMinutes(program.Plan)}  # minutes; whoever is not done by then waits for ever"));
        if (!program.SharedNames.IsEmpty)
        {
            program.Import("types: SimpleNamespace");
            code.Line($"shared = SimpleNamespace({string.Join(", ", program.SharedNames.Select(s => $"{s}=0"))})");
        }
        (string Dish, string Event)[] bells = [.. program.Bells];
        if (bells.Length > 0)
        {
            using (code.Open("bells = {")) foreach ((string dish, string made) in bells) code.Line($"{dish}: {made},");
            code.Line("}");
        }
        if (code.Count > 0) code.Blank();
    }

    private static void WriteReady(PythonSource code, PythonProgram program, int lines)
    {
        using (code.Open("def get_ready(path):"))
        {
            code.Line("\"\"\"Before the clock starts: the connections to the pantry, and what it keeps.\"\"\"");
            code.Line(PythonProgram.Format($"kitchen.lines = [connect(path) for _ in range({Math.Max(1, lines)})]"));
            code.Line("exchange(kitchen.lines[0], RESET)");
            foreach ((string name, _, int places, RefusalSpec? refuses) in program.PantryTools)
            {
                code.Line(PythonProgram.Format($"exchange(kitchen.lines[0], PLACES, {name}, {places})"));
                if (refuses is not null) code.Line($"exchange(kitchen.lines[0], REFUSES, {name}, microseconds({refuses.After}))");
            }
            foreach (FailingCall call in program.FailingCalls)
            {
                if (call.Copies == 0) code.Line(PythonProgram.Format($"exchange(kitchen.lines[0], FAILS, -1, {call.Fails}, {call.Name})"));
                else using (code.Open(PythonProgram.Format($"for n in range(1, {call.Copies + 1}):"))) code.Line(PythonProgram.Format($"exchange(kitchen.lines[0], FAILS, -1, {call.Fails}, {call.Name} + n)"));
            }
            code.Line($"sys.setswitchinterval({program.Plan.Level.Costs.SwitchInterval} * kitchen.minute)");
        }
    }
}
