using System.Globalization;
using ShortOrder.Game.Export.Python.Lanes;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>A lane whose tasks share a thread: a function that begins all of them in the order of the list and waits until they are done.</summary>
internal abstract class LoopLane : LaneWriter
{
    /// <summary>As many helper threads as every library has at once without being asked.</summary>
    protected const int FewHelpers = 4;

    private const int ManyLines = 400;

    /// <summary>Room for more connections than a process may have by custom.</summary>
    public static readonly KitPart ManyFiles = new(5, """"
        # A connection is an open file: here and in the pantry there will be many.
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        """", ["resource"]);

    /// <summary>One for each task that may be under way, one for each helper, one for waits that hold the thread.</summary>
    public override int Lines(LaneJob lane) => (lane.Limit > 0 ? Math.Min(lane.Limit, lane.Tasks.Length) : lane.Tasks.Length) + lane.Helpers + 1;

    /// <summary>All that stay at home, and hand steps to threads or to kitchens that have nothing else to do.</summary>
    public override bool CanDo(CompiledPlan plan) => !PythonObstacle.HasFarLoop(plan) && !PythonObstacle.HasBusyHelper(plan) && !PythonObstacle.HasFarSharing(plan);

    /// <inheritdoc/>
    public sealed override void Define(PythonSource code, PythonProgram program, LaneJob lane)
    {
        if (Lines(lane) > ManyLines) program.Need(ManyFiles);
        Begin(code, program, lane);
    }

    /// <summary>Writes that function.</summary>
    protected abstract void Begin(PythonSource code, PythonProgram program, LaneJob lane);

    /// <summary>A number as Python has it.</summary>
    protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a list that has an element for each task.</summary>
    /// <param name="code">Where to write it.</param>
    /// <param name="program">The program.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="element">The element of a task.</param>
    protected void List(PythonSource code, PythonProgram program, LaneJob lane, Func<TaskCall, string> element) =>
        TaskRun.WriteList(code, [.. program.Runs(lane.Tasks, Style)], "tasks", element);

    /// <summary>A task and its copy as arguments: <c>call, n</c>.</summary>
    protected static string Later(TaskCall call) => call.IsCopy ? $"{call.Function}, {call.Copy}" : call.Function;
}
