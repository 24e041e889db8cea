namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>Processes: opening them, and what crosses their borders.</summary>
internal static class KitchenKit
{
    /// <summary><c>open_kitchen(function, lines)</c>. The program defines <c>fork</c>.</summary>
    public static readonly KitPart Open = new(50, """"
        def open_kitchen(function, lines=1):
            """Start a process with so many of the connections. It is forked, and begins as a
            copy of us: to spawn a new interpreter would take forty times as long."""
            theirs, ours = kitchen.lines[:lines], kitchen.lines[lines:]
            kitchen.lines = theirs
            # A daemon: nobody joins it, because what it makes comes home by mail.
            fork.Process(target=begin, args=(function,), daemon=True).start()
            kitchen.lines = ours


        def begin(function):
            """Where a new process begins. It does not outlive an order that never ends."""
            signal.alarm(round(PATIENCE * kitchen.minute + 6))
            function()
        """", ["signal"], CommonKit.Clock);

    /// <summary><c>boot(minutes)</c>.</summary>
    public static readonly KitPart Boot = new(50, """"
        def boot(minutes):
            """A copy need not boot as a new interpreter does, but it copies its memory, page
            by page, as it begins. What that leaves of the time is done as work."""
            work(minutes - process_time() / kitchen.minute)
        """", ["time: process_time"], CommonKit.Work);

    /// <summary><c>open_helper(executor, minutes)</c> and what its process begins with.</summary>
    public static readonly KitPart OpenHelper = new(50, """"
        def open_helper(executor, minutes):
            """Its first job opens the process, which is forked: a copy of us."""
            executor.submit(begin_helper, minutes)
            del kitchen.lines[0]  # that one is the helper's now


        def begin_helper(minutes):
            """Where a helper's process begins. It does not outlive an order that never ends."""
            signal.alarm(round(PATIENCE * kitchen.minute + 6))
            kitchen.lines = kitchen.lines[:1]
            boot(minutes)
        """", ["signal"], Boot, CommonKit.Clock);

    /// <summary><c>elsewhere(crate, out, job, *arguments)</c>: what a helper in another kitchen is called with.</summary>
    public static KitPart Elsewhere => field ??= new(53, """"
        def elsewhere(crate, out, job, *arguments):
            """In another kitchen: unpack, do it, pack the result."""
            unpack(crate)
            job(*arguments)
            return pack(out)
        """", [], Crates);

    /// <summary><c>pack(minutes)</c> and <c>unpack(crate)</c>.</summary>
    public static readonly KitPart Crates = new(51, """"
        def pack(minutes):
            """Packing is hands-on work, and the longer it takes the more is in the crate."""
            work(minutes)
            return list(range(round(1000 * minutes)))


        def unpack(crate):
            """So is unpacking, but a crate is unpacked only once."""
            work(len(crate) / 1000)
            crate.clear()
        """", [], CommonKit.Work);

    /// <summary><c>send(crates, jobs, into, out)</c>: home's side of a task that is done elsewhere.</summary>
    public static readonly KitPart Send = new(52, """"
        def send(crates, jobs, into=0, out=0):
            """Pack what some tasks need and send it to another kitchen: it is pickled, and
            crosses a pipe. The result will be packed there for so many minutes."""
            crates.put((jobs, pack(into), out))
        """", [], Crates);

    /// <summary><c>cook(crates, *mails)</c>: what a lane in another kitchen does.</summary>
    public static readonly KitPart Cook = new(53, """"
        def cook(crates, *mails):
            """In another kitchen: take the next crate, do its tasks, send the result to those
            who need it, until there are no more crates."""
            for jobs, crate, out in iter(crates.get, None):
                unpack(crate)
                for job in jobs.values():
                    job()
                crate = pack(out)
                made = {dish: dishes[dish] for dish in jobs if dish in dishes}
                for mail in mails:
                    mail.put((made, crate))
        """", [], Crates);

    /// <summary><c>postman(mail)</c>: takes in results from other kitchens. The program defines <c>bells</c>.</summary>
    public static readonly KitPart Postman = new(54, """"
        results = {}  # crates from other kitchens, by what is in them


        def postman(mail):
            """A thread that takes in what other kitchens send, and rings for it."""
            for made, crate in iter(mail.get, None):
                dishes.update(made)
                for dish in made:
                    results[dish] = crate
                    if dish in bells:
                        bells[dish].set()
        """", [], CommonKit.Clock);

    /// <summary><c>unbox(*dishes)</c>: unpacks results that have come.</summary>
    public static readonly KitPart Unbox = new(55, """"
        def unbox(*dishes):
            """Unpack what came from another kitchen."""
            for dish in dishes:
                unpack(results[dish])
        """", [], Crates, Postman);

    /// <summary><c>post(dish, mails, crate)</c>: a result of ours that others wait for.</summary>
    public static readonly KitPart Post = new(56, """"
        def post(dish, mails, crate=()):
            """Send a result to the kitchens where somebody waits for it."""
            for mail in mails:
                mail.put(({dish: dishes[dish]}, list(crate)))
        """", [], Crates);
}
