using System.Globalization;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.CSharp;

/// <summary>Writes a plan as one C# program that really performs it: a file that <c>dotnet run plan.cs</c> runs.</summary>
/// <remarks>Written from the instructions that model and executor run, so that it does neither more nor less. Parts that a plan does not use do not appear.</remarks>
public sealed class CSharpProgram
{
    private const int DefaultTempoMs = 50;
    private const string Mark = "//@";

    private readonly CompiledPlan _plan;
    private readonly CSharpNames _names = new();
    private readonly CSharpSheet _sheet = new();
    private readonly Statements _statements;
    private readonly TaskMethods _tasks;
    private readonly LaneMethods _lanes;
    private readonly HashSet<OpCode> _codes;

    private CSharpProgram(CompiledPlan plan)
    {
        _plan = plan;
        _codes = [.. Statements.AllOps(plan).Select(op => op.Code)];
        _statements = new(plan, _names);
        _tasks = new(plan, _names, _statements);
        _lanes = new(plan, _names, _statements, _tasks);
    }

    /// <summary>Writes the program of a plan.</summary>
    /// <exception cref="NotSupportedException">The plan has what no program can perform; the message says what.</exception>
    public static CodeListing Write(CompiledPlan plan) => new CSharpProgram(plan).Write();

    private bool HasLoops => _plan.Threads.Any(t => t.IsLoop);

    private bool HasEquipment => _codes.Contains(OpCode.Launch);

    private bool HasChannels => _codes.Overlaps([OpCode.Dispatch, OpCode.Offload]);

