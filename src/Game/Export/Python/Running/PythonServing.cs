using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ShortOrder.Execution;
using ShortOrder.Execution.Measuring;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Python.Running;

/// <summary>Serves a plan by its Python program: the same pantry, the same rule for repeats and the same verdicts as the real engine.</summary>
/// <param name="python">What runs it.</param>
/// <param name="plan">The plan.</param>
/// <param name="text">Its program.</param>
internal sealed class PythonServing(PythonInterpreter python, CompiledPlan plan, string text)
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(30);

    private readonly List<decimal> _minutes = [];
    private Report? _fastest;
    private long? _rounds;

    /// <summary>Writes the plan's program, finds a Python that has what it uses, and serves it.</summary>
    /// <param name="plan">The plan; no complaint about it and the library.</param>
    /// <param name="library">Library by name; null: by the plan's lanes.</param>
    /// <param name="options">Tempo and repeats.</param>
    /// <param name="progress">Told of every run.</param>
    /// <param name="cancel">Stops everything.</param>
    /// <exception cref="IOException">There is no such Python, or no pantry; the message is one line for the player.</exception>
    public static async Task<ServingResult> ServeAsync(CompiledPlan plan, string? library, ServingOptions options, IProgress<ServingProgress>? progress, CancellationToken cancel)
    {
        PythonLibrary[] used = [.. PythonExport.Used(plan, library)];
        ImmutableArray<PythonInterpreter> pythons = await PythonInterpreter.FindAsync(cancel);
        PythonInterpreter? python = pythons.FirstOrDefault(p => used.All(p.Has) && (plan.Level.Gil || !p.HasGil));
        if (python is not null) return await new PythonServing(python, plan, PythonWriter.Write(plan, "run", PythonExport.Named(library)).Text).ServeAsync(options, progress, cancel);
        string found = pythons.IsEmpty ? $"no Python was found; {PythonInterpreter.Variable} may name one" : $"found: {string.Join(", ", pythons.Select(p => $"{p.Path} {p.Version}"))}";
        throw new IOException(plan.Level.Gil ? $"no Python here has {string.Join(" and ", used.Where(u => !pythons.Any(p => p.Has(u))).Select(u => u.Name).DefaultIfEmpty("all that the plan uses"))}; {found}"
            : $"this level has no GIL: it needs a free-threaded Python, 3.13t or later; {found}");
    }

    /// <summary>Runs it: once to measure what a minute of work is, then as often as it takes until the time can be trusted.</summary>
    /// <exception cref="IOException">There is no pantry, or no room for the program.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; everything that was started has been stopped.</exception>
    public async Task<ServingResult> ServeAsync(ServingOptions options, IProgress<ServingProgress>? progress, CancellationToken cancel)
    {
        string folder = Directory.CreateTempSubdirectory("shortorder-python-").FullName;
        try
        {
            string file = Path.Combine(folder, "plan.py");
            await File.WriteAllTextAsync(file, text, cancel);
            await using LentPantry pantry = await LentPantry.OpenAsync(cancel);
            RepeatRule rule = RepeatRule.For(options.Repeats, plan.Threads.Length);
            for (int run = 0; ; run++)
            {
                progress?.Report(new(run == 0 ? "measuring Python" : string.Create(CultureInfo.InvariantCulture, $"run {run} of {Math.Max(rule.Expected, run)}"), run, [], IsRunStart: false));
                string[] rounds = _rounds is { } known ? ["--rounds", known.ToString(CultureInfo.InvariantCulture)] : [];
                string[] arguments = [file, "--json", "--pantry", pantry.Socket, "--tempo", options.TempoMs.ToString(CultureInfo.InvariantCulture), .. rounds];
                PythonRun ended = await PythonRun.OfAsync(python.Path, arguments, Start + PythonWriter.Patience(plan, options.TempoMs), cancel);
                if (Failure(ended) is { } failure) return failure;
                Report report = Report.Read(plan, ended.Output);
                _rounds = report.Rounds;
                if (report.Missing.Length > 0) return Failed(Verdict.Cannot, $"The Python program ended without {report.Missing}.");
                if (report.Failures.Length > 0) return Result(Verdict.UncaughtError, "An error ended a task.", report, [report.Minutes], options);
                if (report.Lost.Length > 0) return Result(Verdict.LostUpdate, "An update was lost.", report, [report.Minutes], options) with { LostUpdates = report.Lost };
                if (run == 0) continue;
                _minutes.Add(report.Minutes);
                if (_fastest is null || report.Minutes < _fastest.Minutes) _fastest = report;
                RepeatStep next = rule.Next([.. _minutes.Select(m => (double)m)], discarded: 0, doubtful: []);
                if (next == RepeatStep.Again) continue;
                return next == RepeatStep.Accept ? Result(Verdict.Served, "Served by Python.", _fastest, _minutes, options)
                    : Result(Verdict.TooNoisy, "Too noisy to judge, nothing is lost: no two runs agree.", _fastest, _minutes, options);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ServingResult? Failure(PythonRun run) => run.Code switch
    {
        0 => null,
        -1 => Failed(Verdict.Deadlock, "Deadlock: the Python program did not come to its end, nor to its own limit."),
        _ when run.Error.Contains("Timeout (", StringComparison.Ordinal) && run.Error.Contains("last_resort", StringComparison.Ordinal) => Failed(Verdict.UncaughtError, "An error ended a task, and who waits for it waits for ever."),
        _ when run.Error.Contains("Timeout (", StringComparison.Ordinal) => Failed(Verdict.Deadlock, $"Deadlock: {Where(run.Error)}."),
        _ => Failed(Verdict.Cannot, $"The Python program failed: {run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "without a word"}"),
    };

    /// <summary>Where the stuck threads stand, from what faulthandler has written: the innermost function of ours in each.</summary>
    private static string Where(string error)
    {
        string[] waiting = [.. error.Split("Thread 0x").Skip(1).Select(t => t.Split('\n').FirstOrDefault(l => l.Contains("plan.py", StringComparison.Ordinal)) ?? "")
            .Where(l => l.Length > 0).Select(l => l[(l.IndexOf("line ", StringComparison.Ordinal) is var at and >= 0 ? at : 0)..].Trim())];
        return waiting.Length == 0 ? "nobody moved any more" : $"Python waits at {string.Join(" and at ", waiting.Take(4))}";
    }

    private static ServingResult Failed(Verdict verdict, string explanation) => new() { Verdict = verdict, Explanation = explanation, Minutes = 0 };

    private ServingResult Result(Verdict verdict, string explanation, Report report, IReadOnlyList<decimal> minutes, ServingOptions options) => new()
    {
        Verdict = verdict,
        Explanation = explanation,
        Minutes = (decimal)RepeatRule.Score([.. minutes.Select(m => (double)m)]),
        Runs = [.. minutes.Select(m => new ServedRun(m * options.TempoMs))],
        Timeline = new(plan.Rows, [], report.Finished, new((long)(report.Minutes * KitchenDuration.TicksPerMinute))) { Failures = report.Failures },
        IsChecksumRight = true,
    };

    /// <summary>The line of JSON that a program prints.</summary>
    private sealed record Report(decimal Minutes, long Rounds, ImmutableArray<KitchenTime?> Finished, string Missing, ImmutableArray<LostUpdate> Lost, ImmutableArray<FailedAttempt> Failures)
    {
        /// <exception cref="IOException">It is no such line.</exception>
        public static Report Read(CompiledPlan plan, string line)
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(line);
                JsonElement dishes = json.RootElement.GetProperty("dishes");
                ImmutableArray<FailedAttempt> failures = FailuresOf(plan, json.RootElement);
                ImmutableArray<KitchenTime?> finished = [.. plan.Tasks.Select(t => dishes.TryGetProperty(t.Name, out JsonElement at) ? new KitchenTime((long)(at.GetDecimal() * KitchenDuration.TicksPerMinute)) : (KitchenTime?)null)];
                return new(json.RootElement.GetProperty("minutes").GetDecimal(), json.RootElement.GetProperty("rounds").GetInt64(), finished,
                    plan.Tasks.Where((_, i) => finished[i] is null && failures.All(f => f.Task != i)).Select(t => t.Name).FirstOrDefault() ?? "", Shortages(plan, json.RootElement), failures);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new IOException($"The Python program did not report as it should: {e.Message}", e);
            }
        }

        /// <summary>Tasks that an error has ended: the first step that fails and is not tried again.</summary>
        private static ImmutableArray<FailedAttempt> FailuresOf(CompiledPlan plan, JsonElement report)
        {
            if (!report.TryGetProperty("errors", out JsonElement errors)) return [];
            return [.. plan.Tasks.Index().Where(t => errors.TryGetProperty(t.Item.Name, out _)).Select(t => new FailedAttempt(
                plan.Threads.ToList().FindIndex(thread => thread.Queue >= 0 && plan.Queues[thread.Queue].Tasks.Contains(t.Index)), t.Index,
                t.Item.Ops.First(op => op.Code == OpCode.Outcome && (OnFailure)op.Arg != OnFailure.TryAgain).Step,
                new KitchenTime((long)(errors.GetProperty(t.Item.Name).GetDecimal() * KitchenDuration.TicksPerMinute))))];
        }

        /// <summary>Shared things that have less in them than was put in.</summary>
        private static ImmutableArray<LostUpdate> Shortages(CompiledPlan plan, JsonElement report)
        {
            ImmutableArray<LostUpdate>.Builder lost = ImmutableArray.CreateBuilder<LostUpdate>();
            if (!report.TryGetProperty("shared", out JsonElement shared)) return [];
            int thing = 0;
            foreach (JsonElement value in shared.EnumerateArray())
            {
                int writes = plan.Tasks.Sum(t => t.Ops.Count(op => op.Code == OpCode.Write && op.Arg == thing));
                if (writes > value.GetInt32()) lost.Add(new(plan.Level.Shared[thing], writes - value.GetInt32()));
                thing++;
            }
            return lost.ToImmutable();
        }
    }
}
