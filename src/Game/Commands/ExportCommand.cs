using System.CommandLine;
using System.Text;
using ShortOrder.Execution;
using ShortOrder.Game.Export;
using ShortOrder.Game.Export.CSharp;
using ShortOrder.Game.Export.Markdown;
using ShortOrder.Game.Export.Perfetto;
using ShortOrder.Game.Export.Python;
using ShortOrder.Game.Export.Svg;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Commands;

/// <summary><c>export LEVEL [PLAN] --to FORMAT</c>: the plan as something that other programs open.</summary>
internal static class ExportCommand
{
    private const string PythonFormat = "python";

    /// <summary>The formats by name, in the order of the help.</summary>
    private static readonly (string Name, Func<ExportJob, Exported> Write)[] Formats =
    [
        (PythonFormat, PythonExport.Write),
        ("csharp", CSharp),
        ("perfetto", Perfetto),
        ("svg", Svg),
        ("markdown", job => new(MarkdownReport.Write(job))),
    ];

    public static Command Build(CommandStreams streams, Func<LevelLibrary> library, Func<string?> saves)
    {
        Argument<string> level = CommandLine.LevelArgument(library, ArgumentArity.ExactlyOne);
        Argument<string?> plan = new("PLAN") { Description = "A plan file, - for the standard input, or the name of one of the level's own plans; default: everything on main", Arity = ArgumentArity.ZeroOrOne };
        Option<string> to = new("--to") { Description = "What to write: a program, a trace for ui.perfetto.dev, a picture, a report", HelpName = string.Join('|', Formats.Select(f => f.Name)), Required = true };
        to.AcceptOnlyFromAmong([.. Formats.Select(f => f.Name)]);
        Option<string?> with = new("--with") { Description = $"Library of a Python program: {string.Join(", ", PythonLibrary.All.Select(l => l.Name))}; default: by the plan's lanes", HelpName = "LIB" };
        with.AcceptOnlyFromAmong([.. PythonLibrary.All.Select(l => l.Name)]);
        Option<string?> file = new("--output", "-o") { Description = "File to write; default: the standard output", HelpName = "FILE" };
        Option<bool> force = new("--force") { Description = "Replace FILE if it is there" };
        Option<bool> measured = new("--measured") { Description = "Serve the plan for real first, and show that run: in a trace, a picture or a report" };
        Command command = new("export", "Write a plan as a program, a trace, a picture or a report") { level, plan, to, with, file, force, measured };
        command.Validators.Add(given =>
        {
            if (given.GetResult(with) is not null && given.GetValue(to) != PythonFormat) given.AddError("--with names the library of a Python program: add --to python");
        });
        plan.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(file) is { } path && !parsed.GetValue(force) && File.Exists(path))
            {
                streams.Error.WriteLine($"{path} is there already: name another file, or add --force to replace it");
                return ExitCodes.BadInput;
            }
            CommandInput input = new(library(), streams);
            if (input.Level(parsed.GetRequiredValue(level)) is not Level order || input.Plan(parsed.GetValue(plan), order) is not Plan answer) return ExitCodes.BadInput;
            ExportJob job = new(PlanCompiler.Compile(order, answer), parsed.GetValue(plan) ?? CommandInput.MainPlan, parsed.GetValue(with));
            string format = parsed.GetRequiredValue(to);
            if (format == "markdown") job = job with { Kept = Kept(saves(), answer) };
            if (parsed.GetValue(measured))
            {
                using Interruption interruption = new(cancel);
                await using Executor executor = new();
                job = job with { Measured = await executor.ServeAsync(job.Plan, new(), null, interruption.Token) };
                if (job.Measured.Timeline is null)
                {
                    streams.Error.WriteLine($"nothing was measured: {job.Measured.Explanation}");
                    return ExitCodes.CannotHere;
                }
            }
            return Write(Formats.Single(f => f.Name == format).Write(job), parsed.GetValue(file), streams);
        });
        return command;
    }

    private static int Write(Exported exported, string? path, CommandStreams streams)
    {
        if (exported.Complaint.Length > 0)
        {
            streams.Error.WriteLine(exported.Complaint);
            return ExitCodes.Failed;
        }
        if (path is null) streams.Out.Write(exported.Text);
        else File.WriteAllText(path, exported.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return ExitCodes.Good;
    }

    /// <summary>The fastest served run of that very plan in the player's save file; null without one. A report is written all the same if the file cannot be read.</summary>
    private static Attempt? Kept(string? folder, Plan plan)
    {
        if (folder is null || !File.Exists(Path.Combine(folder, SaveFile.Name))) return null;
        try
        {
            using SaveFile save = SaveFile.Open(folder, TimeProvider.System);
            string text = PlanWriter.Write(plan);
            return SavedRun.Latest(save.Db, plan.Level).Select(r => r.Attempt).Where(a => a.Verdict == Verdict.Served && PlanWriter.Write(a.Plan) == text).MinBy(a => a.Minutes);
        }
        catch (SaveFileException)
        {
            return null;
        }
    }

    private static Exported CSharp(ExportJob job)
    {
        try
        {
            return new(CSharpProgram.Write(job.Plan).Text);
        }
        catch (NotSupportedException e)
        {
            return Exported.Refuse(e.Message);
        }
    }

    private static Exported Perfetto(ExportJob job)
    {
        using MemoryStream text = new();
        PerfettoTrace.Write(text, job.Plan, job.Timeline, new ServingOptions().TempoMs);
        return new($"{Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length)}\n");
    }

    private static Exported Svg(ExportJob job)
    {
        string minutes = Words.Minutes(decimal.Round(job.Measured?.Minutes ?? job.Forecast.Score[Metric.Time], 2));
        return new(SvgGantt.Draw(job.Plan, job.Timeline, $"{job.PlanName}: {minutes} minutes {(job.Measured is null ? "by the model" : $"measured, {Words.Minutes(job.Forecast.Score[Metric.Time])} by the model")}, {Words.Of(job.Forecast.Score.Medal).ToString()[2..]}"));
    }
}
