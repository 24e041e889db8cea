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
    private const int Runs = 4;
    private const decimal LongSync = 300; // minutes; beyond them the synchronous program is run once: its waits hide all noise
    private const decimal Near = 10, Explained = 15;
    private const int TempoMs = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Prints a line per program and writes the table; 0 if every ratio is as near as it must be.</summary>
    /// <param name="ids">Levels; all if empty, and only then the table is written.</param>
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
        if (ids.Length == 0) File.WriteAllText(Path.Combine(LevelFiles.Folder, "..", "tests", "Benchmarks", "Python.md"), Table(rows, pythons));
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
            (AuthorPlan plan, ModelRun model) = fitting.OrderBy(p => p.Plan.Name == "best" ? 0 : 1).ThenBy(p => p.Model.Minutes).First();
            PythonLibrary[] used = [.. PythonExport.Used(model.Compiled, library.Name), library];
            if (pythons.FirstOrDefault(p => used.All(p.Has)) is { } python) yield return new(library, plan.Name, model, python);
        }
    }

    private static async Task<IEnumerable<Row>> RaceAsync(Level level, PythonInterpreter python, Contest[] contests, Place place)
    {
        Plan main = PlanBuilder.PlanFor(level, PlanBuilder.Home(PlanBuilder.Main([.. level.Tasks.Select(t => t.Id)])));
        CompiledPlan sync = PlanCompiler.Compile(level, main);
        decimal syncModel = Simulation.Model.Simulator.Run(sync).Timeline.End.Minutes;
        string syncFile = place.Write("sync", PythonWriter.Write(sync, "sync").Text);
        string[] files = [.. contests.Select(c => place.Write(c.Library.Name, PythonWriter.Write(c.Model.Compiled, c.Plan, c.Library).Text))];
        (decimal reference, long rounds) = await place.RunAsync(python, syncFile, null);
        decimal[] best = [.. contests.Select(_ => decimal.MaxValue)];
        for (int run = 0; run < Runs; run++)
        {
            if (run > 0 && syncModel <= LongSync) reference = Math.Min(reference, (await place.RunAsync(python, syncFile, rounds)).Minutes);
            for (int i = 0; i < contests.Length; i++) best[i] = Math.Min(best[i], (await place.RunAsync(python, files[i], rounds)).Minutes);
        }
        return contests.Select((c, i) => new Row(level.Id, c, c.Model.Minutes / syncModel, best[i] / reference));
    }

    private static string Table(List<Row> rows, ImmutableArray<PythonInterpreter> pythons)
    {
        StringBuilder text = new();
        text.Append("# Real Python beside the model\n\n");
        text.Append("Written by `dotnet run -c Release --project tests/Benchmarks -- python`. Every program is the plan as `export --to python` writes it. Its time is divided by that of the level's synchronous program; both are the fastest\n");
        text.Append(CultureInfo.InvariantCulture, $"of {Runs} runs, taken in turns, at {TempoMs} ms to the minute. Within {Near} % of the model's ratio, or {Explained} % where a reason is given.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Machine: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}.\n");
        foreach (PythonInterpreter python in pythons.Where(p => rows.Any(r => r.Contest.Python == p)))
            text.Append(CultureInfo.InvariantCulture, $"Python {python.Version}: {string.Join(", ", python.Libraries.Where(l => l.Version.Length > 0).Select(l => $"{l.Name} {l.Version}"))}.\n");
        text.Append("\n| level | plan | library | model | Python | difference | |\n| --- | --- | --- | ---: | ---: | ---: | --- |\n");
        foreach (Row row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Level} | {row.Contest.Plan} | {row.Contest.Library.Name} | {row.Model:0.000} | {row.Python:0.000} | {row.Difference:+0.0;-0.0} % | {(row.IsGood ? "" : "**too far** ")}{row.Note} |\n");
        return text.ToString();
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

        public async Task<(decimal Minutes, long Rounds)> RunAsync(PythonInterpreter python, string file, long? rounds)
        {
            string[] arguments = [file, "--json", "--pantry", Socket, "--tempo", TempoMs.ToString(CultureInfo.InvariantCulture), .. rounds is { } known ? ["--rounds", known.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>()];
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

        /// <summary>Whether the level has cores that this machine lacks, so that nothing is said about the model.</summary>
        public bool IsUnproved => Math.Min(Contest.Model.Compiled.Level.Cores, Contest.Model.Compiled.Processes.Length) > Environment.ProcessorCount;

        public bool IsGood => IsUnproved || IsNear || (Reason.Length > 0 && Math.Abs(Difference) <= Explained);

        public string Line => string.Create(CultureInfo.InvariantCulture,
            $"{Level,-24} {Contest.Plan,-22} {Contest.Library.Name,-16} {Model,7:0.000} {Python,7:0.000} {Difference,7:+0.0;-0.0} %  {(IsGood ? "" : "TOO FAR ")}{Note}");

        /// <summary>What is to be said about the difference.</summary>
        public string Note => IsUnproved ? "needs more cores than this machine has" : IsNear ? "" : Reason;

        /// <summary>Why CPython may differ: what facts about it the model leaves out on purpose; empty if none of them applies.</summary>
        public string Reason
        {
            get
            {
                CompiledPlan plan = Contest.Model.Compiled;
                int threads = plan.Processes.Max(p => plan.Threads.Count(t => t.Process == plan.Threads[p.MainThread].Process && t.Lane >= 0));
                if (Contest.Library.Name == "trio") return "trio runs what is ready in a random order";
                if (plan.Processes.Length > Environment.ProcessorCount) return "more processes than cores: Linux shares them in other slices";
                if (plan.Processes.Length > 1) return "a fork costs its parent 2.4 ms, not 2.0";
                if (threads > 20) return "starting so many threads costs more";
                return threads > 2 ? "with several threads at work CPython hands the GIL over unfairly" : "";
            }
        }
    }
}
