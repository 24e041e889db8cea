namespace ShortOrder.Game.Export.Python.Lanes;

/// <summary>A main thread's lane: plain synchronous code, one task after another.</summary>
internal class MainLane : LaneWriter
{
    /// <inheritdoc/>
    public override TaskStyle Style => TaskStyle.Blocking;

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, LaneJob lane)
    {
        foreach (TaskRun run in program.Runs(lane.Tasks, Style)) run.Write(code, call => call.Text);
    }
}
