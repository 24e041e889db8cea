using System.CommandLine;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Commands;

/// <summary><c>explain LEVEL [PLAN]</c>: ledger, critical path, what-ifs and findings of the model's run.</summary>
internal static class ExplainCommand
{
    private const int MostWhatIfs = 8;

    public static Command Build(CommandStreams streams, Func<LevelLibrary> library) =>
        PlanCommand.Build("explain", "Explain where a plan's minutes go and what would help", streams, library, (plan, asJson) =>
        {
            SimulationResult run = Simulator.Run(plan);
            Score score = Scorer.Judge(plan, run);
            Explanation explanation = new(plan, run.Timeline);
            if (asJson) PlanCommand.WriteJson(streams.Out, json => ExplainJson.Write(json, explanation, score));
            else WriteText(streams.Out, explanation, score);
            return score.Verdict == Verdict.Served ? ExitCodes.Good : ExitCodes.Failed;
        });

    private static void WriteText(TextWriter output, Explanation explanation, Score score)
    {
        CompiledPlan plan = explanation.Plan;
        output.WriteLine($"{plan.Level.Title} ({plan.Level.Id})");
        output.WriteLine($"  {score.Verdict.Name()}, {explanation.Timeline.End} minutes in the model: {score.Explanation}");
        output.WriteLine();
        output.WriteLine("  ledger, minutes");
        for (int lane = 0; lane < explanation.Ledger.Rows.Length; lane++) output.WriteLine($"    {PlanCommand.LaneOf(plan, lane),-18} {Account(explanation.Ledger.Rows[lane])}");
        output.WriteLine($"    {"together",-18} {Account(explanation.Ledger.Total)}");
        foreach (Avoidable avoidable in explanation.Avoidable.Take(1)) output.WriteLine($"    avoidable          {avoidable.Length} {ExplainJson.Name(avoidable.State)}: {avoidable.Term}");
        output.WriteLine();
        output.WriteLine("  critical path");
        foreach (PathStage stage in explanation.Path)
        {
            string who = stage.Tasks.IsEmpty ? "" : $" {string.Join(" + ", stage.Tasks.Select(t => plan.Tasks[t].Name))}{(stage.Tasks.Length == 1 && stage.First.Step >= 0 ? $".{stage.First.Step}" : "")}";
            string after = stage.Wait is { } wait ? $", after {wait.Length} of {ExplainJson.Name(wait.State)}{(wait.HeldBy >= 0 ? $" for {plan.Tasks[wait.HeldBy].Name}" : "")}" : "";
            output.WriteLine($"    {stage.Start,8} – {stage.End,-8} {ExplainJson.Name(stage.First.State)}{who} on {PlanCommand.LaneOf(plan, stage.First.Row)}{after}");
        }
        output.WriteLine();
        output.WriteLine("  what if");
        foreach (WhatIf what in explanation.WhatIfs.Take(MostWhatIfs)) output.WriteLine($"    {$"{(what.Gain.Ticks > 0 ? "-" : "+")}{new Simulation.Time.KitchenDuration(Math.Abs(what.Gain.Ticks))}",-9} {what.Change}{(what.IsAllowed ? " (allowed)" : "")}");
        if (explanation.WhatIfs.IsEmpty) output.WriteLine("    nothing that was tried moves the end");
        output.WriteLine();
        output.WriteLine("  findings");
        foreach (Finding finding in explanation.Findings) output.WriteLine($"    {finding.Term}: {finding.Sentence}");
        if (explanation.Findings.IsEmpty) output.WriteLine("    nothing stands out");
    }

    private static string Account(LedgerAccount account) =>
        string.Join(", ", Enum.GetValues<SpanState>().Where(s => account[s].Ticks > 0).OrderByDescending(s => account[s].Ticks).Select(s => $"{ExplainJson.Name(s)} {account[s]}"));
}
