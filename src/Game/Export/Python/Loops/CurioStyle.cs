using ShortOrder.Game.Export.Python.Kit;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>curio's coroutines. Its locks are given back by awaiting, and only its universal event can be set by who does not await.</summary>
internal sealed class CurioStyle() : AwaitStyle(LoopKit.Curio)
{
    /// <inheritdoc/>
    public override string Event(PythonProgram program) => From(program, "curio.UniversalEvent()");

    /// <inheritdoc/>
    public override string Semaphore(PythonProgram program, int places) => From(program, PythonProgram.Format($"curio.Semaphore({places})"));

    /// <inheritdoc/>
    public override string Lock(PythonProgram program) => From(program, "curio.Lock()");

    /// <inheritdoc/>
    public override string Give(string name) => $"await {name}.release()";

    /// <inheritdoc/>
    public override string GiveWay(PythonProgram program) => From(program, "curio.sleep(0)");

    /// <inheritdoc/>
    public override string InThread(PythonProgram program, string function, string arguments) => From(program, $"curio.run_in_thread({Later(function, arguments)})");

    /// <inheritdoc/>
    public override string InProcess(PythonProgram program, string executor, string function, string arguments) => From(program, $"curio.run_in_executor({executor}, {Later(function, arguments)})");

    private static string From(PythonProgram program, string expression)
    {
        program.Import("curio");
        return expression;
    }
}
