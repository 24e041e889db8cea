using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ShortOrder.Execution;
using ShortOrder.Game.Export.Python;
using ShortOrder.Game.Export.Python.Running;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Benchmarks;

/// <summary>Runs the programs of every level's plans in real CPython and compares their time, relative to the synchronous program, with the model's: the claim that the game is true to Python.</summary>
internal static class PythonTable
{
    private const int FewestRuns = 4, MostRuns = 10;
    private const decimal Agreed = 1.02m; // the two fastest runs of a program are that near each other: then the fastest is believed
    private const decimal LongSync = 300; // minutes; beyond them the synchronous program is run once: its waits hide all noise
    private const decimal Near = 10, Explained = 15;
    private const int TempoMs = 20, ForkingTempoMs = 60; // a fork and the pages that it copies cost the same milliseconds at every tempo, 3 and up to 20 more
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Prints a line per program and writes it into the table at once; 0 if every ratio is as near as it must be.</summary>
    /// <param name="ids">Levels, whose rows are replaced; all if empty, and then the table begins anew.</param>
    /// <param name="output">Progress.</param>
    public static async Task<int> RunAsync(string[] ids, TextWriter output)
    {
        ImmutableArray<PythonInterpreter> pythons = await PythonInterpreter.FindAsync(CancellationToken.None);
        if (pythons.IsEmpty)
        {
            output.WriteLine("no Python was found");
            return 1;
        }
        string folder = Directory.CreateTempSubdirectory("shortorder-python-").FullName;
        List<Row> rows = [];
        PythonTableFile table = new(Path.Combine(LevelFiles.Folder, "..", "tests", "Benchmarks", "Python.md"), Head(pythons), isWhole: ids.Length == 0);
        try
        {
            await using LentPantry pantry = await LentPantry.OpenAsync(CancellationToken.None);
            foreach (Level level in LevelFiles.Levels.Where(l => ids.Length == 0 || ids.Contains(l.Id)))
            {
                foreach (IGrouping<PythonInterpreter, Contest> of in ContestsOf(level, pythons).GroupBy(c => c.Python))
                {
                    foreach (Row row in await RaceAsync(level, of.Key, [.. of], new(folder, pantry.Socket)))
                    {
                        rows.Add(row);
                        table.Put(row.Key, row.Markdown);
                        output.WriteLine(row.Line);
                        output.Flush();
                    }
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        int far = rows.Count(r => !r.IsGood);
        output.WriteLine($"{rows.Count} programs, {far} too far from the model");
        return far == 0 && rows.Count > 0 ? 0 : 1;
    }

    /// <summary>For each library that some Python has: the level's best plan that it does something of.</summary>
    private static IEnumerable<Contest> ContestsOf(Level level, ImmutableArray<PythonInterpreter> pythons)
    {
        ModelRun[] models = [.. level.Plans.Select(p => ModelRun.Serve(level, p.Plan))];
        foreach (PythonLibrary library in PythonLibrary.All.Where(l => l.Name != "sync"))
        {
            (AuthorPlan Plan, ModelRun Model)[] fitting = [.. level.Plans.Zip(models).Where(p => p.Second.Inspected.Verdict is Verdict.Served or Verdict.OverBudget or Verdict.Late && PythonLibrary.For(p.Second.Compiled).Contains(library))];
            if (fitting.Length == 0) continue;
            (AuthorPlan plan, ModelRun model) = fitting.OrderBy(p => p.Plan.Name == "best" ? 0 : p.Model.Inspected.Verdict == Verdict.Served ? 1 : 2).ThenBy(p => p.Model.Minutes).First();
            PythonLibrary[] used = [.. PythonExport.Used(model.Compiled, library.Name), library];
            if (pythons.FirstOrDefault(p => used.All(p.Has)) is { } python) yield return new(library, plan.Name, model, python);
        }
    }

    /// <summary>Runs the synchronous program and the others in turns, so that what disturbs one disturbs all, until the fastest of each can be believed.</summary>
    private static async Task<IEnumerable<Row>> RaceAsync(Level level, PythonInterpreter python, Contest[] contests, Place place)
    {
        Plan main = PlanBuilder.PlanFor(level, PlanBuilder.Home(PlanBuilder.Main([.. level.Tasks.Select(t => t.Id)])));
        CompiledPlan sync = PlanCompiler.Compile(level, main);
        decimal syncModel = Simulation.Model.Simulator.Run(sync).Timeline.End.Minutes;
        int tempo = contests.Any(c => c.Model.Compiled.Processes.Length > 1) ? ForkingTempoMs : TempoMs;
        string syncFile = place.Write("sync", PythonWriter.Write(sync, "sync").Text);
        string[] files = [.. contests.Select(c => place.Write(c.Library.Name, PythonWriter.Write(c.Model.Compiled, c.Plan, c.Library).Text))];
        (decimal first, long rounds) = await place.RunAsync(python, syncFile, tempo, null);
        List<decimal> reference = [first];
        List<decimal>[] times = [.. contests.Select(_ => new List<decimal>())];
        for (int run = 0; run < MostRuns && (run < FewestRuns || !times.All(IsSettled) || (syncModel <= LongSync && !IsSettled(reference))); run++)
        {
            if (run > 0 && syncModel <= LongSync) reference.Add((await place.RunAsync(python, syncFile, tempo, rounds)).Minutes);
            for (int i = 0; i < contests.Length; i++) times[i].Add((await place.RunAsync(python, files[i], tempo, rounds)).Minutes);
        }
        return contests.Select((c, i) => new Row(level.Id, c, c.Model.Minutes / syncModel, times[i].Min() / reference.Min()));
    }

    private static bool IsSettled(List<decimal> times) => times.Order().Take(2).ToArray() is [var fastest, var next] && next <= fastest * Agreed;

    private static string Head(ImmutableArray<PythonInterpreter> pythons)
    {
        StringBuilder text = new();
        text.Append("# Real Python beside the model\n\n");
        text.Append("Written by `dotnet run -c Release --project tests/Benchmarks -- python`. Every program is the plan as `export --to python` writes it. Its time is divided by that of the level's synchronous program; both are the fastest\n");
        text.Append(CultureInfo.InvariantCulture, $"of {FewestRuns} to {MostRuns} runs, taken in turns until the two fastest agree, at {TempoMs} ms to the minute, {ForkingTempoMs} in levels with plans that fork. Within {Near} % of the model's ratio, or {Explained} % where a reason is given.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Machine: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}.\n");
        foreach (string python in pythons.Select(p => $"Python {p.Version}: {string.Join(", ", p.Libraries.Where(l => l.Version.Length > 0).Select(l => $"{l.Name} {l.Version}"))}.\n").Distinct()) text.Append(python);
        return text.Append("\n| level | plan | library | model | Python | difference | |\n| --- | --- | --- | ---: | ---: | ---: | --- |\n").ToString();
    }

    /// <summary>Where programs are kept and what pantry they ask.</summary>
    private sealed record Place(string Folder, string Socket)
    {
        public string Write(string name, string text)
        {
            string file = Path.Combine(Folder, $"with-{name}.py"); // a program must not have the name of a module
            File.WriteAllText(file, text);
            return file;
        }

        public async Task<(decimal Minutes, long Rounds)> RunAsync(PythonInterpreter python, string file, int tempoMs, long? rounds)
        {
            string[] arguments = [file, "--json", "--pantry", Socket, "--tempo", tempoMs.ToString(CultureInfo.InvariantCulture), .. rounds is { } known ? ["--rounds", known.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>()];
            PythonRun run = await PythonRun.OfAsync(python.Path, arguments, Patience, CancellationToken.None);
            if (run.Code != 0) throw new InvalidOperationException($"{file}: exit code {run.Code}\n{run.Error}");
            using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(run.Output);
            return (json.RootElement.GetProperty("minutes").GetDecimal(), json.RootElement.GetProperty("rounds").GetInt64());
        }
    }

    private sealed record Contest(PythonLibrary Library, string Plan, ModelRun Model, PythonInterpreter Python);

    /// <param name="Level">Id of the level.</param>
    /// <param name="Contest">What was run.</param>
    /// <param name="Model">Ratio to the synchronous plan in the model.</param>
    /// <param name="Python">The same, measured.</param>
    private sealed record Row(string Level, Contest Contest, decimal Model, decimal Python)
    {
        public decimal Difference => ((Python / Model) - 1) * 100;

        public bool IsNear => Math.Abs(Difference) <= Near;

        /// <summary>What the row is known by: it takes the place of an earlier one.</summary>
        public string Key => $"| {Level} | {Contest.Plan} | {Contest.Library.Name} |";

        /// <summary>Whether the plan keeps more cores busy than this machine has, so that nothing is said about the model.</summary>
        public bool IsUnproved
        {
            get
            {
                CompiledPlan plan = Contest.Model.Compiled;
                int busy = plan.Level.Gil ? plan.Processes.Length : plan.Threads.Length;
                return Math.Min(plan.Level.Cores, busy) > Environment.ProcessorCount;
            }
        }

        /// <summary>Whether the level refuses the plan, and no other plan of it has lanes for the library: it is shown and not judged.</summary>
        public bool IsRefused => Contest.Model.Inspected.Verdict != Verdict.Served;

        public bool IsGood => IsUnproved || IsRefused || IsNear || (Reason.Length > 0 && Math.Abs(Difference) <= Explained);

        public string Line => string.Create(CultureInfo.InvariantCulture,
            $"{Level,-24} {Contest.Plan,-22} {Contest.Library.Name,-16} {Model,7:0.000} {Python,7:0.000} {Difference,7:+0.0;-0.0} %  {(IsGood ? "" : "TOO FAR ")}{Note}");

        public string Markdown => string.Create(CultureInfo.InvariantCulture, $"{Key} {Model:0.000} | {Python:0.000} | {Difference:+0.0;-0.0} % | {(IsGood ? "" : "**too far** ")}{Note} |");

        /// <summary>What is to be said about the difference.</summary>
        public string Note => IsUnproved ? "needs more cores than this machine has"
            : IsNear ? ""
            : IsRefused ? $"{Contest.Model.Inspected.Verdict.Name()} in the level, so not judged{(Reason.Length > 0 ? $"; {Reason}" : "")}" : Reason;

        /// <summary>Why CPython may differ: what was measured of it and the model leaves out on purpose; empty if none of that applies.</summary>
        public string Reason
        {
            get
            {
                CompiledPlan plan = Contest.Model.Compiled;
                int threads = plan.Processes.Max(p => plan.Threads.Count(t => t.Process == plan.Threads[p.MainThread].Process && (t.Lane >= 0 || t.Channel >= 0)));
                if (plan.Processes.Length > Environment.ProcessorCount) return "ten processes are forked one after the other, each copying its pages";
                if (plan.Processes.Length > 1) return "a fork costs its parent more: it copies its pages, too";
                if (Contest.Library.Name == "trio") return "trio runs what is ready in a random order";
                if (threads > 20) return "starting so many threads costs more";
                if (threads > 2) return "with several threads at work CPython hands the GIL over unfairly";
                return threads == 2 ? "two threads that work take 1.06 to 1.17 of the time of one" : "";
            }
        }
    }
}
