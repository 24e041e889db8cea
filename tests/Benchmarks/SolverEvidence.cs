using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;

namespace ShortOrder.Benchmarks;

/// <summary>What the solver and the inspector know of every level, as Markdown: the claims of the campaign in one place.</summary>
internal static class SolverEvidence
{
    private const double MostSecondsOfProof = 10, MostSecondsOfInspection = 2;
    private const decimal LeastProved = 0.8m;

    /// <summary>Prints the tables; 0 if what is claimed of them holds.</summary>
    public static int Run(TextWriter output)
    {
        output.WriteLine("# What is proved of the levels\n");
        output.WriteLine($"Printed by `dotnet run -c Release --project tests/Benchmarks -- solver` on {Machine()}.\n");
        Level[] levels = [.. LevelFiles.Levels];
        bool isGood = WriteProofs(levels, output) & WriteMedals(levels, output) & WriteInspections(levels, output) & DailyEvidence.Run(output);
        return isGood ? 0 : 1;
    }

    /// <summary>Best plan, bound, gap, proof.</summary>
    private static bool WriteProofs(Level[] levels, TextWriter output)
    {
        output.WriteLine("## Best plans\n");
        output.WriteLine("The solver's best plan with its usual budget. *Gap*: by how much the best plan is above what is possible, at the most. Seconds are for the whole answer.\n");
        output.WriteLine("| level | metric | best | bound | what binds | gap | proved by | plans run | plans left open by the bounds | seconds |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        (int proved, bool isGood) = (0, true);
        Solver.Solve(levels[0], SolverBudget.Default); // compiled before the first is timed
        foreach (Level level in levels)
        {
            long start = Stopwatch.GetTimestamp();
            Solution solution = Solver.Solve(level, SolverBudget.Default);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (solution.Proof != Proof.None && seconds <= MostSecondsOfProof) proved++;
            isGood &= solution.Best is not null && (solution.Proof == Proof.None || solution.Gap == 0) && IsBestKnown(level, solution);
            string by = solution.Proof switch { Proof.Bound => "bound", Proof.EveryPlan => "search", _ => "-" };
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {level.Id} | {solution.Metric.Name()} | {solution.Value:0.####} | {solution.Bound:0.####} | {solution.BoundName} | {Percent(solution.Gap)} | {by} | {solution.Plans} | {solution.Nodes} | {seconds:0.0} |"));
            output.Flush();
        }
        output.WriteLine($"\n{proved} of {levels.Length} levels ({proved * 100 / levels.Length} %) are proved in less than {MostSecondsOfProof} seconds; the others have the gap that the table says.\n");
        return isGood && proved >= levels.Length * LeastProved;
    }

    /// <summary>The author's best plan is within 1 % of the solver's.</summary>
    private static bool IsBestKnown(Level level, Solution solution) => Judge(level, level.Plans.Single(p => p.Name == "best"))[solution.Metric] <= solution.Value * 1.01m;

    /// <summary>Naive below silver, trap below gold, gold out of reach without the idea.</summary>
    private static bool WriteMedals(Level[] levels, TextWriter output)
    {
        output.WriteLine("## Medals\n");
        output.WriteLine("*Without the idea*: for everything that all gold plans of the author use, the best plan that the search finds when it is forbidden, or the bound that rules gold out.\n");
        output.WriteLine("| level | naive | silver | trap | gold | best | without the idea |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        bool isGood = true;
        foreach (Level level in levels)
        {
            Metric metric = Scorer.MedalMetric(level);
            MedalThresholds medals = level.Medals.Single(m => m.Metric == metric);
            (Score naive, Score trap, Score best) = (Named("naive"), Named("trap"), Named("best"));
            string[] without = [.. LevelLints.IdeasOf(level).Select(idea => Without(level, idea, medals.Gold, ref isGood))];
            isGood &= naive.Medal < Medal.Silver && trap.Medal < Medal.Gold && best.Medal == Medal.Gold;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {level.Id} | {Reached(naive, metric)} | {medals.Silver:0.####} | {Reached(trap, metric)} | {medals.Gold:0.####} | {Reached(best, metric)} | {(without.Length == 0 ? "an order" : string.Join("; ", without))} |"));
            output.Flush();

            Score Named(string name) => Judge(level, level.Plans.Single(p => p.Name == name));
        }
        output.WriteLine();
        return isGood;
    }

    private static string Without(Level level, string idea, decimal gold, ref bool isGood)
    {
        if (LevelLints.Without(level, idea) is not { } poorer) return $"{idea}: no lane is left";
        Solution solution = Solver.Solve(poorer, SolverBudget.Quick);
        bool isOut = solution.Best is null || solution.Value > gold;
        isGood &= isOut;
        string found = solution.Best is null ? "nothing is served" : solution.Value.ToString("0.####", CultureInfo.InvariantCulture);
        return $"{idea}: {found}{(solution.Best is null ? "" : solution.Proof != Proof.None ? ", proved" : solution.Bound > gold ? ", the bound rules gold out" : ", best found")}{(isOut ? "" : " IS GOLD")}";
    }

    /// <summary>What the inspector says of every author plan.</summary>
    private static bool WriteInspections(Level[] levels, TextWriter output)
    {
        output.WriteLine("## Inspections\n");
        output.WriteLine("| level | plan | the author says | the inspector says | states | seconds |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        bool isGood = true;
        foreach (Level level in levels)
        {
            foreach (AuthorPlan plan in level.Plans)
            {
                long start = Stopwatch.GetTimestamp();
                Inspection found = Inspector.Inspect(PlanCompiler.Compile(level, plan.Plan));
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                bool canBreak = plan.Verdict is Verdict.LostUpdate or Verdict.Deadlock or Verdict.UncaughtError;
                bool agrees = canBreak ? found.Verdict is InspectionVerdict.Race or InspectionVerdict.Deadlock : found.Verdict == InspectionVerdict.Safe;
                isGood &= agrees && seconds < MostSecondsOfInspection;
                string said = $"{found.Verdict.ToString().ToLowerInvariant()}{(found.Schedule.IsEmpty ? "" : $" after {found.Switches} switches")}{(agrees ? "" : " DISAGREES")}";
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {level.Id} | {plan.Name} | {plan.Verdict.Name()} | {said} | {found.States} | {seconds:0.000} |"));
            }
        }
        return isGood;
    }

    private static Score Judge(Level level, AuthorPlan plan) => ModelRun.Serve(level, plan.Plan).Inspected;

    private static string Reached(Score score, Metric metric) =>
        score.Verdict == Verdict.Served ? score[metric].ToString("0.####", CultureInfo.InvariantCulture) : $"{score.Verdict.Name()}";

    private static string Percent(decimal? gap) => gap is { } known ? $"{(known * 100).ToString("0.#", CultureInfo.InvariantCulture)} %" : "unknown";

    private static string Machine()
    {
        const string File = "/proc/cpuinfo", Name = "model name";
        string? cpu = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal))?.Split(':')[^1].Trim() : null;
        return $"{Environment.ProcessorCount} cores of {cpu ?? RuntimeInformation.ProcessArchitecture.ToString()}, .NET {Environment.Version}";
    }
}
