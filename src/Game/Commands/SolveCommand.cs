using System.Collections.Immutable;
using System.CommandLine;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Commands;

/// <summary><c>solve LEVEL</c>: the best plan found and what is proved about it.</summary>
internal static class SolveCommand
{
    private const int MostNodes = 1_000_000_000;
    private const int MostSeconds = 86_400;
    private const int SurveyedPlans = 3_000;
    private const int NodesOfPlan = 20;

    public static Command Build(CommandStreams streams, Func<LevelLibrary> library)
    {
        Argument<string> level = CommandLine.LevelArgument(library, ArgumentArity.ExactlyOne);
        Option<int?> nodes = RunCommand.Number("--nodes", $"Most branches of the complete search; default: {SolverBudget.Default.Nodes}", "N",
            n => n is >= 0 and <= MostNodes, $"--nodes is a whole number from 0 to {MostNodes}.");
        Option<int?> seconds = RunCommand.Number("--seconds", "End the search after so many seconds; default: when the branches are used up", "N",
            n => n is >= 1 and <= MostSeconds, $"--seconds is a whole number from 1 to {MostSeconds}.");
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("solve", "Look for the best plan of a level, and prove it") { level, nodes, seconds, json };
        level.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction((parsed, cancel) => new CommandInput(library(), streams).Level(parsed.GetRequiredValue(level)) is Level order
            ? SolveAsync(order, parsed.GetValue(nodes), parsed.GetValue(seconds), parsed.GetValue(json), streams, cancel) : Task.FromResult(ExitCodes.BadInput));
        return command;
    }

    private static async Task<int> SolveAsync(Level level, int? nodes, int? seconds, bool asJson, CommandStreams streams, CancellationToken cancel)
    {
        SolverBudget budget = nodes is not { } most ? SolverBudget.Default : new(Math.Max(SolverBudget.Quick.Plans, most / NodesOfPlan), most);
        using Interruption interruption = new(cancel);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        if (seconds is { } limit) end.CancelAfter(TimeSpan.FromSeconds(limit));
        Solution solution = await Task.Run(() => Solver.Solve(level, budget, end.Token), interruption.Token).WaitAsync(interruption.Token);
        Survey survey = await Task.Run(() => PlanSurvey.Take(level, SurveyedPlans, seed: 1, interruption.Token), interruption.Token).WaitAsync(interruption.Token);
        SolveReport report = new(level, solution, survey);
        if (asJson) PlanCommand.WriteJson(streams.Out, report.WriteJson);
        else report.WriteText(streams.Out);
        return solution.Best is null ? ExitCodes.Failed : ExitCodes.Good;
    }
}
