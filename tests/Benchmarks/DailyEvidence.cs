using System.Diagnostics;
using System.Globalization;
using ShortOrder.Simulation.Generation;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Benchmarks;

/// <summary>Orders made by chance: how many drafts are puzzles, what is proved of them, how long they take.</summary>
internal static class DailyEvidence
{
    private const int Seeds = 50;

    /// <summary>Prints a table of the first seeds; whether every order is a level without findings, proved or with a gap that is stated.</summary>
    public static bool Run(TextWriter output)
    {
        output.WriteLine("\n## Orders made by chance\n");
        output.WriteLine("| seed | kind | drafts | best | proved by | naive | trap | gold | seconds |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        (int tries, int proved, bool isGood, double slowest) = (0, 0, true, 0);
        DailyOrders.Of(0); // compiled before the first is timed
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            long start = Stopwatch.GetTimestamp();
            GeneratedOrder order = DailyOrders.Of(seed);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            (tries, slowest) = (tries + order.Tries, Math.Max(slowest, seconds));
            if (order.Solution.Proof != Proof.None) proved++;
            isGood &= LevelChecker.Check(order.Level).IsEmpty && LevelLints.Check(order.Level).IsEmpty;
            string by = order.Solution.Proof switch { Proof.Bound => "bound", Proof.EveryPlan => "search", _ => $"gap {order.Solution.Gap:P1}" };
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {seed} | {order.Kind} | {order.Tries} | {order.Solution.Value:0.####} | {by} | {Reached(order.Level, "naive")} | {Reached(order.Level, "trap")} | {order.Level.Medals[0].Gold:0.####} | {seconds:0.00} |"));
            output.Flush();
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{Seeds} of {tries} drafts are puzzles ({Seeds * 100 / tries} %); {proved} of the {Seeds} are proved; the slowest took {slowest:0.0} s."));
        return isGood;
    }

    private static string Reached(Level level, string plan) => level.Plans.FirstOrDefault(p => p.Name == plan)?.Expected[0].Value.ToString("0.####", CultureInfo.InvariantCulture) ?? "-";
}
