using System.Collections.Immutable;

namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>Requests to the pantry by coroutines, for one library of <c>async</c> and <c>await</c>. All of it but the awaiting of an answer is the same in each.</summary>
/// <param name="answer"><c>answer(line)</c>: awaits an answer on a connection and returns its verb.</param>
internal sealed class LoopKit(KitPart answer)
{
    /// <summary><c>reply(minutes, device, number)</c>. A request goes out at once, so that it is under way before the next task begins to work; and with a connection opened before, a wait is one await.</summary>
    public KitPart Reply { get; } = new(46, """"
        async def reply(minutes, device=-1, number=0):
            """Ask the pantry for something that takes so long, and await its answer: until
            it is here, the loop goes on with other tasks."""
            line = kitchen.lines.pop()
            line.sendall(FRAME.pack(number, WAIT, device, microseconds(minutes), 0))
            verb = await answer(line)
            kitchen.lines.append(line)
            return verb
        """", [], PantryKit.Frames, answer);

    /// <summary><c>reply_once(number, minutes, device)</c>.</summary>
    public KitPart Once => field ??= new(47, """"
        async def reply_once(number, minutes, device=-1):
            """Ask for something that may fail: by its number the pantry knows how often."""
            heed(await reply(minutes, device, number))
        """", [], Reply, AskKit.Heed);

    /// <summary><c>book</c>, <c>leave</c> and <c>booked</c>: places that the pantry keeps.</summary>
    public KitPart Places => field ??= new(47, """"
        async def book(tool, back_off=0):
            """Take a place of a tool that the pantry keeps. It says at once whether one is
            free; what we await is our turn, or the refusal of a tool without a queue."""
            while True:
                line = kitchen.lines.pop()
                verb = exchange(line, ACQUIRE, tool)
                if verb == QUEUED:
                    verb = await answer(line)
                kitchen.lines.append(line)
                if verb == GRANTED:
                    return
                await reply(back_off)


        def leave(tool):
            """Give the place back."""
            line = kitchen.lines.pop()
            line.sendall(FRAME.pack(0, RELEASE, tool, 0, 0))
            kitchen.lines.append(line)


        @asynccontextmanager
        async def booked(tool, back_off=0):
            """Holds a place of a tool over a block."""
            await book(tool, back_off)
            try:
                yield
            finally:
                leave(tool)
        """", ["contextlib: asynccontextmanager"], Reply);

    /// <summary><c>afterwards(*dishes)</c>: waits for tasks of the same loop.</summary>
    public static readonly KitPart Afterwards = new(48, """"
        async def afterwards(*dishes):
            """Wait until all these are done; meanwhile the loop goes on with other tasks."""
            for dish in dishes:
                await bells[dish].wait()
        """", [], CommonKit.ServeAndRing);

    /// <summary>asyncio's.</summary>
    public static readonly LoopKit Asyncio = new(new(45, """"
        async def answer(line):
            """Await an answer on a connection, and return its verb."""
            line.setblocking(False)
            frame = await asyncio.get_running_loop().sock_recv(line, FRAME.size)
            line.setblocking(True)
            return FRAME.unpack(frame)[1]
        """", ["asyncio"], PantryKit.Frames));

    /// <summary>curio's.</summary>
    public static readonly LoopKit Curio = new(new(45, """"
        async def answer(line):
            """Await an answer on a connection, and return its verb."""
            frame = await curio.io.Socket(line).recv(FRAME.size)
            line.setblocking(True)
            return FRAME.unpack(frame)[1]
        """", ["curio", "curio.io"], PantryKit.Frames));

    /// <summary>trio's.</summary>
    public static readonly LoopKit Trio = new(new(45, """"
        async def answer(line):
            """Await an answer on a connection, and return its verb."""
            await trio.lowlevel.wait_readable(line)
            await everybody.get().wait()
            return receive(line)
        """", ["trio"], PantryKit.Frames, TrioKit.Everybody));

    /// <summary>What this class may put into a program.</summary>
    public static ImmutableArray<KitPart> All => [Asyncio.Reply, .. Asyncio.Reply.Needs, Asyncio.Places, Asyncio.Once, Afterwards, .. Curio.Reply.Needs, .. Trio.Reply.Needs];
}
