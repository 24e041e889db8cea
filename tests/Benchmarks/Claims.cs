using System.Globalization;
using ShortOrder.Execution;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Benchmarks;

/// <summary>The primer's claims as ratios of real runs, and what the hat does as CPython's.</summary>
internal static class Claims
{
    /// <summary>Prints a line per claim; 0 if all hold.</summary>
    public static async Task<int> RunAsync(TextWriter output)
    {
        await using Executor executor = new();
        Book book = new(executor, output);
        await HandsOnAsync(book);
        await WaitsAsync(book);
        await ManyWaitsAsync(book);
        await StallsAsync(book);
        await CratesAsync(book);
        await HatAsync(book);
        return book.Broken == 0 ? 0 : 1;
    }

    private static async Task HandsOnAsync(Book book)
    {
        Level sums = Order(Spec("sum", Cpu(10)) with { Count = 2 });
        decimal sequential = await book.ServeAsync(sums, Home(Main("sum")));
        book.Ratio("two hands-on tasks of 10: two threads / sequential", await book.ServeAsync(sums, Home(Thread("sum#1"), Thread("sum#2"))), sequential, 0.98m, 1.10m);
        book.Ratio("two hands-on tasks of 10: two kitchens / sequential", await book.ServeAsync(sums, Home(Main("sum#1")), Annex("annex", Main("sum#2"))), sequential, 0.45m, 0.65m);
    }

    private static async Task WaitsAsync(Book book)
    {
        Level calls = Order(Spec("call", Io(10)) with { Count = 10 });
        decimal sequential = await book.ServeAsync(calls, Home(Main("call")));
        decimal threads = await book.ServeAsync(calls, Home(Pool(10, "call")));
        decimal kitchens = await book.ServeAsync(calls, Home(), Annexes("pool", 10, "call"));
        book.Ratio("ten waits: threads / sequential", threads, sequential, 0.08m, 0.15m);
        book.Ratio("ten waits: loop / sequential", await book.ServeAsync(calls, Home(Loop("call"))), sequential, 0.08m, 0.15m);
        book.Ratio("ten waits: greenlets / sequential", await book.ServeAsync(calls, Home(Greenlets("call"))), sequential, 0.08m, 0.15m);
        book.Ratio("ten waits: kitchens / threads", kitchens, threads, 1.05m, 10);
    }

    private static async Task ManyWaitsAsync(Book book)
    {
        Level guests = Order(Spec("guest", Io(50)) with { Count = 1_000 });
        (decimal loop, long loopBytes) = await book.MeasureAsync(guests, Home(Loop("guest")));
        (decimal threads, long threadBytes) = await book.MeasureAsync(guests, Home(Pool(1_000, "guest")));
        book.Ratio("1,000 waits: loop / threads, time", loop, threads, 0, 0.999m);
        book.Ratio("1,000 waits: loop / threads, peak KiB", loopBytes / 1024m, threadBytes / 1024m, 0, 0.5m);
        Level hall = Order(Spec("guest", Io(100)) with { Count = 10_000 });
        book.Ratio("10,000 waits of 100 on a loop / ideal", await book.ServeAsync(hall, Home(Loop("guest"))), 100 + 10_000 * 0.0005m, 0.99m, 1.2m);
    }

    private static async Task StallsAsync(Book book)
    {
        Level hog = Order(Spec("call", Cpu(0.5m), Io(4), Cpu(0.5m)) with { Count = 3 }, Spec("hog", Cpu(10)));
        // First: 10 + 1.5 to start the calls, 4 to wait for the last of them, 0.5 = 16. Last: 1.5 + 10 + 1.5 = 13. 16 / 13 = 1.23.
        decimal first = await book.ServeAsync(hog, Home(Loop("hog", "call")));
        book.Ratio("hands-on work first in a loop / last", first, await book.ServeAsync(hog, Home(Loop("call", "hog"))), 1.15m, 1.3m);
        Level gauge = Order(Spec("call", Io(5)) with { Count = 9 }, Spec("gauge", Io(5, blocking: true)));
        decimal awaited = await book.ServeAsync(gauge with { Tasks = [gauge.Tasks[0]] }, Home(Loop("call")));
        book.Ratio("blocking call first in a loop of waits / no such call", await book.ServeAsync(gauge, Home(Loop("gauge", "call"))), awaited, 1.9m, 2.1m);
        book.Ratio("blocking call last in a loop of waits / no such call", await book.ServeAsync(gauge, Home(Loop("call", "gauge"))), awaited, 0.97m, 1.1m);
        Level pots = Order(Spec("pot", Io(5)) with { Count = 5 }, Spec("patch", Cpu(0.1m)) with { Patches = true });
        decimal patched = await book.ServeAsync(pots, Home(Greenlets("patch", "pot")));
        book.Ratio("greenlets patched last / first", await book.ServeAsync(pots, Home(Greenlets("pot", "patch"))), patched, 4.5m, 5.2m);
    }

