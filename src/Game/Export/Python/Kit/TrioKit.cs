using System.Collections.Immutable;

namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>What trio does in an order of its own, put into the plan's order.</summary>
internal static class TrioKit
{
    /// <summary><c>everybody</c>: trio looks for answers between two starts, where a pass of asyncio's loop begins all tasks first.</summary>
    public static readonly KitPart Everybody = new(44, """"
        # An event: all tasks of this loop have begun. Nobody goes on before that, so that
        # the first round is in the order of the plan.
        everybody = trio.lowlevel.RunVar("everybody")
        """", ["trio"]);

    /// <summary><c>give_way()</c>.</summary>
    public static readonly KitPart Checkpoint = new(46, """"
        async def give_way():
            """Let others go on: waiting for an event is a checkpoint even if it is set."""
            await everybody.get().wait()
        """", [], Everybody);

    /// <summary><c>obtain</c> and <c>held</c>.</summary>
    public static readonly KitPart Taking = new(49, """"
        async def obtain(what):
            """Take a lock or a place: at once if it is free. By itself, trio's acquire()
            gives way to others even then."""
            try:
                what.acquire_nowait()
            except trio.WouldBlock:
                await what.acquire()


        @asynccontextmanager
        async def held(what):
            """Holds it over a block."""
            await obtain(what)
            try:
                yield
            finally:
                what.release()
        """", ["trio", "contextlib: asynccontextmanager"]);

    /// <summary>Every part.</summary>
    public static ImmutableArray<KitPart> All => [Everybody, Checkpoint, Taking];
}
