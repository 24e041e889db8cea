namespace ShortOrder.Game.Export.Python.Lanes;

/// <summary>Starts the further threads of a process beside its main thread's own lane, and waits for them at the end.</summary>
internal abstract class ThreadStarter
{
    /// <summary>Writes what is defined at the top level for a further lane: its function.</summary>
    public virtual void Define(PythonSource code, PythonProgram program, LaneJob lane, LaneWriter writer)
    {
        writer.Define(code, program, lane);
        if (code.Count > 0) code.Blank(2);
        using (code.Open($"def {lane.Name}():")) writer.Run(code, program, lane);
    }

    /// <summary>Writes into the process's main function: start the lanes, do <paramref name="ownLane"/>, wait for the others.</summary>
    public abstract void Run(PythonSource code, PythonProgram program, IReadOnlyList<LaneJob> lanes, Action ownLane);
}

/// <summary><c>threading.Thread</c>: start, then join.</summary>
internal sealed class ThreadingStarter : ThreadStarter
{
    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, IReadOnlyList<LaneJob> lanes, Action ownLane)
    {
        program.Import("threading: Thread");
        if (lanes.Sum(l => l.Workers) == 1) code.Line($"thread = Thread(target={lanes[0].Name})");
        else if (lanes is [{ } pool]) code.Line($"threads = [Thread(target={pool.Name}) for _ in range({pool.Workers})]");
        else
        {
            using (code.Open("threads = ["))
                foreach (LaneJob lane in lanes) code.Line(lane.Workers == 1 ? $"Thread(target={lane.Name})," : $"*(Thread(target={lane.Name}) for _ in range({lane.Workers})),");
            code.Line("]");
        }
        bool isOne = lanes.Sum(l => l.Workers) == 1;
        if (isOne) code.Line("thread.start()");
        else using (code.Open("for thread in threads:")) code.Line("thread.start()");
        ownLane();
        if (isOne) code.Line("thread.join()");
        else using (code.Open("for thread in threads:")) code.Line("thread.join()");
    }
}
