namespace ShortOrder.Game.Export.Python.Lanes;

/// <summary>A further thread's lane, which is done as a main thread's is; or a pool, whose threads take tasks from a queue.</summary>
internal sealed class ThreadLane : MainLane
{
    /// <inheritdoc/>
    public override void Define(PythonSource code, PythonProgram program, LaneJob lane)
    {
        if (lane.Workers == 1) return;
        program.Import("queue: SimpleQueue");
        code.Line($"{lane.Name}_tasks = SimpleQueue()");
        foreach (TaskRun run in program.Runs(lane.Tasks, Style))
            run.Write(code, call => call.IsCopy ? $"{lane.Name}_tasks.put(partial({call.Function}, {call.Copy}))" : $"{lane.Name}_tasks.put({call.Function})");
        if (program.Runs(lane.Tasks, Style).Any(r => r.IsCopies)) program.Import("functools: partial");
    }

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, LaneJob lane)
    {
        if (lane.Workers == 1)
        {
            base.Run(code, program, lane);
            return;
        }
        program.Import("queue: Empty");
        code.Line($"# One of {lane.Workers} workers: whoever is free takes the next task.");
        using (code.Open("while True:"))
        {
            using (code.Open("try:")) code.Line($"task = {lane.Name}_tasks.get_nowait()");
            using (code.Open("except Empty:")) code.Line("return");
            code.Line("task()");
        }
    }
}
