using ShortOrder.Game.Export.Python.Kit;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>Twisted's <c>inlineCallbacks</c>: generators that yield Deferreds. A function that waits for nothing is no generator, and must not be decorated.</summary>
internal class TwistedStyle : LoopStyle
{
    /// <inheritdoc/>
    public override string Await => "yield ";

    /// <inheritdoc/>
    public override string? With => null;

    /// <inheritdoc/>
    public override string? Decorator(PythonProgram program, bool waits)
    {
        if (!waits) return null;
        program.Import("twisted.internet.defer: inlineCallbacks");
        return "@inlineCallbacks";
    }

    /// <inheritdoc/>
    public override string Ask(PythonProgram program, string minutes, string? device, string? call) => Request(program, "reply", TwistedKit.Reply, TwistedKit.Once, [call, minutes, device]);

    /// <inheritdoc/>
    public override string After(PythonProgram program, string dishes)
    {
        program.Need(TwistedKit.Afterwards);
        return $"afterwards({dishes})";
    }

    /// <inheritdoc/>
    public override string Event(PythonProgram program)
    {
        program.Need(TwistedKit.Bell);
        return "Bell()";
    }

    /// <inheritdoc/>
    public override string Semaphore(PythonProgram program, int places) => Taken(program, "DeferredSemaphore", PythonProgram.Format($"DeferredSemaphore({places})"));

    /// <inheritdoc/>
    public override string Lock(PythonProgram program) => Taken(program, "DeferredLock", "DeferredLock()");

    /// <inheritdoc/>
    public override string Give(string name) => $"hand_on({name})";

    /// <inheritdoc/>
    public override string TakePlace(PythonProgram program, string tool)
    {
        program.Need(TwistedKit.Places);
        return $"book({tool})";
    }

    /// <inheritdoc/>
    public override string GivePlace(PythonProgram program, string tool)
    {
        program.Need(TwistedKit.Places);
        return $"leave({tool})";
    }

    /// <inheritdoc/>
    public override string GiveWay(PythonProgram program)
    {
        program.Import("twisted.internet: reactor");
        program.Import("twisted.internet.task: deferLater");
        return "deferLater(reactor, 0)";
    }

    /// <inheritdoc/>
    public override string InThread(PythonProgram program, string function, string arguments)
    {
        program.Import("twisted.internet.threads: deferToThread");
        return $"deferToThread({Later(function, arguments)})";
    }

    private static string Taken(PythonProgram program, string type, string expression)
    {
        program.Import($"twisted.internet.defer: {type}");
        program.Need(TwistedKit.HandOn);
        return expression;
    }
}
