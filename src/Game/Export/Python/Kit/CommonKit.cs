using System.Collections.Immutable;

namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>What every program has: the clock, hands-on work, the list of what is done, and the way it starts and reports.</summary>
internal static class CommonKit
{
    /// <summary>Settings, the clock, and what has been done.</summary>
    public static readonly KitPart Clock = new(10, """"
        kitchen = SimpleNamespace(minute=0.02, rounds=0, start=0.0, lines=[])
        dishes = {}  # what is done, and when


        def now():
            """Kitchen minutes since the order came in."""
            return (perf_counter() - kitchen.start) / kitchen.minute
        """", ["types: SimpleNamespace", "time: perf_counter"]);

    /// <summary><c>serve(dish)</c> where nobody waits for a dish.</summary>
    public static readonly KitPart Serve = new(11, """"
        def serve(dish):
            """A task is finished: note when."""
            dishes[dish] = now()
        """", [], Clock);

    /// <summary><c>serve(dish)</c> where somebody does: <c>bells</c>, which the program defines, has an event for each such dish.</summary>
    public static readonly KitPart ServeAndRing = new(11, """"
        def serve(dish):
            """A task is finished: note when, and ring for those who wait for it."""
            dishes[dish] = now()
            if dish in bells:
                bells[dish].set()
        """", [], Clock);

    /// <summary><c>work(minutes)</c> and its calibration.</summary>
    public static readonly KitPart Work = new(20, """"
        def work(minutes):
            """Hands-on work. It is an amount and not a time: whoever has to share
            the interpreter or the core needs longer for it."""
            x = 1
            for _ in range(round(minutes * kitchen.rounds)):
                x = (x * 1103515245 + 12345) & 0x7FFFFFFF
            return x


        def calibrate():
            """Rounds of work in a kitchen minute on this machine. What disturbs a block
            only makes it longer, so the faster ones tell the truth."""
            kitchen.rounds, blocks = 10000, []
            for _ in range(200):
                start = perf_counter()
                work(1)
                blocks.append(perf_counter() - start)
            return round(kitchen.rounds * kitchen.minute / sorted(blocks)[len(blocks) // 4])
        """", ["time: perf_counter"], Clock);

    private const string ReportShared = """

            report["shared"] = list(vars(shared).values())
        """;

    private const string ReportErrors = """

            report["errors"] = errors
        """;

    /// <summary>Every form of <see cref="Run"/>.</summary>
    public static ImmutableArray<KitPart> Runs { get; } = [RunWith(""), RunWith(ReportShared), RunWith(ReportErrors), RunWith(ReportShared + ReportErrors)];

    /// <summary>The command line, the run and its report. Calls <c>get_ready(path)</c> and <c>main()</c> and reads <c>PATIENCE</c>, which the program defines.</summary>
    /// <param name="shared">Tasks share things: their values at the end are reported, too.</param>
    /// <param name="errors">So are tasks that an error has ended.</param>
    public static KitPart Run(bool shared, bool errors) => Runs[(shared ? 1 : 0) + (errors ? 2 : 0)];

    private static KitPart RunWith(string more) => new(90, $$""""
        def run():
            """Get everything ready, start the clock, perform the plan, report."""
            parser = argparse.ArgumentParser()
            parser.add_argument("--tempo", type=float, default=20, help="ms of a minute")
            parser.add_argument("--rounds", type=int, help="rounds of work in a minute")
            parser.add_argument("--pantry", metavar="SOCKET", help="a pantry that is there")
            parser.add_argument("--json", action="store_true", help="one line of JSON")
            told = parser.parse_args()
            kitchen.minute = told.tempo / 1000
            kitchen.rounds = told.rounds or calibrate()
            # Whoever is not done by then waits for ever: show where everybody stands, and end.
            seconds = PATIENCE * kitchen.minute + 5
            faulthandler.dump_traceback_later(seconds, exit=True)
            with pantry(told.pantry) as path:
                get_ready(path)
                kitchen.start = perf_counter()
                main()
                minutes = now()
            report = {"minutes": minutes, "rounds": kitchen.rounds, "dishes": dishes}{{more}}
            if told.json:
                print(json.dumps(report))
                return
            for dish, at in sorted(dishes.items(), key=lambda d: d[1]):
                print(f"{at:9.2f}  {dish}")
            print(f"{minutes:9.2f}  minutes elapsed")
        """", ["argparse", "faulthandler", "json", "time: perf_counter"], Clock, Work, PantryKit.Pantry);
}
