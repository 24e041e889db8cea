using ShortOrder.Game.Export.Python.Kit;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>Tasks that share one thread and give it up where they wait: what they have in common in every library.</summary>
internal abstract class LoopStyle : TaskStyle
{
    /// <inheritdoc/>
    public override bool IsOfOneThread => true;

    /// <inheritdoc/>
    public override string AfterFar(PythonProgram program, string dishes)
    {
        program.Need(AskKit.After);
        return InThread(program, "after", dishes);
    }

    /// <summary>Whether what follows a wait is another function, a callback.</summary>
    public virtual bool HasCards => false;

    /// <summary>Has a helper thread call a function, and waits for it: an expression to be awaited.</summary>
    /// <param name="program">The program.</param>
    /// <param name="function">Name of the function.</param>
    /// <param name="arguments">Its arguments; empty if none.</param>
    public abstract string InThread(PythonProgram program, string function, string arguments);

    /// <summary>Has a process call a function, and waits for its result: an expression to be awaited. By default a thread waits for it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="executor">The process's executor.</param>
    /// <param name="function">Name of the function.</param>
    /// <param name="arguments">Its arguments; empty if none.</param>
    public virtual string InProcess(PythonProgram program, string executor, string function, string arguments) => InThread(program, $"{executor}.submit({Later(function, arguments)}).result", "");

    /// <summary>A line that stands before an expression of <see cref="InProcess"/>; null if none.</summary>
    public virtual string? BeforeProcess => null;

    /// <inheritdoc/>
    public override void Offload(PythonSource code, PythonProgram program, int task, OffloadStatement step) => OffloadWriter.Write(code, program, this, task, step);

    /// <summary>A name and its arguments, as one who calls it later is given them: <c>ask, 5</c>.</summary>
    protected static string Later(string function, string arguments) => arguments.Length == 0 ? function : $"{function}, {arguments}";
}
