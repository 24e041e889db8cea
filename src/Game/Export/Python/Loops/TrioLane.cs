using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Game.Export.Python.Lanes;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>trio: a nursery, with a checkpoint after each start, because trio shuffles those who become ready together.</summary>
internal sealed class TrioLane() : GroupLane("trio", new TrioStyle())
{
    /// <inheritdoc/>
    protected override void Prepare(PythonSource code, PythonProgram program)
    {
        program.Need(TrioKit.Everybody);
        code.Line("everybody.set(trio.Event())");
    }

    /// <inheritdoc/>
    protected override void Spawn(PythonSource code, PythonProgram program, LaneJob lane, Func<TaskCall, string> task)
    {
        using (code.Open("async with trio.open_nursery() as nursery:"))
        {
            code.Line("# Of tasks that become ready together trio takes the last first, or the first,");
            code.Line("# by the toss of a coin. So only one begins, and then the next.");
            Each(code, program, lane, call =>
            {
                code.Line($"nursery.start_soon({task(call)})");
                code.Line("await trio.lowlevel.checkpoint()");
            });
            code.Line("everybody.get().set()");
        }
    }
}