    private static async Task CratesAsync(Book book)
    {
        Level light = Order(Spec("a", Cpu(6)), Spec("b", Cpu(6)) with { Crate = Crate(0.25m, 0.25m) });
        Level heavy = light with { Tasks = [light.Tasks[0], light.Tasks[1] with { Crate = Crate(4, 4) }] };
        decimal home = await book.ServeAsync(light, Home(Main("a", "b")));
        book.Ratio("a light crate: two kitchens / one", await book.ServeAsync(light, Home(Main("a")), Annex("annex", Main("b"))), home, 0.5m, 0.8m);
        book.Ratio("a heavy crate: two kitchens / one", await book.ServeAsync(heavy, Home(Main("a")), Annex("annex", Main("b"))), home, 1.2m, 2.2m);
    }

    private static async Task HatAsync(Book book)
    {
        Level kneads = Order(Spec("a", Cpu(20)), Spec("b", Cpu(20)));
        book.Ratio("two hands-on threads / one after the other", await book.ServeAsync(kneads, Home(Main("a"), Thread("b"))), await book.ServeAsync(kneads, Home(Main("a", "b"))), 0.99m, 1.05m);
        Level caller = Order(Spec("caller", [.. Enumerable.Repeat(Io(1), 20)]), Spec("hog", Cpu(40)));
        decimal alone = await book.FinishAsync(caller with { Tasks = [caller.Tasks[0]] }, "caller", Home(Thread("caller")));
        decimal beside = await book.FinishAsync(caller, "caller", Home(Main("hog"), Thread("caller")));
        book.Ratio("convoy: minutes late per wait beside a hog / interval", (beside - alone) / 20, 0.25m, 0.8m, 1.2m);
    }

    /// <summary>Serves and keeps count.</summary>
    private sealed class Book(Executor executor, TextWriter output)
    {
        public int Broken { get; private set; }

        public async Task<decimal> ServeAsync(Level level, params Kitchen[] kitchens) => (await MeasureAsync(level, kitchens)).Minutes;

        public async Task<(decimal Minutes, long PeakBytes)> MeasureAsync(Level level, params Kitchen[] kitchens)
        {
            ServingResult real = await RealAsync(level, kitchens);
            return (real.Minutes, real.PeakBytes);
        }

        /// <summary>When that task was finished in the fastest run.</summary>
        public async Task<decimal> FinishAsync(Level level, string task, params Kitchen[] kitchens)
        {
            ServingResult real = await RealAsync(level, kitchens);
            return real.Timeline?.Finished[ModelRun.Serve(level, kitchens).Compiled.Tasks.Index().First(t => t.Item.Name == task).Index]?.Minutes ?? 0;
        }

        public void Ratio(string claim, decimal value, decimal reference, decimal least, decimal most)
        {
            decimal ratio = reference == 0 || value == 0 ? -1 : value / reference;
            bool holds = ratio >= least && ratio <= most;
            Broken += holds ? 0 : 1;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{claim,-58} {value,10:0.00} / {reference,10:0.00} = {ratio,6:0.000}   {least:0.###}..{most:0.###}  {(holds ? "holds" : "BROKEN")}"));
            output.Flush();
        }

        private async Task<ServingResult> RealAsync(Level level, Kitchen[] kitchens)
        {
            CompiledPlan plan = ModelRun.Serve(level, kitchens).Compiled;
            ServingResult real = await executor.ServeAsync(plan, new(), progress: null, CancellationToken.None);
            for (int again = 0; real.Verdict == Verdict.TooNoisy && again < 3; again++)
                real = await executor.ServeAsync(plan, new(), progress: null, CancellationToken.None);
            if (real is { Verdict: Verdict.Served, IsChecksumRight: true }) return real;
            output.WriteLine($"  not served: {real.Verdict.Name()}, {real.Explanation}");
            return real with { Minutes = 0 };
        }
    }
}
