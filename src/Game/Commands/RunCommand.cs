using System.CommandLine;
using System.Globalization;
using ShortOrder.Execution;
using ShortOrder.Game.Export.Perfetto;
using ShortOrder.Game.Export.Python;
using ShortOrder.Game.Export.Python.Running;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Commands;

/// <summary><c>run LEVEL [PLAN]</c>: serves a plan without a screen.</summary>
internal static class RunCommand
{
    private const int MostRepeats = 99;
    private const int MostTempo = 1_000;
    private const int TempoStep = 4;

    public static Command Build(CommandStreams streams, Func<LevelLibrary> library)
    {
        Argument<string> level = CommandLine.LevelArgument(library, ArgumentArity.ExactlyOne);
        Argument<string?> plan = new("PLAN") { Description = "A plan file, - for the standard input, or the name of one of the level's own plans; default: everything on main", Arity = ArgumentArity.ZeroOrOne };
        Option<string> engine = new("--engine") { Description = "What serves the plan", HelpName = "real|model|python", DefaultValueFactory = _ => "real" };
        engine.AcceptOnlyFromAmong("real", "model", "python");
        Option<string?> with = new("--with") { Description = "Library of the Python program; default: by the plan's lanes", HelpName = "LIB" };
        with.AcceptOnlyFromAmong([.. PythonLibrary.All.Select(l => l.Name)]);
        Option<int?> repeats = Number("--repeats", "Counted runs; default: 3 to 9, until the two fastest agree within 1 %", "N",
            n => n is >= 1 and <= MostRepeats, $"--repeats is a whole number from 1 to {MostRepeats}.");
        Option<int?> tempo = Number("--tempo", $"Real milliseconds of a kitchen minute, a multiple of {TempoStep}; default: {new ServingOptions().TempoMs}", "MS",
            n => n is >= TempoStep and <= MostTempo && n % TempoStep == 0, $"--tempo is a multiple of {TempoStep} from {TempoStep} to {MostTempo}.");
        Option<bool> cold = new("--cold") { Description = "Really start the kitchens' processes within the clock" };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Option<string?> trace = new("--trace") { Description = "Also write the timeline to a file that Perfetto opens", HelpName = "FILE" };
        Command command = new("run", "Serve a plan without a screen") { level, plan, engine, with, repeats, tempo, cold, json, trace };
        command.Validators.Add(given =>
        {
            if (given.GetResult(with) is not null && given.GetValue(engine) != "python") given.AddError("--with names the library of a Python program: add --engine python");
        });
        plan.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction((parsed, cancel) =>
        {
            ServingOptions serving = new() { TempoMs = parsed.GetValue(tempo) ?? new ServingOptions().TempoMs, Repeats = parsed.GetValue(repeats), Cold = parsed.GetValue(cold) };
            Engine by = parsed.GetValue(engine) switch { "model" => Engine.Model, "python" => Engine.Python, _ => Engine.Real };
            CommandInput input = new(library(), streams);
            if (input.Level(parsed.GetRequiredValue(level)) is not Level order || input.Plan(parsed.GetValue(plan), order) is not Plan answer) return Task.FromResult(ExitCodes.BadInput);
            RunRequest request = new(PlanCompiler.Compile(order, answer), by, serving);
            if (by == Engine.Python && PythonExport.Complaint(request.Plan, parsed.GetValue(with)) is { } complaint)
            {
                streams.Error.WriteLine(complaint);
                return Task.FromResult(ExitCodes.BadInput);
            }
            return RunAsync(request, parsed.GetValue(with), streams, parsed.GetValue(json), parsed.GetValue(trace), cancel);
        });
        return command;
    }

    /// <summary>An option with a whole number.</summary>
    internal static Option<int?> Number(string name, string description, string helpName, Func<int, bool> isGood, string rule) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = given =>
        {
            if (int.TryParse(given.Tokens.Single().Value, NumberStyles.None, NumberFormatInfo.InvariantInfo, out int number) && isGood(number)) return number;
            given.AddError(rule);
            return null;
        },
    };

    private static async Task<int> RunAsync(RunRequest request, string? library, CommandStreams streams, bool asJson, string? trace, CancellationToken cancel)
    {
        using Interruption interruption = new(cancel);
        RunOutcome outcome = await Task.Run(() => RunOutcome.Predicted(request), interruption.Token).WaitAsync(interruption.Token);
        if (request.Engine == Engine.Real)
        {
            await using Executor executor = new();
            try
            {
                outcome = RunOutcome.Measured(outcome, await executor.ServeAsync(request.Plan, request.Serving, new PhaseLines(streams.Error), interruption.Token));
            }
            catch (IOException e)
            {
                streams.Error.WriteLine($"this machine cannot serve the plan: {e.Message}");
                return ExitCodes.CannotHere;
            }
        }
        else if (request.Engine == Engine.Python)
        {
            try
            {
                outcome = RunOutcome.Measured(outcome, await PythonServing.ServeAsync(request.Plan, library, request.Serving, new PhaseLines(streams.Error), interruption.Token));
            }
            catch (IOException e)
            {
                streams.Error.WriteLine(e.Message);
                return ExitCodes.CannotHere;
            }
        }
        if (asJson) WriteJson(streams.Out, outcome);
        else RunText.Write(streams.Out, outcome);
        if (trace is not null) WriteTrace(trace, outcome);
        return outcome.ExitCode;
    }

    private static void WriteTrace(string path, RunOutcome outcome)
    {
        using FileStream file = File.Create(path);
        PerfettoTrace.Write(file, outcome.Request.Plan, outcome.Timeline ?? new(outcome.Request.Plan.Rows, [], [], KitchenTime.Zero), outcome.Request.Serving.TempoMs);
    }

    /// <summary>JSON escapes whatever is not ASCII, so it passes through any writer unchanged.</summary>
    private static void WriteJson(TextWriter output, RunOutcome outcome)
    {
        using MemoryStream text = new();
        RunJson.Write(text, outcome);
        output.Write(System.Text.Encoding.UTF8.GetString(text.ToArray()));
    }

    /// <summary>A line for every new phase.</summary>
    private sealed class PhaseLines(TextWriter error) : IProgress<ServingProgress>
    {
        private string _last = "";

        public void Report(ServingProgress value)
        {
            if (value.Phase == _last) return;
            _last = value.Phase;
            error.WriteLine(value.Phase);
        }
    }
}
