using System.Collections.Immutable;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Support;

/// <summary>A plan served by the model, with the questions that tests ask.</summary>
public sealed class ModelRun
{
    private ModelRun(CompiledPlan compiled)
    {
        Compiled = compiled;
        Result = Simulator.Run(compiled);
        Score = Scorer.Judge(compiled, Result);
    }

    /// <summary>What was run.</summary>
    public CompiledPlan Compiled { get; }

    /// <summary>What the model said.</summary>
    public SimulationResult Result { get; }

    /// <summary>What that is worth.</summary>
    public Score Score { get; }

    /// <summary>What that is worth once the inspector has looked for an unkind schedule.</summary>
    public Score Inspected => Score.Under(Inspector.InspectForServing(Compiled));

    /// <summary>Makespan in minutes.</summary>
    public decimal Minutes => Result.Timeline.End.Minutes;

    /// <summary>Checks, compiles, runs and judges a plan of these kitchens.</summary>
    public static ModelRun Serve(Level level, params ReadOnlySpan<Kitchen> kitchens) => Serve(level, PlanBuilder.PlanFor(level, kitchens));

    /// <summary>Checks, compiles, runs and judges the plan.</summary>
    /// <exception cref="ArgumentException">The plan is not legal.</exception>
    public static ModelRun Serve(Level level, Plan plan)
    {
        ImmutableArray<PlanProblem> problems = PlanChecker.Check(level, plan);
        if (!problems.IsEmpty) throw new ArgumentException(string.Join('\n', problems.Select(p => $"{p.Path}: {p.Message}")), nameof(plan));
        return new(PlanCompiler.Compile(level, plan));
    }

    /// <summary>When the task, e.g. <c>guest#3</c>, was finished, in minutes; null if never.</summary>
    public decimal? FinishOf(string task) => Result.Timeline.Finished[IndexOf(task)]?.Minutes;

    /// <summary>A metric's value.</summary>
    public decimal Metric(Metric metric) => Score[metric];

    /// <summary>Spans of a task in order.</summary>
    public IEnumerable<Span> SpansOf(string task) => Result.Timeline.Spans.Where(s => s.Task == IndexOf(task));

    /// <summary>Minutes that a task spent in a state.</summary>
    public decimal MinutesOf(string task, SpanState state) => SpansOf(task).Where(s => s.State == state).Sum(s => s.Length.Minutes);

    /// <summary>When a state of a task first began, in minutes.</summary>
    public decimal StartOf(string task, int step, SpanState state = SpanState.Working) => SpansOf(task).First(s => s.Step == step && s.State == state).Start.Minutes;

    /// <summary>The timeline as text, one span a line: for comparing two runs to the last tick.</summary>
    public string Print() => string.Join('\n', Result.Timeline.Spans.Select(s => s.ToString())) + $"\nend {Result.Timeline.End.Ticks}";

    private int IndexOf(string task)
    {
        for (int i = 0; i < Compiled.Tasks.Length; i++) if (Compiled.Tasks[i].Name == task) return i;
        throw new ArgumentException($"No task {task}.", nameof(task));
    }
}
