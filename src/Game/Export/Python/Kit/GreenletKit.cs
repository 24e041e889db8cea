using System.Collections.Immutable;

namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>How greenlets find their connections. Asking is what it is for threads: that is the point of greenlets.</summary>
internal sealed class GreenletKit
{
    private GreenletKit(string locals, string deafSocket, string[] imports)
    {
        Line = new(40, $""""
            mine = {locals}


            def line():
                """The calling greenlet's connection to the pantry, opened before the clock: from
                now on a socket as sockets are now, before or after the incantation."""
                if not hasattr(mine, "line"):
                    opened = kitchen.lines.pop()
                    mine.line = socket.socket(fileno=opened.detach())
                return mine.line
            """", ["socket", imports[0]], CommonKit.Clock);
        PickUp = new(43, """"
            def pick_up(task, *n):
                """A greenlet begins by taking its connection: one who has begun before the
                incantation goes on holding everybody up."""
                line()
                task(*n)
            """", [], Line);
        Hold = new(42, $""""
            DeafSocket = {deafSocket}  # as it was before any incantation


            def hold(minutes, device=-1, number=0):
                """Ask the pantry for something to which greenlets are nothing: the whole thread
                waits for it."""
                opened = kitchen.lines.pop()
                line = DeafSocket(fileno=opened.detach())
                line.setblocking(True)
                verb = exchange(line, WAIT, device, microseconds(minutes), number)
                kitchen.lines.append(line)
                return verb
            """", [imports[1]], PantryKit.Frames);
        HoldOnce = new(44, """"
            def hold_once(number, minutes, device=-1):
                """The same for something that may fail."""
                heed(hold(minutes, device, number))
            """", [], Hold, AskKit.Heed);
    }

    /// <summary>gevent's.</summary>
    public static readonly GreenletKit Gevent = new("gevent.local.local()", "monkey.get_original(\"socket\", \"socket\")", ["gevent.local", "gevent: monkey"]);

    /// <summary>eventlet's.</summary>
    public static readonly GreenletKit Eventlet = new("eventlet.corolocal.local()", "eventlet.patcher.original(\"socket\").socket", ["eventlet.corolocal", "eventlet.patcher"]);

    /// <summary>eventlet's event, with the name that <c>serve</c> calls.</summary>
    public static readonly KitPart EventletBell = new(-1, """"
        class Bell(eventlet.event.Event):
            """Rings once, for all who wait for it."""

            def set(self):
                self.send()
        """", ["eventlet.event"]);

    /// <summary><c>line()</c>.</summary>
    public KitPart Line { get; }

    /// <summary><c>pick_up(task, *n)</c>, where a level has an incantation.</summary>
    public KitPart PickUp { get; }

    /// <summary><c>hold(minutes, device)</c>.</summary>
    public KitPart Hold { get; }

    /// <summary><c>hold_once(number, minutes, device)</c>.</summary>
    public KitPart HoldOnce { get; }

    /// <summary>Every part of both.</summary>
    public static ImmutableArray<KitPart> All => [Gevent.Line, Gevent.PickUp, Gevent.Hold, Gevent.HoldOnce, Eventlet.Line, Eventlet.PickUp, Eventlet.Hold, EventletBell];
}
