using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;
using static ShortOrder.Game.Almanac.AlmanacEntry;
using static ShortOrder.Game.Almanac.Pictures;

namespace ShortOrder.Game.Almanac;

/// <summary>Processes and what they cost.</summary>
internal static class KitchenTerms
{
    public static readonly ImmutableArray<AlmanacEntry> Entries =
    [
        Of("process", "Process, multiprocessing", "a further kitchen", """
            A program with a memory and, in CPython, a hat of its own. Several
            processes really work in parallel, as far as there are cores. They cost:
            2.4 milliseconds to fork one, about 83 to spawn a fresh one, and whatever
            goes in or out must be packed. Right for heavy work with light luggage;
            for mere waits it is a house built to boil an egg.
            """,
            ["parallelism", "inter-process-communication", "thread", "process-pool"],
            Picture("one kitchen", [Dish("sum", Hands(5)) with { Count = 2 }], Home(Head("sum"))),
            Picture("two", [Dish("sum", Hands(5)) with { Count = 2 }], Home(Head("sum#1")), Annex(1, Head("sum#2")))),

        Of("inter-process-communication", "IPC, inter-process communication", "crates between kitchens", """
            How processes talk, since they share nothing: pipes, sockets, queues,
            shared memory. Whatever goes through a pipe is copied, twice at least,
            and turned into bytes first. So send little: the question and the
            answer, not the pantry.
            """,
            ["pickling", "process", "copy-of-memory"],
            Picture("a light crate", [Dish("sum", Hands(5)) with { Count = 2, Crate = Weighs(0.25m) }], Home(Head("sum#1")), Annex(1, Head("sum#2"))),
            Picture("a heavy one", [Dish("sum", Hands(5)) with { Count = 2, Crate = Weighs(2) }], Home(Head("sum#1")), Annex(1, Head("sum#2")))),

        Of("pickling", "Pickling, serialisation", "packing the crate", """
            Turning objects into bytes and back. Both ends work for it, under their
            hats, so it is time that nobody cooks. Measured with two sums of ten
            units: a result of 1 MB leaves the ratio at 0.51, 10 MB make it 0.62 to
            0.77, and with 100 MB, at 1.4, the two processes are slower than one.
            """,
            ["inter-process-communication", "process", "chunking"],
            Picture("at home", [Dish("sort", Hands(3)) with { Count = 2, Crate = Weighs(2) }], Home(Head("sort"))),
            Picture("packed, sent, unpacked, and back", [Dish("sort", Hands(3)) with { Count = 2, Crate = Weighs(2) }], Home(Head("sort#1")), Annex(1, Head("sort#2")))),

        Of("process-pool", "Process pool", "several kitchens, one list", """
            A fixed number of processes that are started once and take tasks from a
            common list. The start is paid once for many tasks, and a kitchen that
            is through takes the next one by itself. More of them than cores gain
            nothing.
            """,
            ["process", "thread-pool", "chunking", "work-stealing"],
            Picture("two kitchens, one list", [Dish("sum", Hands(2)) with { Count = 4, Crate = Weighs(0.1m) }], Home(), Annex(2, Head("sum")))),

        Of("chunking", "Chunking", "the size of a box", """
            Sending many small tasks in boxes. Every box costs the same to send, so
            big boxes cost less; but whoever got the last big box keeps all the
            others waiting, so small boxes balance better. Large ones first and small
            ones at the end is the old compromise. One pea to a box is slower than
            no help at all.
            """,
            ["straggler", "inter-process-communication", "process-pool", "amdahl"]),

        Of("amdahl", "Amdahl's law", "the head chef's ceiling", """
            What cannot be shared out sets the limit. With one part in ten serial, a
            thousand cooks are less than ten times as fast as one (Amdahl, 1967).
            Every further kitchen gains less and costs as much as the first; from
            some number on it only costs. Then the serial part is what to work on.
            """,
            ["parallelism", "process", "critical-path", "dependency"],
            Picture("one kitchen", [Dish("prep", Hands(2)), Dish("chop", Hands(4)) with { Count = 2, After = ["prep"] }], Home(Head("prep", "chop"))),
            Picture("two: the prep stays", [Dish("prep", Hands(2)), Dish("chop", Hands(4)) with { Count = 2, After = ["prep"] }], Home(Head("prep", "chop#1")), Annex(1, Head("chop#2")))),

        Of("work-stealing", "Work stealing", "helping yourself from another's list", """
            Everybody has a list of their own; who is through takes from the end of
            somebody else's. No crowd round a common queue, and no idle hands. A
            theft costs something, so steal big pieces, not crumbs. It wins where
            nobody knows in advance how long things take.
            """,
            ["thread-pool", "straggler", "chunking", "scheduling"]),
    ];

    private static CrateSpec Weighs(decimal minutes) => new(KitchenDuration.FromMinutes(minutes), KitchenDuration.FromMinutes(minutes));
}
