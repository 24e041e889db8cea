using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Game.Export.Python.Lanes;
using ShortOrder.Game.Export.Python.Loops;

namespace ShortOrder.Game.Export.Python.Greenlets;

/// <summary>Tasks as greenlets: the functions that threads have, in whose waits others go on once sockets are patched.</summary>
/// <param name="kit">How they find their connections.</param>
internal abstract class GreenletStyle(GreenletKit kit) : LoopStyle
{
    /// <summary>How they find their connections.</summary>
    public GreenletKit Kit => kit;

    /// <summary>Patches everything, or all but threads: before anything else is imported.</summary>
    /// <param name="isAlone">Whether there are no real threads beside the greenlets.</param>
    public abstract string First(bool isAlone);

    /// <summary>Writes how a lane's greenlets are begun and waited for.</summary>
    /// <param name="code">Where to write it.</param>
    /// <param name="program">The program.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="begins">A function that calls a task's first, e.g. <c>pick_up</c>; empty if none.</param>
    public abstract void Run(PythonSource code, PythonProgram program, LaneJob lane, string begins);

    /// <inheritdoc/>
    public override string AskBlocking(PythonProgram program, string minutes, string? device, string? call) => Request(program, "hold", kit.Hold, kit.HoldOnce, [call, minutes, device]);

    /// <summary>What a spawning function is told: the task and its copy, behind what begins it.</summary>
    protected static string Told(TaskCall call, string begins) => $"{(begins.Length > 0 ? $"{begins}, " : "")}{call.Function}{(call.IsCopy ? $", {call.Copy}" : "")}";
}
