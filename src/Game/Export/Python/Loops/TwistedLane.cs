using ShortOrder.Game.Export.Python.Lanes;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>Twisted: the reactor, of which a process has one. All tasks begin in its first turn, each up to what it waits for.</summary>
internal class TwistedLane(TwistedStyle style) : LoopLane
{
    private const int PoolByCustom = 10;

    /// <inheritdoc/>
    public override TaskStyle Style => style;

    /// <inheritdoc/>
    public override bool CanDo(CompiledPlan plan) => base.CanDo(plan) && plan.Threads.Where(t => t.Kind == LaneKind.Loop).GroupBy(t => t.Process).All(p => p.Count() == 1);

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, LaneJob lane)
    {
        code.Line($"reactor.callWhenRunning({lane.Loop})");
        code.Line(IsMain(program, lane) ? "reactor.run()" : "reactor.run(installSignalHandlers=False)");
    }

    /// <inheritdoc/>
    protected override void Begin(PythonSource code, PythonProgram program, LaneJob lane)
    {
        foreach (string import in (string[])["twisted.internet: reactor", "twisted.internet.defer: maybeDeferred"]) program.Import(import);
        using (code.Open($"def {lane.Loop}():"))
        {
            code.Line("\"\"\"The reactor's first turn: every task begins, and goes on as far as it can.\"\"\"");
            if (lane.Helpers > PoolByCustom) code.Line($"reactor.suggestThreadPoolSize({Text(lane.Helpers)})");
            if (lane.Limit > 0) Admit(code, program, lane);
            List(code, program, lane, call => $"{(lane.Limit > 0 ? "admitted" : "maybeDeferred")}({Later(call)})");
            End(code, program, lane);
        }
    }

    /// <summary>Writes how the reactor is stopped when everything in the list <c>tasks</c> is done.</summary>
    protected virtual void End(PythonSource code, PythonProgram program, LaneJob lane)
    {
        program.Import("twisted.internet.defer: DeferredList");
        code.Line("DeferredList(tasks).addCallback(lambda _: reactor.stop())");
    }

    /// <summary>Writes a function <c>admitted</c> that begins a task when the lane's limit lets it.</summary>
    protected virtual void Admit(PythonSource code, PythonProgram program, LaneJob lane)
    {
        program.Import("twisted.internet.defer: inlineCallbacks");
        code.Line($"limit = {Style.Semaphore(program, lane.Limit)}");
        code.Blank();
        code.Line("@inlineCallbacks");
        using (code.Open("def admitted(task, *n):"))
        {
            code.Line($"yield limit.acquire()  # at most {Text(lane.Limit)} are under way");
            using (code.Open("try:")) code.Line("yield maybeDeferred(task, *n)");
            using (code.Open("finally:")) code.Line(Style.Give("limit"));
        }
        code.Blank();
    }

    private static bool IsMain(PythonProgram program, LaneJob lane) => lane.Thread == program.Plan.Threads[program.Plan.Processes[lane.Process].MainThread];
}
