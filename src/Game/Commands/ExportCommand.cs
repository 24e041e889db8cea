using System.CommandLine;
using System.Text;
using ShortOrder.Execution;
using ShortOrder.Game.Export;
using ShortOrder.Game.Export.Perfetto;
using ShortOrder.Game.Export.Python;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Commands;

/// <summary><c>export LEVEL [PLAN] --to FORMAT</c>: the plan as something that other programs open.</summary>
internal static class ExportCommand
{
    private const string PythonFormat = "python";

    /// <summary>The formats by name, in the order of the help.</summary>
    private static readonly (string Name, Func<ExportJob, Exported> Write)[] Formats =
    [
        (PythonFormat, PythonExport.Write),
        ("perfetto", Perfetto),
    ];

    public static Command Build(CommandStreams streams, Func<LevelLibrary> library)
    {
        Argument<string> level = CommandLine.LevelArgument(library, ArgumentArity.ExactlyOne);
        Argument<string?> plan = new("PLAN") { Description = "A plan file, - for the standard input, or the name of one of the level's own plans; default: everything on main", Arity = ArgumentArity.ZeroOrOne };
        Option<string> to = new("--to") { Description = "What to write", HelpName = string.Join('|', Formats.Select(f => f.Name)), Required = true };
        to.AcceptOnlyFromAmong([.. Formats.Select(f => f.Name)]);
        Option<string?> with = new("--with") { Description = $"Library of a Python program: {string.Join(", ", PythonLibrary.All.Select(l => l.Name))}; default: by the plan's lanes", HelpName = "LIB" };
        with.AcceptOnlyFromAmong([.. PythonLibrary.All.Select(l => l.Name)]);
        Option<string?> file = new("--output", "-o") { Description = "File to write; default: the standard output", HelpName = "FILE" };
        Command command = new("export", "Write a plan as a program, or as a trace that other programs open") { level, plan, to, with, file };
        command.Validators.Add(given =>
        {
            if (given.GetResult(with) is not null && given.GetValue(to) != PythonFormat) given.AddError("--with names the library of a Python program: add --to python");
        });
        plan.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction(parsed =>
        {
            CommandInput input = new(library(), streams);
            if (input.Level(parsed.GetRequiredValue(level)) is not Level order || input.Plan(parsed.GetValue(plan), order) is not Plan answer) return ExitCodes.BadInput;
            ExportJob job = new(PlanCompiler.Compile(order, answer), parsed.GetValue(plan) ?? CommandInput.MainPlan, parsed.GetValue(with));
            return Write(Formats.Single(f => f.Name == parsed.GetValue(to)).Write(job), parsed.GetValue(file), streams);
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

    private static Exported Perfetto(ExportJob job)
    {
        using MemoryStream text = new();
        PerfettoTrace.Write(text, job.Plan, job.Timeline, new ServingOptions().TempoMs);
        return new($"{Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length)}\n");
    }
}
