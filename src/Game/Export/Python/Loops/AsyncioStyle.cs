using ShortOrder.Game.Export.Python.Kit;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>asyncio's coroutines.</summary>
internal sealed class AsyncioStyle() : AwaitStyle(LoopKit.Asyncio)
{
    /// <inheritdoc/>
    public override string Event(PythonProgram program) => From(program, "asyncio.Event()");

    /// <inheritdoc/>
    public override string Semaphore(PythonProgram program, int places) => From(program, PythonProgram.Format($"asyncio.Semaphore({places})"));

    /// <inheritdoc/>
    public override string Lock(PythonProgram program) => From(program, "asyncio.Lock()");

    /// <inheritdoc/>
    public override string GiveWay(PythonProgram program) => From(program, "asyncio.sleep(0)");

    /// <inheritdoc/>
    public override string InThread(PythonProgram program, string function, string arguments) => From(program, $"asyncio.to_thread({Later(function, arguments)})");

    /// <inheritdoc/>
    public override string InProcess(PythonProgram program, string executor, string function, string arguments) => From(program, $"loop.run_in_executor({executor}, {Later(function, arguments)})");

    /// <inheritdoc/>
    public override string BeforeProcess => "loop = asyncio.get_running_loop()";

    private static string From(PythonProgram program, string expression)
    {
        program.Import("asyncio");
        return expression;
    }
}
