using System.Collections.Immutable;
using ShortOrder.Simulation.Scoring;
using static ShortOrder.Game.Almanac.AlmanacEntry;
using static ShortOrder.Game.Almanac.Pictures;

namespace ShortOrder.Game.Almanac;

/// <summary>Event loops and what runs on them.</summary>
internal static class WindowTerms
{
    public static readonly ImmutableArray<AlmanacEntry> Entries =
    [
        Of("coroutine", "Coroutine", "a slip of paper at the order window", """
            A function that can stop in the middle, give way, and go on later from
            where it was. It decides itself when: at an await, and nowhere else.
            Between two awaits it has the window to itself, so nothing can change
            under its hands, and nothing else gets done either. Making one costs
            microseconds and no stack.
            """,
            ["event-loop", "async-await", "yield", "preemption", "thread"],
            Picture("the bread is first and never gives way", [Dish("bread", Hands(4)), Dish("soup", Hands(1), Wait(2))], Home(Window("bread", "soup"))),
            Picture("the soup is first and gives way", [Dish("bread", Hands(4)), Dish("soup", Hands(1), Wait(2))], Home(Window("soup", "bread")))),

        Of("event-loop", "Event loop", "the order window with a bell", """
            One cook, many slips. The bell rings, the cook does what the slip says
            until it says "wait for …", pins it up and takes the next one. All of
            asyncio, trio and curio is that, in one thread. It is lean and free of
            surprises as long as every slip gives way soon. One that holds on holds
            up all.
            """,
            ["coroutine", "async-await", "blocking", "many-connections", "callback"],
            Picture("three slips, one cook", [Dish("egg", Hands(0.5m), Wait(4), Hands(0.5m)), Dish("tea", Hands(0.5m), Wait(3), Hands(0.5m)), Dish("toast", Hands(0.5m), Wait(2), Hands(0.5m))], Home(Window("egg", "tea", "toast")))),

        Of("async-await", "async / await", "\"wait here, and meanwhile …\"", """
            Words that mark where a coroutine may give way: async before what can be
            interrupted, await where it happens. They add no speed and no thread. A
            call that blocks still blocks when async stands in front of it; it must
            be one that the loop knows how to wait for. asyncio starts tasks in
            their order; trio shuffles them, on purpose.
            """,
            ["coroutine", "event-loop", "run-in-executor", "future"]),

        Of("task", "Task", "a slip on its way", """
            A coroutine that the loop has been asked to run on its own, beside its
            maker. Making a hundred costs half a millisecond. A coroutine that is
            merely called and awaited one after the other is as sequential as a
            plain function: concurrency begins with the second task.
            """,
            ["coroutine", "event-loop", "future", "async-await"]),

        Of("yield", "Yield, giving way", "\"you first\"", """
            A coroutine with long work lets others have the loop for a moment, and
            goes on when its turn comes again. The makespan stays what it was; who
            waits for something short is served much sooner. One yield in the right
            place is worth more than a hundred in all places, since each costs a
            turn.
            """,
            ["coroutine", "preemption", "event-loop", "flow-time"],
            Picture("no yield: the soup waits", [Dish("soup", Wait(1), Hands(1)), Dish("bread", Hands(5))], Home(Window("soup", "bread"))),
            Picture("one yield after 2", [Dish("soup", Wait(1), Hands(1)), Dish("bread", Hands(5))], Home(Window("soup", "bread"))).Yielding("bread", 0, 2)),

        Of("run-in-executor", "run_in_executor, offloading", "handing it to a helper", """
            A call that blocks is given to a thread of its own, and the coroutine
            awaits the result. The loop goes on. That is the way out for libraries
            that know nothing of await; asyncio.to_thread is the short form. For
            work instead of waits the helper must be a process: a thread would want
            the same hat.
            """,
            ["blocking", "event-loop", "thread-pool", "gil"],
            Picture("the call holds up the window", [Dish("gauge", Hold(3)), Dish("order", Hands(0.5m), Wait(3))], Home(Window("gauge", "order"))),
            Picture("a helper holds it", [Dish("gauge", Hold(3)), Dish("order", Hands(0.5m), Wait(3))], Home(Window("gauge", "order"))).Offloading("gauge", 0)),

        Of("callback", "Callback, deferred", "a card pinned to a card", """
            "When that is done, do this." The oldest way to program a loop, and
            Twisted's. The schedule is the same as with await; the wiring is not:
            every wait needs a card for success and one for failure, and whoever
            forgets the second gets no error, no dish, and a guest who sits there
            for ever.
            """,
            ["future", "exception", "async-await", "event-loop"],
            Picture("the same minutes, whatever the wiring", [Dish("dish", Hands(0.5m), Wait(2), Hands(0.5m), Wait(2), Hands(0.5m)) with { Count = 2 }], Home(Pinned("dish"))),
            Picture("no errback: the fish never comes", [Dish("fish", Hands(0.5m), Fails(2), Hands(0.5m)), Dish("soup", Hands(0.5m), Wait(2), Hands(0.5m))], Home(Pinned("fish", "soup"))) with { Ends = Verdict.Deadlock }),

        Of("exception", "Exception, try and except", "\"it went wrong\", and who hears it", """
            What a call sends back instead of a result. It climbs from caller to
            caller until somebody catches it; if nobody does, it ends the task, and
            what waited for that task gets nothing. Around an await one try is
            enough for whatever goes wrong inside. In a chain of callbacks the error
            goes along the errbacks, and where there is none it is lost.
            """,
            ["callback", "future", "async-await", "coroutine"],
            Picture("nobody catches it", [Dish("fish", Hands(0.5m), Fails(2), Hands(0.5m))], Home(Window("fish"))) with { Ends = Verdict.UncaughtError },
            Picture("tried again", [Dish("fish", Hands(0.5m), Fails(2), Hands(0.5m))], Home(Window("fish"))).Trying("fish", 1)),

        Of("future", "Future, promise, deferred", "a claim ticket", """
            A thing that stands for a result that is not there yet. One side will
            put the result, or the error, into it; the other waits for it or pins a
            callback to it. await is waiting for one without holding anybody up; and
            asking a thread pool for its result is waiting for one and holding
            yourself up.
            """,
            ["callback", "exception", "async-await", "dependency", "task"]),

        Of("greenlet", "Greenlet", "enchanted appliances", """
            A small thread that is switched by its own program, whenever it would
            block, without a word in the recipe. gevent and eventlet run thousands of
            them on one thread. Underneath it is the same loop; the awaits are there,
            you only cannot see them. Of those measured it was the leanest with five
            thousand waits; where it gives way is anybody's guess.
            """,
            ["monkey-patching", "event-loop", "coroutine"],
            Picture("plain recipes, one after another", [Dish("soup", Hands(0.5m), Wait(3)) with { Count = 2 }], Home(Head("soup"))),
            Picture("the same recipes, enchanted", [Dish("soup", Hands(0.5m), Wait(3)) with { Count = 2 }], Home(Enchanted("soup")))),

        Of("monkey-patching", "Monkey-patching", "putting the spell on the stations", """
            Replacing the standard library's blocking calls by ones that switch
            greenlets, while the program runs. What was imported or opened before
            keeps the old call, and what is written in C cannot be patched at all:
            both hold up everybody. So patch first, before anything else.
            """,
            ["greenlet", "blocking", "run-in-executor"],
            Picture("patched too late", [Dish("patch", Hands(0.5m)) with { Patches = true }, Dish("soup", Hands(0.5m), Wait(3)) with { Count = 2 }], Home(Enchanted("soup", "patch"))),
            Picture("patched first", [Dish("patch", Hands(0.5m)) with { Patches = true }, Dish("soup", Hands(0.5m), Wait(3)) with { Count = 2 }], Home(Enchanted("patch", "soup")))),
    ];
}
