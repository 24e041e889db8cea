namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>One thread that starts equipment and comes back to it: requests whose answers are read when there is time.</summary>
internal static class ManualKit
{
    /// <summary><c>start(minutes, device)</c> and <c>finish(line)</c>.</summary>
    public static readonly KitPart Start = new(45, """"
        def start(minutes, device=-1):
            """Send a request and go on: the equipment works by itself. The answer will come
            on a connection of its own, and wait there until we look."""
            line = kitchen.lines.pop()
            line.sendall(FRAME.pack(0, WAIT, device, microseconds(minutes), 0))
            return line


        def finish(line):
            """Wait until the equipment is done; if it has been for a while, go on at once."""
            receive(line)
        """", [], PantryKit.Frames);

    /// <summary><c>start_all(*steps)</c>: equipment that does several things one after another.</summary>
    public static readonly KitPart StartAll = new(46, """"
        def start_all(*steps):
            """Equipment that does several things one after another: a thread that only waits,
            and at the end answers as the pantry does."""
            ours, theirs = socket.socketpair()

            def follow():
                for step in steps:
                    step()
                theirs.sendall(bytes(FRAME.size))

            threading.Thread(target=follow, daemon=True).start()
            return ours
        """", ["threading"], Start, AskKit.Ask, AskKit.Lines);

    /// <summary><c>watch(equipment)</c>.</summary>
    public static readonly KitPart Watch = new(47, """"
        def watch(equipment):
            """Nothing is left to do by hand: select() tells whose answer is here, and that
            dish is served."""
            while equipment:
                for line in select.select(list(equipment), [], [])[0]:
                    finish(line)
                    serve(equipment.pop(line))
        """", ["select"], Start);
}
