using ShortOrder.Game.Export.Python.Lanes;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>curio: a task group.</summary>
internal sealed class CurioLane() : GroupLane("curio", new CurioStyle())
{
    /// <inheritdoc/>
    protected override void Spawn(PythonSource code, PythonProgram program, LaneJob lane, Func<TaskCall, string> task)
    {
        using (code.Open("async with curio.TaskGroup() as group:"))
            Each(code, program, lane, call => code.Line($"await group.spawn({task(call)})"));
    }
}
