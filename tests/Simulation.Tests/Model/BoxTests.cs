using System.Collections.Immutable;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Model;

/// <summary>Several tasks in one crate: peas of 1 minute, whose crate takes 0.5 to pack and as much to unpack, there and back.</summary>
public sealed class BoxTests
{
    private const decimal Pack = 0.5m, Unpack = 0.5m;

    private static readonly Level Peas = Order(Spec("pea", Cpu(1)) with { Count = 6, Crate = Crate(Pack, Pack) }) with { Costs = NoCosts, Cores = 3 };

    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(4, 2)] // four and two
    [InlineData(6, 1)]
    public void Every_box_is_packed_and_unpacked_once_each_way(int box, int boxes)
    {
        ModelRun run = ModelRun.Serve(Peas, Home(), Annexes("annex", 1, "pea") with { Lanes = [Main("pea") with { Box = box }] });

        Assert.Equal(boxes * 2 * (Pack + Unpack), run.Result.Timeline.Spans.Where(s => s.State == SpanState.Packing).Sum(s => s.Length.Minutes));
    }

    [Fact]
    public void All_in_one_box_are_on_their_way_together()
    {
        ModelRun run = ModelRun.Serve(Peas, Home(), Annex("annex", Main("pea") with { Box = 6 }));

        Assert.Equal(Pack + Unpack + 1, run.FinishOf("pea#1"));
        Assert.Equal(Pack + Unpack + 6 + Pack, run.FinishOf("pea#6")); // finished when its box is packed
        Assert.Equal(Pack + Unpack + 6 + Pack + Unpack, run.Minutes);
    }

    [Fact]
    public void A_pool_takes_box_by_box()
    {
        ModelRun run = ModelRun.Serve(Peas, Home(), new Kitchen("annex", 2, [Main("pea") with { Box = 3 }]));

        // The second box is packed 0.5 later than the first; home unpacks both one after the other.
        Assert.Equal(2 * Pack + Unpack + 3 + Pack + Unpack, run.Minutes);
        Assert.Equal(2, Enumerable.Range(1, 6).Select(i => run.SpansOf($"pea#{i}").First(s => s.State == SpanState.Working).Row).Distinct().Count());
        Assert.Single(Enumerable.Range(1, 3).Select(i => run.SpansOf($"pea#{i}").First(s => s.State == SpanState.Working).Row).Distinct());
    }

    [Fact]
    public void A_box_holds_tasks_of_one_entry_only()
    {
        CompiledPlan plan = ModelRun.Serve(Peas, Home(), Annex("annex", Main("pea#1", "pea#2..6") with { Box = 4 })).Compiled;

        Assert.Equal([[], [2, 3, 4], [], [], [], []], plan.Tasks.Select(t => t.Mates.ToArray())); // pea 1; peas 2 to 5; pea 6
    }

    [Fact]
    public void A_box_weighs_as_much_as_the_heaviest_of_its_tasks()
    {
        Level level = Order(Spec("pea", Cpu(1)) with { Count = 2, Crate = Crate(0.5m, 0.25m) }) with { Costs = NoCosts };

        Assert.Equal(0.5m + 0.5m + 2 + 0.25m + 0.25m, ModelRun.Serve(level, Home(), Annex("annex", Main("pea") with { Box = 2 })).Minutes);
    }

    [Fact]
    public void The_diagnosis_weighs_a_box_against_all_the_work_in_it()
    {
        Level level = Peas;
        Assert.Contains("pickling", Terms(level, box: 1)); // 2 minutes of packing for 1 of work
        Assert.DoesNotContain("pickling", Terms(level, box: 6)); // for 6
    }

    [Fact]
    public void Plain_form_and_joining_keep_boxes_apart_and_a_lane_without_boxes_joins()
    {
        Plan plan = PlanFor(Peas, Home(), Annex("annex", Main("pea#1..2", "pea#3..6") with { Box = 4 }));
        LaneAddress at = new(1, 0);

        Assert.Equal([new TaskRef("pea", 1, 2), new("pea", 3, 6)], PlanEdit.LaneAt(PlanEdit.Join(Batches.Plain(Peas, plan)), at).Tasks);
        Assert.Equal([new TaskRef("pea", 1, 6)], PlanEdit.LaneAt(PlanEdit.Join(PlanEdit.SetBox(plan, at, 1)), at).Tasks);
        Assert.Null(PlanEdit.LaneAt(PlanEdit.SetKind(Peas, plan, at, LaneKind.Loop), at).Box);
    }

    private static IEnumerable<string> Terms(Level level, int box)
    {
        ModelRun run = ModelRun.Serve(level, Home(), Annex("annex", Main("pea") with { Box = box }));
        return Diagnosis.Of(run.Compiled, run.Result.Timeline).Select(f => f.Term);
    }
}
