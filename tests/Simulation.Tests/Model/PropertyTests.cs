using CsCheck;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>What holds for every order and plan. Not among it: "more hands never hurt" (Graham's anomalies, 1969).</summary>
public sealed class PropertyTests
{
    private const long Samples = 1_000;

    [Fact]
    public void The_same_plan_gives_the_same_timeline_to_the_last_tick() =>
        RandomOrders.Any.Sample(o => Assert.Equal(ModelRun.Serve(o.Level, o.Plan).Print(), ModelRun.Serve(o.Level, o.Plan).Print()), iter: Samples);

    [Fact]
    public void A_run_without_a_trace_ends_the_same() => Always((_, run) =>
    {
        SimulationResult untraced = Simulator.RunUntraced(run.Compiled);

        Assert.Equal(run.Result.Timeline.End, untraced.Timeline.End);
        Assert.Equal(run.Result.Timeline.Finished, untraced.Timeline.Finished);
    });

    [Fact]
    public void Every_task_is_served_and_the_run_ends_when_the_last_is() => Always((_, run) =>
    {
        Assert.False(run.Result.IsDeadlocked);
        Assert.DoesNotContain(run.Result.Timeline.Finished, f => f is null || f > run.Result.Timeline.End);
    });

    [Fact]
    public void No_plan_gets_under_a_lower_bound() => Always((level, run) =>
        Assert.All(LowerBounds.Of(level), bound => Assert.True(run.Result.Timeline.End.SinceStart >= bound.Makespan, $"{bound}: {run.Minutes}")));

    [Fact]
    public void A_kitchen_cannot_end_before_its_hands_on_minutes_are_done() => Always((_, run) =>
    {
        for (int process = 0; process < run.Compiled.Processes.Length; process++)
            Assert.True(run.Minutes >= run.Result.Timeline.Spans.Where(s => IsUnderTheHat(s) && ProcessOf(run, s) == process).Sum(s => s.Length.Minutes));
    });

    [Fact]
    public void A_tasks_spans_add_up_to_its_steps() => Always((level, run) =>
    {
        for (int task = 0; task < level.Tasks.Length; task++)
        {
            TaskSpec spec = level.Tasks[task];
            Assert.Equal(spec.Steps.Where(s => s.Kind == StepKind.Cpu).Sum(s => s.Duration.Minutes), run.MinutesOf(spec.Id, SpanState.Working));
            Assert.Equal(spec.Steps.Where(s => s.Kind == StepKind.Io).Sum(s => s.Duration.Minutes),
                run.MinutesOf(spec.Id, SpanState.Waiting) + run.MinutesOf(spec.Id, SpanState.Blocking));
        }
    });

    [Fact]
    public void A_task_is_in_one_state_at_a_time() => Always((level, run) =>
        Assert.All(level.Tasks, spec => AssertNoOverlap(run.SpansOf(spec.Id))));

    [Fact]
    public void A_blocking_lane_does_one_thing_at_a_time() => Always((_, run) =>
    {
        for (int row = 0; row < run.Compiled.Rows.Length; row++)
            if (!run.Compiled.Rows[row].IsLoop) AssertNoOverlap(run.Result.Timeline.SpansOf(row));
    });

    [Fact]
    public void Under_one_hat_one_thing_is_done_at_a_time() => Always((_, run) =>
    {
        for (int process = 0; process < run.Compiled.Processes.Length; process++)
            AssertNoOverlap(run.Result.Timeline.Spans.Where(s => IsUnderTheHat(s) && ProcessOf(run, s) == process));
    });

    [Fact]
    public void Never_more_hands_are_at_work_than_there_are_cores() => Always((level, run) =>
    {
        Span[] atWork = [.. run.Result.Timeline.Spans.Where(IsUnderTheHat)];
        Assert.All(atWork, s => Assert.True(atWork.Count(o => o.Start <= s.Start && s.Start < o.End) <= level.Cores));
    });

    [Fact]
    public void No_task_starts_before_those_it_needs_are_finished() => Always((level, run) =>
    {
        foreach (TaskSpec spec in level.Tasks)
            foreach (string needed in spec.After)
                Assert.DoesNotContain(run.SpansOf(spec.Id), s => s.State is SpanState.Working or SpanState.Waiting && s.Start.Minutes < run.FinishOf(needed));
    });

    [Fact]
    public void No_more_tasks_use_a_tool_than_it_has_places() => Always((level, run) =>
        AssertNoOverlap(run.Result.Timeline.Spans.Where(s => s is { State: SpanState.Waiting or SpanState.Blocking, Step: >= 0 } && level.Tasks[s.Task].Steps[s.Step].Tool is not null)));

    private static void Always(Action<Level, ModelRun> holds) =>
        RandomOrders.Any.Sample(o => holds(o.Level, ModelRun.Serve(o.Level, o.Plan)), iter: Samples);

    private static int ProcessOf(ModelRun run, Span span) => run.Compiled.Threads[span.Row].Process;

    private static bool IsUnderTheHat(Span span) => span.State is SpanState.Working or SpanState.Packing or SpanState.Booting or SpanState.Starting;

    private static void AssertNoOverlap(IEnumerable<Span> spans)
    {
        Span[] inOrder = [.. spans.OrderBy(s => s.Start).ThenBy(s => s.End)];
        foreach ((Span before, Span after) in inOrder.Zip(inOrder.Skip(1)))
            Assert.True(before.End <= after.Start, $"{before} overlaps {after}");
    }
}
