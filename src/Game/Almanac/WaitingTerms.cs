using System.Collections.Immutable;
using static ShortOrder.Game.Almanac.AlmanacEntry;
using static ShortOrder.Game.Almanac.Pictures;

namespace ShortOrder.Game.Almanac;

/// <summary>Working, waiting, and doing both at once.</summary>
internal static class WaitingTerms
{
    public static readonly ImmutableArray<AlmanacEntry> Entries =
    [
        Of("io-bound", "I/O, I/O-bound", "the kettle, the oven, the supplier on the phone", """
            Input and output: whatever has to come from, or go to, somewhere else
            than memory. A disk, a network, a person. Beside a processor they are all
            as slow as a ship. A task is I/O-bound when most of its minutes are such
            waits. A faster cook does not help it, but the waits of many such tasks
            can lie on top of each other, because waiting needs nobody.
            """,
            ["cpu-bound", "blocking", "concurrency", "latency"],
            Picture("two calls, one after the other", [Dish("call", Hands(1), Wait(5)) with { Count = 2 }], Home(Head("call"))),
            Picture("both waits at once", [Dish("call", Hands(1), Wait(5)) with { Count = 2 }], Home(Head("call#1"), Cook("call#2")))),

        Of("cpu-bound", "CPU-bound", "hands-on work", """
            A task whose minutes are spent computing: kneading, not waiting for the
            dough. What limits it is the processor, and one processor does one thing
            at a time. Taking turns between two such tasks finishes neither sooner;
            it only makes the first one late. They get faster with a better recipe
            or with more hands, that is, with parallelism.
            """,
            ["io-bound", "parallelism", "gil", "flow-time"],
            Picture("kneading, then chopping", [Dish("knead", Hands(4)), Dish("chop", Hands(3))], Home(Head("knead", "chop"))),
            Picture("two cooks, one hat: no gain", [Dish("knead", Hands(4)), Dish("chop", Hands(3))], Home(Head("knead"), Cook("chop")))),

        Of("blocking", "Blocking", "staring at the kettle", """
            An operation blocks when whoever started it can do nothing else until it
            is over. A request that waits for its answer blocks; so does a sum that
            takes a minute, seen from the task behind it. Blocking is harmless as
            long as nothing else is to be done. The remedies differ: a wait can be
            left alone, a sum needs other hands.
            """,
            ["io-bound", "concurrency", "coroutine", "run-in-executor"],
            Picture("staring", [Dish("coffee", Hands(1), Wait(4), Hands(1)), Dish("sandwich", Hands(3))], Home(Head("coffee", "sandwich"))),
            Picture("not staring", [Dish("coffee", Hands(1), Wait(4), Hands(1)), Dish("sandwich", Hands(3))], Home(ByHand("coffee.0", "sandwich.0", "coffee.2")))),

        Of("concurrency", "Concurrency", "several dishes under way", """
            Tasks are concurrent when their lifetimes overlap: one is begun before
            the other has ended. It does not follow that two hands move at the same
            moment; that is parallelism. One cook with a kettle and a sandwich is
            concurrent and not parallel, and for work that mostly waits that is all
            it takes.
            """,
            ["parallelism", "blocking", "event-loop", "thread"],
            Picture("one cook, two dishes under way", [Dish("coffee", Hands(1), Wait(4), Hands(1)), Dish("sandwich", Hands(3))], Home(ByHand("coffee.0", "sandwich.0", "coffee.2")))),

        Of("parallelism", "Parallelism", "two cooks, two hats, two stoves", """
            Work that is done at the same moment in the literal sense. It takes
            several cores and, where a hat guards the kitchen, several kitchens. It
            is the only thing that shortens work that is all hands; for waits it is
            a luxury. Kitchens beyond the number of cores take turns and gain
            nothing.
            """,
            ["concurrency", "process", "core", "amdahl"],
            Picture("one kitchen", [Dish("sum", Hands(6)) with { Count = 2 }], Home(Head("sum"))),
            Picture("two kitchens", [Dish("sum", Hands(6)) with { Count = 2 }], Home(Head("sum#1")), Annex(1, Head("sum#2")))),

        Of("latency", "Latency", "how long the ship takes", """
            The time between asking and having. Memory answers in nanoseconds, a
            disk in a fraction of a millisecond, another continent in a tenth of a
            second: as shelf, cellar and ship. Latency cannot be worked off, only
            begun earlier. So the longest wait goes out first, and whatever fits is
            done in its shadow.
            """,
            ["io-bound", "critical-path", "throughput", "tail-latency"],
            Picture("short wait first", [Dish("tea", Hands(1), Wait(2), Hands(1)), Dish("egg", Hands(1), Wait(6), Hands(1))], Home(ByHand("tea.0", "egg.0", "tea.2", "egg.2"))),
            Picture("long wait first", [Dish("tea", Hands(1), Wait(2), Hands(1)), Dish("egg", Hands(1), Wait(6), Hands(1))], Home(ByHand("egg.0", "tea.0", "tea.2", "egg.2")))),

        Of("throughput", "Throughput", "plates an hour", """
            How much is finished in a given time, as opposed to how long one thing
            takes. The two are different wishes: a lorry full of disks has a
            splendid throughput and a terrible latency. Concurrency raises the
            throughput of waits and never shortens a single one of them.
            """,
            ["latency", "littles-law", "bottleneck", "batching"]),

        Of("many-connections", "Many connections", "two hundred tables", """
            A server with ten thousand clients mostly waits, ten thousand times at
            once. A thread for each costs a stack and a turn of the scheduler; a
            coroutine costs a slip of paper. Measured in CPython: with ten or a
            hundred waits nobody can tell them apart, with a thousand a loop is
            about 5 % ahead, with five thousand 30 % and more.
            """,
            ["event-loop", "thread", "coroutine", "littles-law"],
            Picture("two cooks", [Dish("guest", Hands(0.5m), Wait(4)) with { Count = 6 }], Home(Head("guest#1", "guest#3", "guest#5"), Cook("guest#2", "guest#4", "guest#6"))),
            Picture("one window", [Dish("guest", Hands(0.5m), Wait(4)) with { Count = 6 }], Home(Window("guest")))),
    ];
}
