using System.Collections.Immutable;
using static ShortOrder.Game.Almanac.AlmanacEntry;
using static ShortOrder.Game.Almanac.Pictures;

namespace ShortOrder.Game.Almanac;

/// <summary>What order to do things in, and how good that is.</summary>
internal static class SchedulingTerms
{
    public static readonly ImmutableArray<AlmanacEntry> Entries =
    [
        Of("scheduling", "Scheduling", "who does what next", """
            Deciding which of the things that could run does run. The operating
            system schedules threads and may change its mind at any moment; an event
            loop schedules coroutines, but only when one of them gives way; the
            player of this game schedules everything else. For many kinds of orders
            the best schedule is hard to find even for a computer.
            """,
            ["preemption", "makespan", "event-loop", "thread"]),

        Of("makespan", "Makespan", "minutes until the last plate is out", """
            The time from the start of an order to the end of its last task. It is
            the usual score of this game, and only one of several: the same makespan
            can go with happy or with furious guests, because it says nothing about
            when all the other tasks were done.
            """,
            ["flow-time", "critical-path", "lower-bound", "straggler"]),

        Of("flow-time", "Flow time, mean wait", "how long a guest sits there", """
            The time a task spends in the house, from arriving to being finished.
            When one cook has only hands-on work, every order of it ends at the same
            minute, but the shortest task first gives the smallest mean flow time
            (Smith, 1956): a long task in front makes everybody behind it wait.
            """,
            ["makespan", "tardiness", "cpu-bound", "starvation"],
            Picture("long first: done at 5, 7, 8", [Dish("knead", Hands(5)), Dish("chop", Hands(2)), Dish("whisk", Hands(1))], Home(Head("knead", "chop", "whisk"))),
            Picture("short first: done at 1, 3, 8", [Dish("knead", Hands(5)), Dish("chop", Hands(2)), Dish("whisk", Hands(1))], Home(Head("whisk", "chop", "knead")))),

        Of("tardiness", "Tardiness", "how late it was", """
            How long after its due date a task was finished; zero if it was in time.
            Earliest due date first (Jackson, 1955) makes the worst tardiness of one
            cook as small as it can be. A plan can be the fastest and still be late
            where it matters.
            """,
            ["flow-time", "makespan", "yield", "tail-latency"]),

        Of("critical-path", "Critical path", "who held me up?", """
            The chain of steps, each of which had to end before the next could
            begin, from the start of an order to its end. It is as long as the
            makespan. Only what lies on it can make the order faster; everything
            else may be improved for ever and nobody will notice. Shorten it, and
            another chain takes its place.
            """,
            ["slack", "makespan", "lower-bound", "dependency"],
            Picture("the truffle decides, not the salad", [Dish("truffle", Hands(0.5m), Wait(7), Hands(0.5m)), Dish("salad", Hands(3))], Home(Window("truffle", "salad")))),

        Of("slack", "Slack", "minutes to spare", """
            How much later a step could end without making the whole order later.
            Steps on the critical path have none. Slack is where to take hands from
            when they are needed elsewhere, and where speeding up is wasted.
            """,
            ["critical-path", "bottleneck", "makespan"]),

        Of("dependency", "Dependency", "no glaze before the cake", """
            One task needs what another one makes, and so must come after it. Chains
            of dependencies are what no number of cooks can shorten. Who waits in
            person for a task that stands behind it on its own list will wait for
            ever: the simplest deadlock there is.
            """,
            ["critical-path", "deadlock", "future", "amdahl"],
            Picture("the glaze waits for the cake", [Dish("cake", Hands(2), Wait(3)), Dish("glaze", Hands(2)) with { After = ["cake"] }], Home(Head("cake"), Cook("glaze")))),

        Of("lower-bound", "Lower bound", "it cannot be done faster", """
            A floor under every plan: the longest recipe, the hands-on minutes of
            everybody under one hat, the minutes that the oven is needed. No plan
            gets below the highest of them. A plan that reaches one is proved to be
            optimal without trying any other plan. Where there is a gap between them,
            only a search that leaves no plan out can prove the best to be the best.
            """,
            ["critical-path", "bottleneck", "makespan"]),

        Of("bottleneck", "Bottleneck", "the oven decides", """
            The resource that the whole order queues for: it works all the time, and
            the order ends when it is through. Feed it early, never let it stand
            empty, and let everything else wait. An hour saved anywhere else is an
            illusion (Goldratt).
            """,
            ["queueing", "critical-path", "utilisation", "littles-law"],
            Picture("the oven starts late", [Dish("pie", Hands(3), Wait(3, "oven")), Dish("cake", Hands(1), Wait(4, "oven"))], Home(Window("pie", "cake"))),
            Picture("the oven starts early", [Dish("pie", Hands(3), Wait(3, "oven")), Dish("cake", Hands(1), Wait(4, "oven"))], Home(Window("cake", "pie")))),

        Of("queueing", "Queueing", "a line in front of the oven", """
            What happens when more want something than there are places. First come,
            first served is fair; it is not always best. The queue grows slowly while
            there is air and explodes near full use: at 90 % a random stream of
            customers waits nine times as long as it is served (M/M/1).
            """,
            ["bottleneck", "utilisation", "littles-law", "semaphore"],
            Picture("three dishes, one oven", [Dish("pie", Hands(0.5m), Wait(3, "oven")) with { Count = 3 }], Home(Head("pie#1"), Cook("pie#2"), Cook("pie#3")))),

        Of("utilisation", "Utilisation", "how busy the oven is", """
            The share of the time that a resource works. High utilisation of the
            bottleneck is good, of everything else it is no aim at all: cooks who
            are kept busy at any price make work that waits. Near 100 % there is no
            room left for a surprise, and every surprise becomes a queue.
            """,
            ["bottleneck", "queueing", "throughput", "slack"]),

        Of("straggler", "Straggler", "all wait for the last pot", """
            One task that is still under way when everybody else has finished. The
            makespan is its end. Cure: start the longest first, so that the short
            ones fill the gaps; longest first is never more than a third above the
            best (Graham, 1969).
            """,
            ["chunking", "makespan", "work-stealing", "tail-latency"],
            Picture("the long one last", [Dish("peas", Wait(2)) with { Count = 4 }, Dish("roast", Wait(6))], Home(Cooks(2, "peas", "roast"))),
            Picture("the long one first", [Dish("peas", Wait(2)) with { Count = 4 }, Dish("roast", Wait(6))], Home(Cooks(2, "roast", "peas")))),
    ];
}
