using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python.Lanes;

/// <summary>A lane of the plan, as its writer needs it.</summary>
/// <param name="Name">Identifier for the function that does the lane; not yet used by anything.</param>
/// <param name="Loop">Identifier for the function that a loop runs: another one, where the lane's own is that of a thread.</param>
/// <param name="Process">Index of its process.</param>
/// <param name="Thread">Its thread; the first of a pool.</param>
/// <param name="Workers">How many threads do it: more than 1 for a pool.</param>
/// <param name="Tasks">Task instances in order; of a manual lane those of its steps.</param>
/// <param name="Helpers">Most helper threads at once for its offloaded steps.</param>
internal sealed record LaneJob(string Name, string Loop, int Process, ThreadProgram Thread, int Workers, ImmutableArray<int> Tasks, int Helpers)
{
    /// <summary>Most coroutines under way at once; 0: no limit.</summary>
    public int Limit => Thread.Limit;
}

/// <summary>Writes lanes of one kind for one library. Everything a lane needs is done on one thread by <see cref="Run"/>, whether that is a process's main thread or a further one.</summary>
internal abstract class LaneWriter
{
    /// <summary>How tasks on such a lane are written.</summary>
    public abstract TaskStyle Style { get; }

    /// <summary>Connections to the pantry that the lane opens before the clock, for each of its threads.</summary>
    public virtual int Lines(LaneJob lane) => 1;

    /// <summary>How whoever asks the pantry finds a connection, where the way of threads does not do for such a lane: defines <c>line()</c>. Null if it does.</summary>
    public virtual KitPart? Line => null;

    /// <summary>Whether it can do all lanes of its kind in a plan.</summary>
    public virtual bool CanDo(CompiledPlan plan) => true;

    /// <summary>Lines before all others, where the library must be the first that is imported; empty if it need not.</summary>
    public virtual string First(PythonProgram program) => "";

    /// <summary>Writes what the lane defines at the top level, if anything, such as a coroutine that gathers its tasks.</summary>
    /// <param name="code">Where to write it; two empty lines follow by themselves.</param>
    /// <param name="program">The program.</param>
    /// <param name="lane">The lane.</param>
    public virtual void Define(PythonSource code, PythonProgram program, LaneJob lane)
    {
    }

    /// <summary>Writes the statements that do the whole lane on the thread that runs them, e.g. <c>asyncio.run(window())</c>.</summary>
    public abstract void Run(PythonSource code, PythonProgram program, LaneJob lane);

    /// <summary>The same in another kitchen: the tasks come in crates, and their results go home. A thread's tasks by default, one crate after the other.</summary>
    public virtual void RunAway(PythonSource code, PythonProgram program, LaneJob lane)
    {
        program.Need(Kit.KitchenKit.Cook);
        _ = program.Runs(lane.Tasks, Style);
        code.Line($"cook({program.CratesName(lane)}, {program.MailsOf(lane)})");
    }
}
