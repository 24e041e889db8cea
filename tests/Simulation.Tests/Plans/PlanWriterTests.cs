using System.Collections.Immutable;
using System.Text;
using CsCheck;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Tests.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Tests.Plans;

public sealed class PlanWriterTests
{
    private static readonly Level Brunch = LevelText.GoodLevel;

    [Fact]
    public void A_plan_is_written_as_a_person_would_write_it()
    {
        Plan plan = new()
        {
            Level = "brunch",
            Kitchens =
            [
                new("home", 1, [new() { Kind = LaneKind.Main, Tasks = [new("tea")] }, new() { Kind = LaneKind.Thread, Workers = 2, Tasks = [new("roast"), new("guest", 1, 2)] }]),
                new("annex", 2, [new() { Kind = LaneKind.Main, Box = 3, Tasks = [new("guest", 3, 3)] }]),
            ],
            Locks = [new("jar", new("guest"), 0, 1)],
            Yields = [new(new("guest"), 0, KitchenDuration.FromMinutes(0.5m))],
            Tries = [new(new("guest", 2, 3), 2)],
            Orders = [new("roast", ["oven"])],
            Places = [new("lift", 1), new("shelf", 2)],
            Buys = ["slicer"],
        };

        Assert.Equal("""
            {
              "version": 1,
              "level": "brunch",
              "kitchens": [
                { "name": "home", "lanes": [
                  { "kind": "main", "tasks": ["tea"] },
                  { "kind": "thread", "workers": 2, "tasks": ["roast", "guest#1..2"] } ] },
                { "name": "annex", "copies": 2, "lanes": [
                  { "kind": "main", "box": 3, "tasks": ["guest#3"] } ] }
              ],
              "locks": [
                { "lock": "jar", "task": "guest", "from": 0, "to": 1 }
              ],
              "yields": [
                { "task": "guest", "step": 0, "after": 0.5 }
              ],
              "tries": [
                { "task": "guest#2..3", "step": 2 }
              ],
              "order": { "roast": ["oven"] },
              "places": { "lift": 1, "shelf": 2 },
              "buys": ["slicer"]
            }

            """, PlanWriter.Write(plan), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Writing_and_reading_again_gives_the_same_plan() => LegalPlan.Sample(plan =>
    {
        string text = PlanWriter.Write(plan);
        ReadResult<Plan> read = PlanReader.Read(Encoding.UTF8.GetBytes(text), "plan.json", Brunch);
        if (!read.IsGood) throw new InvalidOperationException(string.Join('\n', read.Problems));
        return Shape(read.Value) == Shape(plan) && PlanWriter.Write(read.Value) == text;
    }, iter: 2_000);

    [Fact]
    public void A_legal_plan_compiles_and_ends_in_the_model() => LegalPlan.Sample(plan =>
    {
        if (!PlanChecker.Check(Brunch, plan).IsEmpty) throw new InvalidOperationException(string.Join('\n', PlanChecker.Check(Brunch, plan)));
        SimulationResult result = Simulator.Run(PlanCompiler.Compile(Brunch, plan));
        return result.IsDeadlocked || result.Timeline.Finished.All(f => f is not null);
    }, iter: 1_000);

    /// <summary>Everything a plan holds, spelled out: records compare their lists by reference.</summary>
    private static string Shape(Plan plan) => string.Join('\n',
        [plan.Level,
            .. plan.Kitchens.Select(k => $"{k.Name} {k.Copies}: {string.Join(" | ", k.Lanes.Select(l => $"{l.Kind} {l.Workers} {l.Limit} {l.Style} {string.Join(',', l.Tasks)} {string.Join(',', l.Steps)}"))}"),
            .. plan.Locks.Select(l => l.ToString()), .. plan.Yields.Select(y => y.ToString()), .. plan.Offloads.Select(o => o.ToString()), .. plan.Tries.Select(t => t.ToString()),
            .. plan.Orders.Select(o => $"{o.Task} {string.Join(',', o.Tools)}")]);

    /// <summary>Deals tea, roast and the guests to a manual lane, threads, a loop and a pool, with cards that fit.</summary>
    private static Gen<Plan> LegalPlan =>
        from deal in Gen.Int[0, 3].Array[5]
        from manual in Gen.Bool
        from workers in Gen.Int[1, 4]
        from limit in Gen.Int[0, 5]
        from copies in Gen.Int[1, 2]
        from cards in Gen.Int[0, 31]
        select Build(deal, manual, workers, limit, copies, cards);

    private static Plan Build(int[] deal, bool manual, int workers, int limit, int copies, int cards)
    {
        ImmutableArray<TaskRef> On(int lane) => [.. new TaskRef[] { new("tea"), new("roast"), new("guest", 1, 1), new("guest", 2, 2), new("guest", 3, 3) }.Where((_, i) => deal[i] == lane)];
        ImmutableArray<StepRef> steps = [.. On(0).SelectMany(StepsOf)];
        ImmutableArray<TaskRef> onLoop = [.. On(2).Where(t => t.Task == "guest")];
        return new Plan
        {
            Level = "brunch",
            Kitchens =
            [
                new("home", 1,
                [
                    manual ? new() { Kind = LaneKind.Manual, Steps = steps } : new() { Kind = LaneKind.Main, Tasks = On(0) },
                    new() { Kind = LaneKind.Thread, Workers = workers, Tasks = On(1) },
                    new() { Kind = limit % 2 == 0 ? LaneKind.Loop : LaneKind.Greenlets, Limit = limit == 0 ? null : limit, Style = limit == 4 ? LaneStyle.Callbacks : LaneStyle.Coroutines, Tasks = On(2) },
                ]),
                new("pool", copies, [new() { Kind = LaneKind.Main, Tasks = On(3) }]),
            ],
            Locks = (cards & 1) == 0 ? [] : [new("jar", new("guest", 1, 2), 0, 1), new("jar", new("guest", 3, 3), 0, 0)],
            Yields = (cards & 2) == 0 ? [] : [.. onLoop.Select(t => new YieldPlan(t, 0, KitchenDuration.FromMinutes(0.25m)))],
            Offloads = (cards & 4) == 0 ? [] : [.. onLoop.Select(t => new OffloadPlan(t, 2, "thread"))],
            Tries = (cards & 16) == 0 ? [] : [.. onLoop.Select(t => new TryPlan(t, 2)), .. manual && deal[0] == 0 ? Array.Empty<TryPlan>() : [new TryPlan(new("tea"), 1)]],
            Orders = (cards & 8) == 0 ? [] : [new("roast", ["oven"])],
        };
    }

    private static IEnumerable<StepRef> StepsOf(TaskRef task) => task.Task == "guest" ? [new("guest", task.First, 0), new("guest", task.First, 1)] : [new(task.Task, 0, 0), new(task.Task, 0, 2)];
}
