using System.Diagnostics;
using System.Globalization;
using ShortOrder.Contest.Judging;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>The judge beside a noisy neighbour: the same plan again and again among others, past the memory for verdicts that a contest has, and a plan that the model says is some 5 % slower.</summary>
internal static class ContestFairness
{
    /// <summary>The argument that asks for the neighbour's life.</summary>
    public const string NoiseOption = "--noise";

    private const int MostAttempts = 3, TempoMs = 20;
    private const decimal MostSpread = 2; // per cent around the median
    private const string Level = """
        { "version": 1, "id": "pair", "title": "Pair", "cores": 2, "tasks": [
            { "id": "dough", "title": "Dough", "steps": [ { "cpu": 6, "do": "knead" } ] },
            { "id": "stock", "title": "Stock", "steps": [ { "cpu": 5, "do": "chop" }, { "io": 1, "do": "wait" } ] },
            { "id": "salad", "title": "Salad", "steps": [ { "cpu": 0.38, "do": "wash" } ] } ],
          "allow": { "kitchens": 1 } }
        """;

    private static readonly string Fast = Plan("\"stock\", \"salad\"", "\"dough\""), Slow = Plan("\"stock\"", "\"dough\", \"salad\""), Other = Plan("\"dough\", \"salad\"", "\"stock\"");

    /// <summary>Prints a table; 0 if the same plan always got nearly the same time and the slower one never came first.</summary>
    public static async Task<int> RunAsync(int submissions, TextWriter output)
    {
        using Process neighbour = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [NoiseOption]) { RedirectStandardInput = true })!;
        try
        {
            return await MeasureAsync(submissions, output);
        }
        finally
        {
            neighbour.Kill();
            await neighbour.WaitForExitAsync();
        }
    }

    /// <summary>The neighbour: keeps a core busy for a while, then rests for longer.</summary>
    public static int Disturb()
    {
        Random random = new(3);
        while (true)
        {
            Stopwatch clock = Stopwatch.StartNew();
            TimeSpan busy = TimeSpan.FromMilliseconds(random.Next(100, 700));
            while (clock.Elapsed < busy) Thread.SpinWait(100);
            Thread.Sleep(random.Next(500, 2_000));
        }
    }

    private static async Task<int> MeasureAsync(int submissions, TextWriter output)
    {
        await using JudgeChild engine = new();
        Judge judge = new(engine, new CostLimits(), TempoMs);
        List<Finding> fast = [], slow = [];
        int wrong = 0, pairs = 0, unjudged = 0, again = 0;
        Stopwatch clock = Stopwatch.StartNew();
        for (int i = 0; i < submissions; i++)
        {
            Finding first = await JudgeAsync(Fast), second = await JudgeAsync(Slow);
            if (i % 5 == 0) await JudgeAsync(Other);
            if (first.Outcome == JudgementOutcome.Ok) fast.Add(first);
            if (second.Outcome == JudgementOutcome.Ok) slow.Add(second);
            unjudged += (first.Outcome == JudgementOutcome.Ok ? 0 : 1) + (second.Outcome == JudgementOutcome.Ok ? 0 : 1);
        }
        foreach (Finding f in fast)
            foreach (Finding s in slow)
            {
                pairs++;
                wrong += s.Minutes <= f.Minutes ? 1 : 0;
            }
        output.WriteLine($"{Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version}; {submissions} submissions of each of two plans in {clock.Elapsed.TotalMinutes:0} min beside a neighbour that keeps a core busy a quarter of the time");
        output.WriteLine();
        output.WriteLine("| plan | model | judged | fastest | median | slowest | furthest from the median | runs counted | runs disturbed |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        decimal spread = Math.Max(Row("the same plan", fast), Row("a slower plan", slow));
        output.WriteLine();
        Furthest(fast);
        Furthest(slow);
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pairs} pairs of the two, {wrong} in the wrong order; {again} judgements were disturbed and taken up again; {unjudged} never came to a time"));
        return fast.Count > 0 && slow.Count > 0 && wrong == 0 && spread <= MostSpread ? 0 : 1;

        async Task<Finding> JudgeAsync(string plan)
        {
            for (int attempt = 1; ; attempt++)
            {
                Finding found = await judge.JudgeAsync(Level, plan, CancellationToken.None);
                if (found.Outcome != JudgementOutcome.Noisy || attempt == MostAttempts) return found; // what no attempt settles would be shown with its wide band: it has no place in this table
                again++;
            }
        }

        void Furthest(List<Finding> found)
        {
            if (found.Count == 0) return;
            decimal median = Median(found);
            Finding far = found.MaxBy(f => Math.Abs(f.Minutes!.Value - median))!;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Furthest from its median, {far.Minutes:0.00}: {string.Join(", ", far.AllRuns.Select(r => $"{r.ElapsedMs / TempoMs:0.00}{(r.DiscardedBecause is { } why ? $" ({why})" : "")}"))}"));
        }

        static decimal Median(List<Finding> found) => found.Select(f => f.Minutes!.Value).Order().ElementAt(found.Count / 2);

        decimal Row(string name, List<Finding> found)
        {
            if (found.Count == 0) return decimal.MaxValue;
            decimal[] times = [.. found.Select(f => f.Minutes!.Value).Order()];
            decimal median = Median(found), furthest = Math.Max(median - times[0], times[^1] - median) / median * 100;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {found[0].ModelMinutes:0.00} | {times.Length} | {times[0]:0.00} | {median:0.00} | {times[^1]:0.00} | {furthest:0.0} % | {found.Sum(f => f.Runs.Length)} | {found.Sum(f => f.AllRuns.Length - f.Runs.Length)} |"));
            return furthest;
        }
    }

    private static string Plan(string home, string annex) => $$"""
        { "version": 1, "level": "pair", "kitchens": [
            { "name": "home", "lanes": [ { "kind": "main", "tasks": [{{home}}] } ] }, { "name": "annex", "lanes": [ { "kind": "main", "tasks": [{{annex}}] } ] } ] }
        """;
}
