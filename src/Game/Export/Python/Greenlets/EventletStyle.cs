using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Game.Export.Python.Lanes;

namespace ShortOrder.Game.Export.Python.Greenlets;

/// <summary>eventlet.</summary>
internal sealed class EventletStyle() : GreenletStyle(GreenletKit.Eventlet)
{
    /// <inheritdoc/>
    public override string Event(PythonProgram program)
    {
        program.Need(GreenletKit.EventletBell);
        return "Bell()";
    }

    /// <inheritdoc/>
    public override string Semaphore(PythonProgram program, int places) => From(program, "eventlet.semaphore", PythonProgram.Format($"eventlet.semaphore.Semaphore({places})"));

    /// <inheritdoc/>
    public override string Lock(PythonProgram program) => From(program, "eventlet.semaphore", "eventlet.semaphore.Semaphore(1)");

    /// <inheritdoc/>
    public override string GiveWay(PythonProgram program) => From(program, "eventlet", "eventlet.sleep(0)");

    /// <inheritdoc/>
    public override string InThread(PythonProgram program, string function, string arguments) => From(program, "eventlet: tpool", $"tpool.execute({Later(function, arguments)})");

    /// <inheritdoc/>
    public override void Patch(PythonSource code, PythonProgram program) => code.Line(From(program, "eventlet", "eventlet.monkey_patch(socket=True)  # the incantation"));

    /// <inheritdoc/>
    public override string First(bool isAlone) => $"""
        import sys
        import eventlet

        if "--be-pantry" not in sys.argv:  # which is a process of its own, without greenlets
            # Before anything else is imported: from now on, whatever would wait gives way.
            eventlet.monkey_patch({(isAlone ? "" : "thread=False")})
        """;

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, LaneJob lane, string begins)
    {
        program.Import("eventlet");
        if (lane.Helpers > 0)
        {
            code.Line(From(program, "eventlet: tpool", PythonProgram.Format($"tpool.set_num_threads({lane.Helpers})")));
            code.Line("tpool.setup()  # now: the first call would give way for it");
        }
        code.Line(lane.Limit > 0 ? PythonProgram.Format($"pool = eventlet.GreenPool({lane.Limit})  # at most {lane.Limit} are under way") : PythonProgram.Format($"pool = eventlet.GreenPool({lane.Tasks.Length})"));
        foreach (TaskRun run in program.Runs(lane.Tasks, this)) run.Write(code, call => $"pool.spawn({Told(call, begins)})");
        code.Line("pool.waitall()");
    }

    private static string From(PythonProgram program, string import, string expression)
    {
        program.Import(import);
        return expression;
    }
}
