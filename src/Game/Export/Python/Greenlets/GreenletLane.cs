using ShortOrder.Game.Export.Python.Lanes;
using ShortOrder.Game.Export.Python.Loops;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python.Greenlets;

/// <summary>A lane of greenlets. Where no task of the level speaks the incantation, the program begins with it.</summary>
internal sealed class GreenletLane(GreenletStyle style) : LaneWriter
{
    /// <inheritdoc/>
    public override TaskStyle Style => style;

    /// <inheritdoc/>
    public override KitPart Line => style.Kit.Line;

    /// <summary>As loops can. Beside other processes only where sockets are patched and nothing else: their queues are no greenlets' either.</summary>
    public override bool CanDo(CompiledPlan plan) => !PythonObstacle.HasFarLoop(plan) && plan.Channels.All(c => c.Name == OffloadTarget.Thread)
        && (plan.Processes.Length == 1 || plan.Level.Tasks.Any(t => t.Patches));

    /// <inheritdoc/>
    public override int Lines(LaneJob lane) => lane.Tasks.Length + lane.Helpers + 1;

    /// <inheritdoc/>
    public override string First(PythonProgram program) =>
        HasIncantation(program) ? "" : style.First(isAlone: program.Plan.Threads.Count(t => t.Lane >= 0 || t.Channel >= 0) == 1);

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, LaneJob lane)
    {
        if (HasIncantation(program)) program.Need(style.Kit.PickUp);
        style.Run(code, program, lane, HasIncantation(program) ? "pick_up" : "");
    }

    private static bool HasIncantation(PythonProgram program) => program.Plan.Level.Tasks.Any(t => t.Patches);
}
