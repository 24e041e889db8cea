using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Game.Export.Python.Lanes;

namespace ShortOrder.Game.Export.Python.Greenlets;

/// <summary>gevent.</summary>
internal sealed class GeventStyle() : GreenletStyle(GreenletKit.Gevent)
{
    private const int PoolByCustom = 10;

    /// <inheritdoc/>
    public override string Event(PythonProgram program) => From(program, "gevent.event", "gevent.event.Event()");

    /// <inheritdoc/>
    public override string Semaphore(PythonProgram program, int places) => From(program, "gevent.lock: BoundedSemaphore", PythonProgram.Format($"BoundedSemaphore({places})"));

    /// <inheritdoc/>
    public override string Lock(PythonProgram program) => From(program, "gevent.lock: BoundedSemaphore", "BoundedSemaphore(1)");

    /// <summary>Not <c>sleep(0)</c>: that lets in greenlets that are ready, but looks at no socket.</summary>
    public override string GiveWay(PythonProgram program) => From(program, "gevent", "gevent.idle()");

    /// <summary>The pool's module is imported before the clock: gevent would import it at the first call.</summary>
    public override string InThread(PythonProgram program, string function, string arguments) =>
        From(program, "gevent.threadpool", $"gevent.get_hub().threadpool.spawn({Later(function, arguments)}).get()");

    /// <summary>What it would import itself is imported before the clock.</summary>
    public override void Patch(PythonSource code, PythonProgram program)
    {
        foreach (string import in (string[])["gevent.events", "gevent.socket", "gevent: monkey"]) program.Import(import);
        code.Line("monkey.patch_socket()  # the incantation");
    }

    /// <inheritdoc/>
    public override string First(bool isAlone) => $"""
        import sys
        from gevent import monkey

        if "--be-pantry" not in sys.argv:  # which is a process of its own, without greenlets
            # Before anything else is imported: from now on, whatever would wait gives way.
            monkey.patch_all({(isAlone ? "" : "thread=False")})
        """;

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, LaneJob lane, string begins)
    {
        program.Import("gevent");
        if (lane.Helpers > PoolByCustom) code.Line(PythonProgram.Format($"gevent.get_hub().threadpool.maxsize = {lane.Helpers}"));
        TaskRun[] runs = [.. program.Runs(lane.Tasks, this)];
        if (lane.Limit > 0)
        {
            program.Import("gevent.pool");
            code.Line(PythonProgram.Format($"pool = gevent.pool.Pool({lane.Limit})  # at most {lane.Limit} are under way"));
            foreach (TaskRun run in runs) run.Write(code, call => $"pool.spawn({Told(call, begins)})");
            code.Line("pool.join()");
            return;
        }
        TaskRun.WriteList(code, runs, "greenlets", call => $"gevent.spawn({Told(call, begins)})");
        code.Line("gevent.joinall(greenlets)");
    }

    private static string From(PythonProgram program, string import, string expression)
    {
        program.Import(import);
        return expression;
    }
}
