using System.CommandLine;
using System.Text;
using System.Text.Json;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Commands;

/// <summary>What commands have in common that say something about a plan without serving it: <c>NAME LEVEL [PLAN] [--json]</c>.</summary>
internal static class PlanCommand
{
    /// <summary>A command over a legal plan; its answer is the exit code.</summary>
    public static Command Build(string name, string description, CommandStreams streams, Func<LevelLibrary> library, Func<CompiledPlan, bool, int> answer)
    {
        Argument<string> level = CommandLine.LevelArgument(library, ArgumentArity.ExactlyOne);
        Argument<string?> plan = new("PLAN") { Description = "A plan file, - for the standard input, or the name of one of the level's own plans; default: everything on main", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new(name, description) { level, plan, json };
        plan.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction(parsed =>
        {
            CommandInput input = new(library(), streams);
            return input.Level(parsed.GetRequiredValue(level)) is Level order && input.Plan(parsed.GetValue(plan), order) is Plan given
                ? answer(PlanCompiler.Compile(order, given), parsed.GetValue(json)) : ExitCodes.BadInput;
        });
        return command;
    }

    /// <summary>Prints one JSON object. JSON escapes whatever is not ASCII, so it passes through any writer unchanged.</summary>
    public static void WriteJson(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(text.ToArray()));
    }

    /// <summary>Kitchen and lane of a thread, as <c>run --json</c> names them.</summary>
    public static string LaneOf(CompiledPlan plan, int thread) => $"{plan.Rows[thread].Kitchen} {plan.Rows[thread].Label}";
}
