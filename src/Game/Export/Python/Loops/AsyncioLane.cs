using ShortOrder.Game.Export.Python.Lanes;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>asyncio: <c>create_task</c> for each task, then <c>gather</c>.</summary>
internal sealed class AsyncioLane : LoopLane
{
    /// <inheritdoc/>
    public override TaskStyle Style { get; } = new AsyncioStyle();

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, LaneJob lane) => code.Line($"asyncio.run({lane.Loop}())");

    /// <inheritdoc/>
    protected override void Begin(PythonSource code, PythonProgram program, LaneJob lane)
    {
        program.Import("asyncio");
        using (code.Open($"async def {lane.Loop}():"))
        {
            code.Line("\"\"\"All of these share one thread: each keeps it until it awaits something.\"\"\"");
            if (lane.Helpers > FewHelpers)
            {
                program.Import("concurrent.futures: ThreadPoolExecutor");
                code.Line($"asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor({Text(lane.Helpers)}))");
            }
            if (lane.Limit > 0)
            {
                code.Line($"limit = asyncio.Semaphore({Text(lane.Limit)})");
                code.Blank();
                using (code.Open("async def admitted(task):"))
                using (code.Open($"async with limit:  # at most {Text(lane.Limit)} are under way")) code.Line("await task");
                code.Blank();
            }
            List(code, program, lane, call => lane.Limit > 0 ? $"asyncio.create_task(admitted({call.Text}))" : $"asyncio.create_task({call.Text})");
            code.Line("await asyncio.gather(*tasks)");
        }
    }
}
