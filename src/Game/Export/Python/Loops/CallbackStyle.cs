using System.Collections.Immutable;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>Twisted's Deferreds by themselves: a task is a chain of functions, each of which returns what the next one waits for.</summary>
internal sealed class CallbackStyle : TwistedStyle
{
    /// <inheritdoc/>
    public override bool HasCards => true;

    /// <summary>A card ends where it waits: by returning the Deferred.</summary>
    public override string Await => "return ";

    /// <inheritdoc/>
    public override string Suffix => "callbacks";

    /// <inheritdoc/>
    public override string? Decorator(PythonProgram program, bool waits) => null;

    /// <inheritdoc/>
    public override PythonSource Body(PythonProgram program, int task, ImmutableArray<Statement> statements) => new CallbackWriter(program, this, task).Body(statements);
}
