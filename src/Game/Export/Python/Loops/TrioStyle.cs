using ShortOrder.Game.Export.Python.Kit;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>trio's coroutines.</summary>
internal sealed class TrioStyle() : AwaitStyle(LoopKit.Trio)
{
    /// <inheritdoc/>
    public override string Event(PythonProgram program) => From(program, "trio.Event()");

    /// <inheritdoc/>
    public override string Semaphore(PythonProgram program, int places) => Taken(program, PythonProgram.Format($"trio.Semaphore({places})"));

    /// <inheritdoc/>
    public override string Lock(PythonProgram program) => Taken(program, "trio.Lock()");

    /// <inheritdoc/>
    public override string Hold(string name) => $"held({name})";

    /// <inheritdoc/>
    public override string Take(string name) => $"obtain({name})";

    /// <inheritdoc/>
    public override string GiveWay(PythonProgram program)
    {
        program.Need(TrioKit.Checkpoint);
        return "give_way()";
    }

    /// <inheritdoc/>
    public override string InThread(PythonProgram program, string function, string arguments) => From(program, $"trio.to_thread.run_sync({Later(function, arguments)})");

    /// <summary>What is taken by the kit's own functions: trio's give way even where it is free.</summary>
    private static string Taken(PythonProgram program, string expression)
    {
        program.Need(TrioKit.Taking);
        return expression;
    }

    private static string From(PythonProgram program, string expression)
    {
        program.Import("trio");
        return expression;
    }
}
