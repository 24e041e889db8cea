namespace ShortOrder.Game.Export.Python.Lanes;

/// <summary>Starts the further threads of a process beside its main thread's own lane, and waits for them at the end.</summary>
internal abstract class ThreadStarter
{
    /// <summary>Writes what is defined at the top level for a further lane: its function.</summary>
    public virtual void Define(PythonSource code, PythonProgram program, LaneJob lane, LaneWriter writer)
    {
        bool isAway = lane.Process > 0;
        if (!isAway) writer.Define(code, program, lane);
        if (code.Count > 0) code.Blank(2);
        using (code.Open($"def {lane.Name}():"))
        {
            if (program.HasGate(lane.Process)) code.Line("go.wait()");
            if (isAway) writer.RunAway(code, program, lane);
            else writer.Run(code, program, lane);
        }
    }

    /// <summary>Opens the gate, if the lanes stand before one.</summary>
    protected static void Open(PythonSource code, PythonProgram program, LaneJob lane)
    {
        if (program.HasGate(lane.Process)) code.Line("go.set()  # a new thread has its first turn at once: so they wait until we go on");
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
        Open(code, program, lanes[0]);
        ownLane();
        if (isOne) code.Line("thread.join()");
        else using (code.Open("for thread in threads:")) code.Line("thread.join()");
    }
}

/// <summary><c>concurrent.futures</c>: an executor takes the lanes, or the tasks of a pool, and its <c>with</c> waits for them.</summary>
internal sealed class FuturesStarter : ThreadStarter
{
    /// <inheritdoc/>
    public override void Define(PythonSource code, PythonProgram program, LaneJob lane, LaneWriter writer)
    {
        if (!IsPool(lane)) base.Define(code, program, lane, writer);
    }

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, IReadOnlyList<LaneJob> lanes, Action ownLane)
    {
        program.Import("concurrent.futures: ThreadPoolExecutor");
        LaneJob[] single = [.. lanes.Where(l => !IsPool(l))], pools = [.. lanes.Where(IsPool)];
        string[] executors = [.. (single.Length > 0 ? [PythonProgram.Format($"ThreadPoolExecutor({single.Sum(l => l.Workers)}) as threads")] : Array.Empty<string>())
            .Concat(pools.Select(p => PythonProgram.Format($"ThreadPoolExecutor({p.Workers}) as {p.Name}")))];
        using (code.Open($"with {string.Join(", ", executors)}:"))
        {
            code.Line("futures = []");
            foreach (LaneJob lane in lanes)
            {
                if (IsPool(lane))
                    foreach (TaskRun run in program.Runs(lane.Tasks, TaskStyle.Blocking)) run.Write(code, call => $"futures.append({lane.Name}.submit({call.Function}{(call.IsCopy ? $", {call.Copy}" : "")}))");
                else if (lane.Workers > 1) using (code.Open(PythonProgram.Format($"for _ in range({lane.Workers}):"))) code.Line($"futures.append(threads.submit({lane.Name}))");
                else code.Line($"futures.append(threads.submit({lane.Name}))");
            }
            Open(code, program, lanes[0]);
            ownLane();
        }
        using (code.Open("for future in futures:")) code.Line("future.result()  # if something went wrong there, it is raised here");
    }

    private static bool IsPool(LaneJob lane) => lane.Workers > 1 && lane.Process == 0;
}
