using System.Collections.Immutable;

namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>Requests to the pantry, and what is waited for, as Twisted's Deferreds.</summary>
internal static class TwistedKit
{
    /// <summary><c>Answer(line)</c>: a Deferred that fires when an answer is there. A transport would send on the reactor's next turn, which comes when whoever works now is done.</summary>
    public static readonly KitPart Answer = new(45, """"
        @implementer(IReadDescriptor)
        class Answer(Deferred):
            """The next answer on a connection: the reactor calls doRead when it is here.

            Not a Protocol, because a transport sends on the reactor's next turn, which may
            be long after: whoever works next, works first. Our requests go out at once."""

            def __init__(self, line):
                super().__init__()
                self.line = line
                reactor.addReader(self)

            def fileno(self):
                return self.line.fileno()

            def doRead(self):
                reactor.removeReader(self)
                self.callback(receive(self.line))

            def connectionLost(self, reason):
                self.errback(reason)

            def logPrefix(self):
                return "pantry"
        """",
        ["twisted.internet: reactor", "twisted.internet.defer: Deferred", "twisted.internet.interfaces: IReadDescriptor", "zope.interface: implementer"], PantryKit.Frames);

    /// <summary><c>reply(minutes, device, number)</c>.</summary>
    public static readonly KitPart Reply = new(46, """"
        def reply(minutes, device=-1, number=0):
            """Ask the pantry for something that takes so long: the Deferred that is returned
            fires when its answer is here. Until then the reactor runs others."""

            def put_back(verb):
                kitchen.lines.append(line)
                return verb

            line = kitchen.lines.pop()
            line.sendall(FRAME.pack(number, WAIT, device, microseconds(minutes), 0))
            return Answer(line).addCallback(put_back)
        """", [], Answer);

    /// <summary><c>reply_once(number, minutes, device)</c>.</summary>
    public static readonly KitPart Once = new(47, """"
        def reply_once(number, minutes, device=-1):
            """Ask for something that may fail: by its number the pantry knows how often."""
            return reply(minutes, device, number).addCallback(heed)
        """", [], Reply, AskKit.Heed);

    /// <summary><c>book</c> and <c>leave</c>.</summary>
    public static readonly KitPart Places = new(47, """"
        @inlineCallbacks
        def book(tool, back_off=0):
            """Take a place of a tool that the pantry keeps. It says at once whether one is
            free; what we wait for is our turn, or the refusal of a tool without a queue."""
            while True:
                line = kitchen.lines.pop()
                verb = exchange(line, ACQUIRE, tool)
                if verb == QUEUED:
                    verb = yield Answer(line)
                kitchen.lines.append(line)
                if verb == GRANTED:
                    return
                yield reply(back_off)


        def leave(tool):
            """Give the place back."""
            line = kitchen.lines.pop()
            line.sendall(FRAME.pack(0, RELEASE, tool, 0, 0))
            kitchen.lines.append(line)
        """", ["twisted.internet.defer: inlineCallbacks"], Reply);

    /// <summary><c>hand_on(what)</c>.</summary>
    public static readonly KitPart HandOn = new(48, """"
        def hand_on(what):
            """Give a lock or a place back. Who waits for it goes on in the reactor's next
            turn: by itself, release() would run them here and now, inside our call."""
            if what.waiting:
                reactor.callLater(0, what.release)
            else:
                what.release()
        """", ["twisted.internet: reactor"]);

    /// <summary>What <c>afterwards</c> waits for.</summary>
    public static readonly KitPart Bell = new(-1, """"
        class Bell:
            """Rings once, for all who wait for it: in the reactor's next turn, each after
            whoever began to wait before."""

            def __init__(self):
                self.is_set, self.waiting = False, []

            def set(self):
                self.is_set = True
                for deferred in self.waiting:
                    reactor.callLater(0, deferred.callback, None)

            def wait(self):
                deferred = Deferred()
                if self.is_set:
                    deferred.callback(None)
                else:
                    self.waiting.append(deferred)
                return deferred
        """", ["twisted.internet: reactor", "twisted.internet.defer: Deferred"]);

    /// <summary><c>afterwards(*dishes)</c>.</summary>
    public static readonly KitPart Afterwards = new(49, """"
        @inlineCallbacks
        def afterwards(*dishes):
            """Wait until all these are done; meanwhile the reactor runs others."""
            for dish in dishes:
                yield bells[dish].wait()
        """", ["twisted.internet.defer: inlineCallbacks"], Bell, CommonKit.ServeAndRing);

    /// <summary>Every part.</summary>
    public static ImmutableArray<KitPart> All => [Answer, Reply, Once, Places, HandOn, Bell, Afterwards];
}
