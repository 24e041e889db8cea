using System.Globalization;
using ShortOrder.Execution;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Benchmarks;

/// <summary>Serves every author plan for real and compares with the model: the claim of DESIGN section 4 that both agree.</summary>
internal static class Agreement
{
    private const decimal MostMedian = 2, MostWorst = 5;
    private const int Attempts = 4; // a machine that is busy for a while is no disagreement

    /// <summary>Prints a line per plan, then median and worst; 0 if they are within the claim and every dish and verdict is right.</summary>
    /// <param name="ids">Levels to serve; all if empty.</param>
    /// <param name="output">Where the table goes.</param>
    public static async Task<int> RunAsync(string[] ids, TextWriter output)
    {
        await using Executor executor = new();
        List<decimal> differences = [];
        int wrong = 0, unjudged = 0, unproved = 0;
        output.WriteLine($"{"level",-24} {"plan",-16} {"model",8} {"measured",9} {"diff %",7}  {"checksum",-8} {"runs",4} {"thrown",6}  verdict");
        foreach (Level level in LevelFiles.Levels.Where(l => ids.Length == 0 || ids.Contains(l.Id)))
        {
            foreach (AuthorPlan plan in level.Plans)
            {
                ModelRun model = ModelRun.Serve(level, plan.Plan);
                ServingResult real = await ServeAsync(executor, model);
                Verdict verdict = VerdictOf(model, real);
                if (verdict == Verdict.TooNoisy)
                {
                    unjudged++;
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{level.Id,-24} {plan.Name,-16} {model.Minutes,8:0.00} {"-",9} {"-",7}  {"-",-8} {real.ElapsedMs.Length,4} {real.Discarded,6}  {verdict.Name()}"));
                    continue;
                }
                bool hasBroken = real.Verdict is Verdict.Deadlock or Verdict.LostUpdate or Verdict.UncaughtError; // then there is no time to compare, and of a deadlock or a lost dish no checksum
                bool isRight = (real.IsChecksumRight || real.Verdict is Verdict.Deadlock or Verdict.UncaughtError) && (verdict == plan.Verdict || !real.IsProved);
                wrong += isRight ? 0 : 1;
                if (hasBroken)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{level.Id,-24} {plan.Name,-16} {model.Minutes,8:0.00} {"-",9} {"-",7}  {"-",-8} {real.ElapsedMs.Length,4} {real.Discarded,6}  {verdict.Name()}{(isRight ? "" : $", expected {plan.Verdict.Name()}: {real.Explanation}")}"));
                    continue;
                }
                if (!real.IsProved)
                {
                    unproved++;
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{level.Id,-24} {plan.Name,-16} {model.Minutes,8:0.00} {real.Minutes,9:0.00} {"-",7}  {(real.IsChecksumRight ? "right" : "WRONG"),-8} {real.ElapsedMs.Length,4} {real.Discarded,6}  more cores than this machine has"));
                    continue;
                }
                decimal difference = (real.Minutes - model.Minutes) / model.Minutes * 100;
                differences.Add(Math.Abs(difference));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{level.Id,-24} {plan.Name,-16} {model.Minutes,8:0.00} {real.Minutes,9:0.00} {difference,7:+0.00;-0.00}  {(real.IsChecksumRight ? "right" : "WRONG"),-8} {real.ElapsedMs.Length,4} {real.Discarded,6}  {verdict.Name()}{(isRight ? "" : $", expected {plan.Verdict.Name()}: {real.Explanation}")}"));
                output.Flush();
            }
        }
        output.WriteLine($"{differences.Count} plans measured, {unproved} needed more cores than there are, {unjudged} not judged on a machine too busy, {wrong} with a wrong checksum or verdict");
        if (differences.Count == 0) return 1;
        differences.Sort();
        decimal median = differences[differences.Count / 2], p95 = differences[(int)(differences.Count * 0.95)], worst = differences[^1];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"|measured - model| / model: median {median:0.00} %, p95 {p95:0.00} %, worst {worst:0.00} %"));
        return wrong == 0 && unjudged == 0 && median <= MostMedian && worst <= MostWorst ? 0 : 1;
    }

    private static async Task<ServingResult> ServeAsync(Executor executor, ModelRun model)
    {
        for (int attempt = 1; ; attempt++)
        {
            ServingResult real = await executor.ServeAsync(model.Compiled, new(), progress: null, CancellationToken.None);
            if (real.Verdict != Verdict.TooNoisy || attempt == Attempts) return real;
        }
    }

    private static Verdict VerdictOf(ModelRun model, ServingResult real) =>
        real.Verdict is Verdict.TooNoisy or Verdict.Cannot || real.Timeline is not { } timeline ? real.Verdict
        : Scorer.JudgeMeasured(model.Compiled, timeline, real.Minutes, real.Verdict == Verdict.Deadlock, real.WaitCycle, real.LostUpdates)
            .Under(Inspector.InspectForServing(model.Compiled)).Verdict;
}
