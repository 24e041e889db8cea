using System.Collections.Immutable;
using static ShortOrder.Game.Almanac.AlmanacEntry;
using static ShortOrder.Game.Almanac.Pictures;

namespace ShortOrder.Game.Almanac;

/// <summary>Threads and the hat.</summary>
internal static class ThreadTerms
{
    public static readonly ImmutableArray<AlmanacEntry> Entries =
    [
        Of("thread", "Thread", "a further cook in the same kitchen", """
            A sequence of instructions with a stack of its own in the memory of its
            process. All threads of a process see the same things, for better and
            worse. One may wait while another works, so threads are good for I/O. In
            CPython they share one hat, so they never add hands. When they are
            switched is decided by somebody else, at any moment. Starting one takes
            about a tenth of a millisecond.
            """,
            ["gil", "process", "thread-pool", "race-condition", "coroutine"],
            Picture("one cook", [Dish("call", Hands(0.5m), Wait(4)) with { Count = 2 }], Home(Head("call"))),
            Picture("a further cook", [Dish("call", Hands(0.5m), Wait(4)) with { Count = 2 }], Home(Head("call#1"), Cook("call#2")))),

        Of("core", "Core", "a stove", """
            The part of a processor that carries out one sequence of instructions at
            a time. A machine with two cores can do two things at the same moment,
            and no more. Waiting needs none. What is ready and finds no free core
            takes turns with the others.
            """,
            ["parallelism", "process", "context-switch", "gil"],
            Picture("three kitchens, two stoves", [Dish("sum", Hands(4)) with { Count = 3 }], Home(Head("sum#1")), Annex(2, Head("sum#2", "sum#3"))).In(l => l with { Costs = l.Costs with { SwitchInterval = new(10_000) } })),

        Of("gil", "GIL, the global interpreter lock", "the chef's hat: one for each kitchen", """
            Only the thread that wears the hat may run Python, so two threads with
            nothing but work are as slow as one, and with the turns a little slower:
            1.06 to 1.17 times, measured. It is put down at every blocking call, so
            waits do overlap; and C code may put it down too: two threads that hash
            with hashlib take 0.58 of the time. Our hat goes first come, first
            served. CPython's is not that fair: beside two busy threads a third one
            can be passed over again and again.
            """,
            ["thread", "switch-interval", "convoy", "process", "free-threading"],
            Picture("two cooks, one hat", [Dish("knead", Hands(3)), Dish("chop", Hands(3))], Home(Head("knead"), Cook("chop"))).In(l => l with { Costs = l.Costs with { SwitchInterval = new(5_000) } })),

        Of("switch-interval", "Switch interval", "how long one may keep the hat", """
            Who wants the hat waits one interval and then asks for it; the wearer
            puts it down at the next chance. CPython's is 5 milliseconds, a quarter
            of our minute. Shorter makes others wait less and switches cost more:
            twenty short waits beside a busy thread ended at 10.8, 11.6, 16.0 and
            27.5 units with intervals of 0.1, 1, 5 and 20 milliseconds.
            """,
            ["gil", "convoy", "context-switch", "preemption"],
            Picture("an interval of 0.25", [Dish("chop", Hands(3)), Dish("calls", Wait(0.5m), Hands(0.1m), Wait(0.5m), Hands(0.1m))], Home(Head("chop"), Cook("calls"))),
            Picture("an interval of 1", [Dish("chop", Hands(3)), Dish("calls", Wait(0.5m), Hands(0.1m), Wait(0.5m), Hands(0.1m))], Home(Head("chop"), Cook("calls"))).In(l => l with { Costs = l.Costs with { SwitchInterval = new(10_000) } })),

        Of("context-switch", "Context switch", "the hat changes heads", """
            Putting away one thread's state and taking out another's. It costs
            microseconds, and then some more until the caches are warm again. One is
            nothing; thousands a second are a tax. Threads pay it whenever somebody
            else says so, coroutines only where they wait.
            """,
            ["switch-interval", "preemption", "thread", "coroutine"]),

        Of("preemption", "Preemption", "sent away from the stove", """
            Taking the processor from somebody in the middle of something. Threads
            are preempted, so none can keep the rest waiting for long, and none
            knows where it will be interrupted. Coroutines are cooperative: they are
            never interrupted, and nobody else runs until they give way.
            """,
            ["coroutine", "thread", "switch-interval", "yield"],
            Picture("cooks are preempted", [Dish("bread", Hands(4)), Dish("soup", Hands(1))], Home(Head("bread"), Cook("soup"))).In(l => l with { Costs = l.Costs with { SwitchInterval = new(10_000) } }),
            Picture("slips are not", [Dish("bread", Hands(4)), Dish("soup", Hands(1))], Home(Window("bread", "soup")))),

        Of("convoy", "Convoy effect", "the whole queue behind one slow cook", """
            Many who need something for a moment queue behind one who keeps it long,
            again and again. In CPython: a thread that comes back from a wait beside
            a busy one gets the hat a switch interval later, every time. Twenty
            short waits took 10.4 alone, 16.0 beside a busy thread, and 10.7 beside
            a busy process, which has a hat of its own.
            """,
            ["gil", "switch-interval", "process", "queueing"],
            Picture("alone", [Dish("calls", Wait(0.5m), Hands(0.1m), Wait(0.5m), Hands(0.1m), Wait(0.5m), Hands(0.1m))], Home(Head("calls"))),
            Picture("beside a busy cook", [Dish("chop", Hands(2.5m)), Dish("calls", Wait(0.5m), Hands(0.1m), Wait(0.5m), Hands(0.1m), Wait(0.5m), Hands(0.1m))], Home(Head("chop"), Cook("calls")))),

        Of("thread-pool", "Thread pool", "a few cooks, one list", """
            A fixed number of threads that take tasks from a common queue. It saves
            starting a thread for each task and puts a ceiling on how much is under
            way. Too small, and waits stand in line; too large, and it costs memory
            and gains nothing. A task in a pool must not wait for another one in the
            same pool: when all workers do that, nobody is left to work.
            """,
            ["littles-law", "thread", "work-stealing", "process-pool", "nested-pool"],
            Picture("three cooks, one list", [Dish("errand", Hands(0.5m), Wait(2)) with { Count = 5 }], Home(Cooks(3, "errand")))),

        Of("nested-pool", "Nested submit", "the pool that ate itself", """
            A task in a pool hands parts of itself to the same pool and waits for
            them. With as many such tasks as workers, everybody waits and nobody
            cooks: a deadlock that depends on the load and passes every small test.
            One worker more only moves the point where it strikes. Let the parents
            be coroutines, or give the parts a pool of their own.
            """,
            ["thread-pool", "deadlock", "coroutine"]),

        Of("littles-law", "Little's law", "guests = rate × stay", """
            The mean number of things in a house is the rate at which they come
            times how long each stays (Little, 1961), whatever the order or the
            chance in it. Turned round it sizes a pool: an errand of half a minute's
            work and four minutes' wait needs (0.5 + 4) / 0.5 = 9 runners to keep
            one pair of hands busy. A tenth has nothing to do.
            """,
            ["thread-pool", "queueing", "throughput", "utilisation"],
            Picture("(0.5 + 1.5) / 0.5 = 4 cooks fill one hat", [Dish("errand", Hands(0.5m), Wait(1.5m)) with { Count = 8 }], Home(Cooks(4, "errand")))),

        Of("free-threading", "Free-threaded build", "no more hats", """
            CPython without the hat, optional since 3.13: threads of one process
            work in parallel on several cores. The price is a slower single thread,
            because every object now guards itself, and that races which the hat
            used to make rare are back. Crates are no longer needed; locks are.
            """,
            ["gil", "race-condition", "parallelism", "process"],
            Picture("one hat", [Dish("sum", Hands(4)) with { Count = 2 }], Home(Head("sum#1"), Cook("sum#2"))),
            Picture("a hat for everybody", [Dish("sum", Hands(4)) with { Count = 2 }], Home(Head("sum#1"), Cook("sum#2"))).In(l => l with { Gil = false })),
    ];
}
