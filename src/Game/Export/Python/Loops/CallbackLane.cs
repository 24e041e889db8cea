using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Game.Export.Python.Lanes;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>A lane of Twisted's in which every task is a chain of callbacks. A chain that fails is never at its end, and the reactor goes on for ever: nobody hears of it.</summary>
internal sealed class CallbackLane() : TwistedLane(new CallbackStyle())
{
    /// <inheritdoc/>
    protected override void End(PythonSource code, PythonProgram program, LaneJob lane)
    {
        code.Line($"left = {Text(lane.Tasks.Length)}");
        code.Blank();
        using (code.Open("def finished(_):"))
        {
            code.Line("nonlocal left  # a chain that has failed never comes here, and nobody hears of it");
            code.Line("left -= 1");
            using (code.Open("if left == 0:")) code.Line("reactor.stop()");
        }
        code.Blank();
        using (code.Open("for task in tasks:")) code.Line("task.addCallback(finished)");
    }

    /// <inheritdoc/>
    protected override void Admit(PythonSource code, PythonProgram program, LaneJob lane)
    {
        code.Line($"limit = {Style.Semaphore(program, lane.Limit)}");
        code.Blank();
        using (code.Open("def admitted(task, *n):"))
        {
            code.Line($"begun = limit.acquire()  # at most {Text(lane.Limit)} are under way");
            code.Line("done = begun.addCallback(lambda _: maybeDeferred(task, *n))");
            code.Line($"return done.addCallback(lambda _: {Style.Give("limit")})");
        }
        code.Blank();
    }
}
