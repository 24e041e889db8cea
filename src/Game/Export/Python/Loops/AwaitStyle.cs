using ShortOrder.Game.Export.Python.Kit;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>Tasks as coroutines of <c>async</c> and <c>await</c>.</summary>
/// <param name="kit">Requests to the pantry in that library.</param>
internal abstract class AwaitStyle(LoopKit kit) : LoopStyle
{
    /// <inheritdoc/>
    public override string Define => "async def";

    /// <inheritdoc/>
    public override string Await => "await ";

    /// <inheritdoc/>
    public override string? With => "async with";

    /// <inheritdoc/>
    public override string Ask(PythonProgram program, string minutes, string? device, string? call) => Request(program, "reply", kit.Reply, kit.Once, [call, minutes, device]);

    /// <inheritdoc/>
    public override string After(PythonProgram program, string dishes)
    {
        program.Need(LoopKit.Afterwards);
        return $"afterwards({dishes})";
    }

    /// <inheritdoc/>
    public override string HoldPlace(PythonProgram program, string tool) => Place(program, $"booked({tool})");

    /// <inheritdoc/>
    public override string TakePlace(PythonProgram program, string tool) => Place(program, $"book({tool})");

    /// <inheritdoc/>
    public override string GivePlace(PythonProgram program, string tool) => Place(program, $"leave({tool})");

    private string Place(PythonProgram program, string call)
    {
        program.Need(kit.Places);
        return call;
    }
}
