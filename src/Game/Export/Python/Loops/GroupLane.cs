using ShortOrder.Game.Export.Python.Lanes;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>A lane of a library that begins tasks in a group, which is left when all of them are done: trio's nursery, curio's task group.</summary>
internal abstract class GroupLane(string module, TaskStyle style) : LoopLane
{
    /// <inheritdoc/>
    public override TaskStyle Style => style;

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, LaneJob lane) => code.Line($"{module}.run({lane.Loop})");

    /// <inheritdoc/>
    protected override void Begin(PythonSource code, PythonProgram program, LaneJob lane)
    {
        program.Import(module);
        using (code.Open($"async def {lane.Loop}():"))
        {
            code.Line("\"\"\"All of these share one thread: each keeps it until it awaits something.\"\"\"");
            Prepare(code, program);
            if (lane.Limit > 0)
            {
                code.Line($"limit = {style.Semaphore(program, lane.Limit)}");
                code.Blank();
                using (code.Open("async def admitted(task, *n):"))
                using (code.Open($"async with {style.Hold("limit")}:  # at most {Text(lane.Limit)} are under way")) code.Line("await task(*n)");
                code.Blank();
            }
            Spawn(code, program, lane, call => lane.Limit > 0 ? $"admitted, {Later(call)}" : Later(call));
        }
    }

    /// <summary>Writes what comes before the group.</summary>
    protected virtual void Prepare(PythonSource code, PythonProgram program)
    {
    }

    /// <summary>Writes the group.</summary>
    /// <param name="code">Where to write it.</param>
    /// <param name="program">The program.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="task">What the library is told of a task: a function and its arguments.</param>
    protected abstract void Spawn(PythonSource code, PythonProgram program, LaneJob lane, Func<TaskCall, string> task);

    /// <summary>Writes something for each task, in a loop over <c>n</c> for copies.</summary>
    protected void Each(PythonSource code, PythonProgram program, LaneJob lane, Action<TaskCall> write)
    {
        foreach (TaskRun run in program.Runs(lane.Tasks, Style))
        {
            if (run.First == run.Last) write(new(run.Function, run.IsCopies ? Text(run.First) : ""));
            else using (code.Open($"for n in {run.Range}:")) write(new(run.Function, "n"));
        }
    }
}
