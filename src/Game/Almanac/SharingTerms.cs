using System.Collections.Immutable;
using ShortOrder.Simulation.Scoring;
using static ShortOrder.Game.Almanac.AlmanacEntry;
using static ShortOrder.Game.Almanac.Pictures;

namespace ShortOrder.Game.Almanac;

/// <summary>What goes wrong when things are shared, and how to keep it from going wrong.</summary>
internal static class SharingTerms
{
    public static readonly ImmutableArray<AlmanacEntry> Entries =
    [
        Of("race-condition", "Race condition, lost update", "the lost jar", """
            The result depends on who was faster. Two read 3, both write 4, and one
            jar is lost. It needs a switch between the read and the write: today's
            CPython happens not to switch inside x += 1, but with a call between
            17 % were lost, and with a wait between nearly all. A test that passes
            proves nothing: the unkind schedule was only not tried.
            """,
            ["lock", "interleaving", "thread", "copy-of-memory"],
            Picture("two count at once", [Dish("courier", Wait(1), Counts(2, "jar")) with { Count = 2 }], Home(Head("courier#1"), Cook("courier#2"))).In(l => l with { Costs = l.Costs with { SwitchInterval = new(5_000) } }) with { Ends = Verdict.LostUpdate },
            Picture("with a lock", [Dish("courier", Wait(1), Counts(2, "jar")) with { Count = 2 }], Home(Head("courier#1"), Cook("courier#2"))).In(l => l with { Costs = l.Costs with { SwitchInterval = new(5_000) } }).Locking("jar", "courier", 1, 1)),

        Of("lock", "Lock, mutex, critical section", "hands off, I am counting", """
            A critical section must not be entered by two at once; a lock lets one in
            and makes the others wait. It guards only those who ask for it. Keep the
            section small: round reading and writing it costs next to nothing, round
            a wait as well it makes everybody queue for the wait, and all
            concurrency is gone.
            """,
            ["race-condition", "deadlock", "semaphore", "convoy"],
            Picture("locked over the wait", [Dish("courier", Wait(3), Counts(1, "jar")) with { Count = 2 }], Home(Head("courier#1"), Cook("courier#2"))).Locking("jar", "courier", 0, 1),
            Picture("locked over the count only", [Dish("courier", Wait(3), Counts(1, "jar")) with { Count = 2 }], Home(Head("courier#1"), Cook("courier#2"))).Locking("jar", "courier", 1, 1)),

        Of("deadlock", "Deadlock", "each waits for what the other holds", """
            A ring of tasks, each of which waits for the next and lets go of nothing.
            Nobody is wrong, nobody moves, and there is no error to be read. Cure:
            everybody takes things in one and the same order; or takes all at once;
            or holds nothing while waiting. It needs a switch between the two takes,
            which is why it appears on the busiest day.
            """,
            ["lock", "dependency", "nested-pool", "starvation"],
            Picture("oven and tray, tray and oven", [Dish("roast", Take("oven"), Wait(1), Take("tray"), Wait(2), Drop("tray"), Drop("oven")), Dish("bake", Take("tray"), Wait(1), Take("oven"), Wait(2), Drop("oven"), Drop("tray"))],
                Home(Head("roast"), Cook("bake"))) with { Ends = Verdict.Deadlock },
            Picture("both oven first", [Dish("roast", Take("oven"), Wait(1), Take("tray"), Wait(2), Drop("tray"), Drop("oven")), Dish("bake", Take("oven"), Wait(1), Take("tray"), Wait(2), Drop("tray"), Drop("oven"))],
                Home(Head("roast"), Cook("bake")))),

        Of("starvation", "Starvation", "never my turn", """
            Somebody is always served before you. No deadlock: everything moves,
            only you do not. It comes with priorities, with shortest-first, with
            locks that favour whoever is already there. First come, first served
            cannot starve anybody; that is what its slowness buys.
            """,
            ["priority-inversion", "flow-time", "queueing", "deadlock"]),

        Of("priority-inversion", "Priority inversion", "the chef waits for the dishwasher's helper", """
            A low task holds a lock that a high one needs, and a middle one, which
            needs no lock at all, keeps the low one from working. So the middle
            delays the high. It made a probe on Mars restart again and again in 1997.
            Cures: the holder inherits the priority of who waits for it, or, cheaper, the lock is held
            for a shorter time.
            """,
            ["lock", "starvation", "preemption"]),

        Of("semaphore", "Semaphore", "five telephone lines", """
            A lock with several places: so many may be in at once, the next one waits
            outside. It keeps a crowd from overrunning what can only serve a few.
            With a supplier that turns the sixth caller away, a limit of five is
            faster than no limit: less at once, and nothing twice.
            """,
            ["lock", "back-pressure", "queueing", "many-connections"],
            Picture("two places, four calls", [Dish("call", Hands(0.5m), Wait(3, "line")) with { Count = 4 }], Home(Window("call"))).WithPlaces("line", 2)),

        Of("back-pressure", "Back-pressure", "the shelf is full", """
            A consumer who cannot keep up says so, and the producer slows down
            instead of piling up. A queue of limited length does it: putting into a
            full one waits. Without it, everything between the two fills memory and
            grows stale, and producing faster serves nobody faster.
            """,
            ["semaphore", "queueing", "throughput", "bottleneck"]),

        Of("interleaving", "Interleaving, unkind schedule", "the inspector moves the hat", """
            One way in which the steps of several tasks can follow each other. There
            are more of them than anybody can try: two threads of ten steps have
            184,756. A program is correct if every one is fine, not if the usual one
            is. The inspector looks through all that matter and shows the worst,
            with the fewest switches.
            """,
            ["race-condition", "deadlock", "preemption", "context-switch"]),

        Of("copy-of-memory", "Copy of memory", "every kitchen has a jar of its own", """
            Processes share nothing. What a kitchen changes in its copy of a jar
            stays there: no race, and no result either, unless it is sent home. Where
            processes do share memory, because somebody arranged it, races are
            exactly as possible as between threads.
            """,
            ["process", "inter-process-communication", "race-condition", "pickling"]),
    ];
}
