using CsCheck;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Inspection;

public sealed class ScheduleReplayTests
{
    [Fact]
    public void A_lost_update_is_replayed_and_the_first_move_between_reading_and_writing_is_fatal()
    {
        Level jars = Order(Spec("anna", Cpu(1, "jar", "jar")), Spec("ben", Cpu(1, "jar", "jar")));
        (CompiledPlan plan, ShortOrder.Simulation.Inspection.Inspection found, ScheduleReplay replay) = Replay(jars, Home(Main("anna"), Thread("ben")));
        Assert.Equal(found.Schedule.Length + 1, replay.Moments.Length);
        ScheduleMove last = found.Schedule[^1], fatal = found.Schedule[replay.FatalMove];
        Assert.NotEqual(last.Task, fatal.Task);
        Assert.Equal(["jar"], replay.Moments[replay.FatalMove].Tasks[last.Task].HasRead);           // has read, and before anything was written
        Assert.Empty(replay.Moments[replay.FatalMove].Tasks[last.Task].Stale);
        Assert.Equal(["jar"], replay.Moments[^2].Tasks[last.Task].Stale);                           // before the last move its value is old
        Assert.Equal("writes jar", replay.Moments[^2].Tasks[last.Task].Next);
        Assert.All(replay.Moments[0].Tasks, t => Assert.Empty(t.HasRead));
        Assert.Equal(2, plan.Tasks.Length);
    }

    [Fact]
    public void A_deadlock_is_replayed_to_where_everybody_waits_for_what_another_holds()
    {
        Level forks = Order(
            Spec("anna", Take("left"), Take("right"), Cpu(1), Drop("right"), Drop("left")),
            Spec("ben", Take("right"), Take("left"), Cpu(1), Drop("left"), Drop("right")));
        (_, ShortOrder.Simulation.Inspection.Inspection found, ScheduleReplay replay) = Replay(forks, Home(Main("anna"), Thread("ben")));
        Assert.Equal(InspectionVerdict.Deadlock, found.Verdict);
        ScheduleMoment end = replay.Moments[^1];
        Assert.All(end.Tasks, t => Assert.Equal(SchedulePhase.Blocked, t.Phase));
        Assert.Equal("left: waits for right", $"{Assert.Single(end.Tasks[0].Holds)}: {end.Tasks[0].Next}");
        Assert.Equal("right: waits for left", $"{Assert.Single(end.Tasks[1].Holds)}: {end.Tasks[1].Next}");
        Assert.StartsWith("takes", found.Schedule[replay.FatalMove].What, StringComparison.Ordinal);
        Assert.Equal(1, replay.Moments[replay.FatalMove].Tasks.Sum(t => t.Holds.Length));           // the second fork is the one too many
    }

    [Fact]
    public void Every_schedule_that_is_found_breaks_the_plan_when_it_is_replayed() => Gen.Int[0, int.MaxValue - 1].Sample(seed =>
    {
        (Level level, Plan plan) = SmallPlan.From(seed);
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        foreach (InspectionVerdict goal in (InspectionVerdict[])[InspectionVerdict.Race, InspectionVerdict.Deadlock])
        {
            ShortOrder.Simulation.Inspection.Inspection found = Inspector.Inspect(compiled, goal: goal);
            if (found.Verdict != goal) continue;
            ScheduleReplay replay = ScheduleReplay.Of(compiled, found);
            if (goal == InspectionVerdict.Race)
            {
                TaskMoment writer = replay.Moments[^2].Tasks[found.Schedule[^1].Task];
                Assert.Equal(("writes jar", "jar"), (writer.Next, Assert.Single(writer.Stale)));
            }
            else
            {
                ScheduleMoment end = replay.Moments[^1];
                Assert.Contains(end.Tasks, t => t.Phase == SchedulePhase.Blocked);
                Assert.All(end.Tasks, t => Assert.True(t.Phase is SchedulePhase.Blocked or SchedulePhase.Done or SchedulePhase.NotBegun, $"{t} could go on"));
            }
        }
    }, iter: 400);

    private static (CompiledPlan Plan, ShortOrder.Simulation.Inspection.Inspection Found, ScheduleReplay Replay) Replay(Level level, Kitchen home)
    {
        CompiledPlan plan = PlanCompiler.Compile(level, PlanFor(level, home));
        ShortOrder.Simulation.Inspection.Inspection found = Inspector.Inspect(plan);
        Assert.NotEmpty(found.Schedule);
        return (plan, found, ScheduleReplay.Of(plan, found));
    }
}
