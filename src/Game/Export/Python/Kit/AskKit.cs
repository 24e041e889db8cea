namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>Requests to the pantry by threads, which block.</summary>
internal static class AskKit
{
    /// <summary><c>line()</c> where only one thread asks.</summary>
    public static readonly KitPart OneLine = new(40, """"
        def line():
            """The connection to the pantry, opened before the clock."""
            return kitchen.lines[0]
        """", [], CommonKit.Clock);

    /// <summary><c>line()</c> where several threads ask: each has its own connection, one of those that <c>get_ready</c> has opened.</summary>
    public static readonly KitPart Lines = new(40, """"
        mine = threading.local()


        def line():
            """The calling thread's connection to the pantry, opened before the clock."""
            if not hasattr(mine, "line"):
                mine.line = kitchen.lines.pop()
            return mine.line
        """", ["threading"], CommonKit.Clock);

    /// <summary><c>ask(minutes, device, number)</c>.</summary>
    public static readonly KitPart Ask = new(41, """"
        def ask(minutes, device=-1, number=0):
            """Ask the pantry for something that takes so long, and wait for it. The thread
            blocks; while it does, it does not hold the GIL."""
            return exchange(line(), WAIT, device, microseconds(minutes), number)
        """", [], PantryKit.Frames);

    /// <summary><c>heed(verb)</c>, and the error that it raises.</summary>
    public static readonly KitPart Heed = new(43, """"
        class CallFailed(Exception):
            """The time has passed, and nothing came of it."""


        def heed(verb):
            """An answer may say that nothing came of the call."""
            if verb == FAILED:
                raise CallFailed
            return verb
        """", [], PantryKit.Frames);

    /// <summary><c>ask_once(number, minutes, device)</c>.</summary>
    public static readonly KitPart Once = new(43, """"
        def ask_once(number, minutes, device=-1):
            """Ask for something that may fail: by its number the pantry knows how often."""
            heed(ask(minutes, device, number))
        """", [], Ask, Heed);

    /// <summary><c>last_resort(dish)</c>: what happens to an error that a task does not catch.</summary>
    public static readonly KitPart LastResort = new(43, """"
        errors = {}  # tasks that an error has ended, and when


        @contextmanager
        def last_resort(dish):
            """Around a task that catches no error: it ends the task, and nobody else's."""
            try:
                yield
            except CallFailed:
                errors[dish] = now()
                traceback.print_exc()
        """", ["contextlib: contextmanager", "traceback"], Heed, CommonKit.Clock);

    /// <summary><c>until(minute)</c>.</summary>
    public static readonly KitPart Until = new(42, """"
        def until(minute):
            """How long it is until that minute of the order."""
            return max(minute - now(), 0)
        """", [], CommonKit.Clock);

    /// <summary><c>take(tool)</c> and <c>give(tool)</c>: places that the pantry keeps, because several processes want them or because it refuses.</summary>
    public static readonly KitPart Tools = new(43, """"
        def take(tool, back_off=0):
            """Take a place of a tool that the pantry keeps. A tool that refuses has no queue:
            we are told so after a while, wait, and ask again."""
            verb = exchange(line(), ACQUIRE, tool)
            while verb != GRANTED:
                verb = receive(line())
                if verb == REFUSED:
                    ask(back_off)
                    verb = exchange(line(), ACQUIRE, tool)


        def give(tool):
            """Give the place back."""
            line().sendall(FRAME.pack(0, RELEASE, tool, 0, 0))


        @contextmanager
        def place(tool, back_off=0):
            """Holds a place of a tool over a block."""
            take(tool, back_off)
            try:
                yield
            finally:
                give(tool)
        """", ["contextlib: contextmanager"], Ask);

    /// <summary><c>after(*dishes)</c>, and a <c>serve</c> that rings for who waits. <c>bells</c> is defined by the program.</summary>
    public static readonly KitPart After = new(44, """"
        def after(*dishes):
            """Wait until all these are done."""
            for dish in dishes:
                bells[dish].wait()
        """", [], CommonKit.ServeAndRing);
}