    private CodeListing Write()
    {
        WriteHead();
        _sheet.Block("static class Program", WriteProgram);
        _sheet.Line("");
        if (_codes.Overlaps([OpCode.AwaitTask, OpCode.AwaitCrate, OpCode.Offload]) || HasLoops || HasEquipment) _sheet.Part(CSharpParts.Signal);
        WriteKitchen();
        Part(CSharpParts.Cook);
        if (_plan.Level.Gil) Part(CSharpParts.Hat);
        if (_codes.Contains(OpCode.Outcome)) _sheet.Part(CSharpParts.Failure);
        if (HasLoops) Part(CSharpParts.Loop);
        if (HasEquipment) Part(CSharpParts.Equipment);
        if (HasLoops || HasEquipment) Part(CSharpParts.Switchboard);
        Part(CSharpParts.Clock.Replace("$TEMPO", DefaultTempoMs.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("$INTERVAL", Statements.Minutes(_plan.Level.Costs.SwitchInterval.Ticks), StringComparison.Ordinal));
        Part(CSharpParts.Pantry);
        return _sheet.ToListing();
    }

    private void WriteHead()
    {
        string minutes = Simulator.RunUntraced(_plan) is { IsDeadlocked: false } run ? run.Timeline.End.ToString() : "";
        _sheet.Line("", $"{_plan.Level.Title}: a plan as a program of its own.");
        _sheet.Line("", $"Run it with: dotnet run FILE.cs   or slower, to look on: dotnet run FILE.cs -- --tempo 500");
        _sheet.Line("", minutes.Length > 0 ? $"The model says {minutes} minutes on {_plan.Level.Cores} cores (on a machine with more: taskset -c 0-{_plan.Level.Cores - 1} dotnet run FILE.cs)."
            : "The model says that this plan never ends: everybody waits for somebody.");
        _sheet.Line("//");
        foreach (Kitchen kitchen in _plan.Plan.Kitchens)
            foreach (Lane lane in kitchen.Lanes)
                _sheet.Line("", $"{kitchen.Name}{(kitchen.Copies > 1 ? $" x {kitchen.Copies}" : "")}, {PlanNames.Of(lane.Kind)}{(lane.Workers > 1 ? $" x {lane.Workers}" : "")}: "
                    + string.Join(", ", lane.Kind == LaneKind.Manual ? lane.Steps.Select(s => s.ToString()) : lane.Tasks.Select(t => t.ToString())));
        _sheet.Line("");
        if (HasLoops || HasEquipment || _plan.Threads.Any(_lanes.IsPool)) _sheet.Line("using System.Collections.Concurrent;");
        foreach (string space in new[] { "System.Diagnostics", "System.Globalization", "System.Net", "System.Net.Sockets", "System.Runtime.CompilerServices" }) _sheet.Line($"using {space};");
        if (HasChannels) _sheet.Line("using System.Threading.Channels;");
        _sheet.Line("");
    }

    private void WriteProgram()
    {
        ThreadProgram main = _plan.Threads[_plan.Processes[0].MainThread];
        _sheet.Block("public static void Main(string[] args)", () =>
        {
            _sheet.Line("Clock.SetUp(args);", "how fast is this machine?");
            _sheet.Line("Pantry.Open();");
            _sheet.Line("long start = Clock.Start();");
            _sheet.Line($"Start(Home, {_lanes.Of(main)}).Join();");
            _sheet.Line("Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $\"{Clock.MinutesSince(start):0.00} minutes\"));");
            foreach (int shared in Statements.AllOps(_plan).Where(op => op.Code == OpCode.Write).Select(op => op.Arg).Distinct().Order())
                _sheet.Line($"Console.WriteLine($\"{CSharpNames.Pascal(_plan.Level.Shared[shared])}: {{Home.{_statements.Shared(shared)}}} of {Statements.AllOps(_plan).Count(op => op.Code == OpCode.Write && op.Arg == shared)}\");", "fewer: an update was lost");
        });
        _sheet.Line("");
        WriteThings();
        _tasks.Write(_sheet);
        _lanes.Write(_sheet);
        Part(CSharpParts.Start);
        if (_sheet.HasCopies) _sheet.Line("static IEnumerable<int> Copies(int first, int last) => Enumerable.Range(first, last - first + 1);");
    }

    private void WriteThings()
    {
        _sheet.Line("static readonly Kitchen Home = new();");
        foreach (int process in Enumerable.Range(1, _plan.Processes.Length - 1).Where(p => _lanes.CopyOf(p) <= 1))
        {
            int copies = _plan.Processes.Count(p => p.Kitchen == _plan.Processes[process].Kitchen);
            string name = _lanes.KitchenOf(process).Replace($"[{Statement.Copy}]", "", StringComparison.Ordinal);
            _sheet.Line(copies == 1 ? $"static readonly Kitchen {name} = new();" : $"static readonly Kitchen[] {name} = [.. Enumerable.Range(0, {copies + 1}).Select(_ => new Kitchen())];", copies == 1 ? "" : $"1 to {copies}");
        }
        foreach (int tool in Statements.AllOps(_plan).Where(op => op.Arg >= 0 && op.Code is OpCode.AcquireTool or OpCode.Wait).Select(op => op.Arg).Distinct().Order())
            _sheet.Line($"static readonly SemaphoreSlim {_statements.Tool(tool)} = new({_plan.Level.Tools[tool].Places});", _plan.Level.Tools[tool].SelfServe ? "a device: it serves its queue by itself" : "so many places");
        foreach (IGrouping<int, int> copies in Enumerable.Range(0, _plan.Tasks.Length).Where(_statements.IsAwaited).GroupBy(t => _plan.Tasks[t].Spec)) WriteSignal([.. copies], _statements.Done);
        foreach (IGrouping<int, int> copies in Statements.AllOps(_plan).Where(op => op.Code == OpCode.AwaitCrate && !_statements.TravelsByChannel(op.Arg)).Select(op => op.Arg).GroupBy(t => _plan.Tasks[t].Spec)) WriteSignal([.. copies], _statements.Crate);
        foreach (string channel in _plan.Threads.Where(t => t.Channel >= 0 || (t.Process > 0 && t.Queue >= 0 && !t.IsLoop)).Select(_statements.Channel).Distinct())
            _sheet.Line($"static readonly Channel<Action<Cook>> {channel} = Channel.CreateUnbounded<Action<Cook>>();");
        _sheet.Line("");
    }

    private void WriteSignal(int[] copies, Func<int, string> nameOf)
    {
        string name = nameOf(copies[0]).Replace($"[{Statement.Copy}]", "", StringComparison.Ordinal);
        int last = _statements.SpecOf(copies[0]).Count;
        _sheet.Line(_plan.Tasks[copies[0]].Copy == 0 ? $"static readonly TaskCompletionSource {name} = Signal.New();" : $"static readonly TaskCompletionSource[] {name} = Signal.Many({last});");
    }

    private void WriteKitchen()
    {
        _sheet.Line(_plan.Processes.Length > 1
            ? "/// <summary>A process: its own hat, its own copy of what is shared, crates in and out. Here a group of threads, so that one file shows it all; really it would be Process.Start and pipes.</summary>"
            : "/// <summary>The process: what its threads share.</summary>");
        _sheet.Block("sealed class Kitchen", () =>
        {
            if (_plan.Level.Gil) _sheet.Line("public readonly Hat Hat = new();");
            if (_codes.Contains(OpCode.Patch)) _sheet.Line("public bool IsPatched;", "whether what is waited for gives way by itself");
            for (int i = 0; i < _plan.Locks.Length; i++) _sheet.Line($"public readonly SemaphoreSlim {_statements.Lock(i)} = new(1);");
            for (int i = 0; i < _plan.Level.Shared.Length; i++)
                if (Statements.AllOps(_plan).Any(op => op.Arg == i && op.Code is OpCode.Read or OpCode.Write)) _sheet.Line($"public int {_statements.Shared(i)};");
        });
        _sheet.Line("");
    }

    /// <summary>A fixed part of the program, without the lines for what this plan does not have: those end in a tag.</summary>
    private void Part(string text)
    {
        bool hasDevice = Statements.AllOps(_plan).Any(op => op.Code == OpCode.Wait && op.Arg >= 0);
        Dictionary<string, bool> tags = new()
        {
            ["hat"] = _plan.Level.Gil,
            ["device"] = hasDevice,
            ["take"] = _codes.Contains(OpCode.AcquireLock) || _codes.Contains(OpCode.AcquireTool),
            ["await"] = _codes.Contains(OpCode.AcquireLock) || _codes.Contains(OpCode.AcquireTool) || _codes.Contains(OpCode.AwaitTask) || _codes.Contains(OpCode.AwaitCrate) || _codes.Contains(OpCode.Join) || _codes.Contains(OpCode.Offload) || _codes.Contains(OpCode.Dispatch),
            ["next"] = HasChannels,
            ["arrival"] = _codes.Contains(OpCode.AwaitArrival),
            ["yield"] = _codes.Contains(OpCode.Yield),
            ["offload"] = _codes.Contains(OpCode.Offload),
            ["limit"] = _plan.Threads.Any(t => t.Limit > 0),
            ["unlimited"] = _plan.Threads.All(t => t.Limit == 0),
            ["greenlets"] = _plan.Threads.Any(t => t.Kind == LaneKind.Greenlets),
            ["block"] = _codes.Contains(OpCode.Patch) || Statements.AllOps(_plan).Any(op => op.Blocking),
            ["join"] = _plan.Threads[_plan.Processes[0].MainThread].Prologue.Any(op => op.Code == OpCode.StartThread && _plan.Threads[op.Arg].Channel < 0),
        };
        bool isIn = true;
        List<string> lines = [];
        foreach (string line in text.Split('\n'))
        {
            string? tag = Tag(line);
            if (tag is "}") isIn = true;
            else if (tag is [.., '{']) isIn = tags[tag[..^1]];
            else if (isIn && (tag is null || tags[tag])) lines.Add(tag is null ? line : line[..line.LastIndexOf(Mark, StringComparison.Ordinal)].TrimEnd());
        }
        _sheet.Part(string.Join('\n', lines));
    }

    private static string? Tag(string line) => line.LastIndexOf(Mark, StringComparison.Ordinal) is >= 0 and int at ? line[(at + Mark.Length)..] : null;
}
