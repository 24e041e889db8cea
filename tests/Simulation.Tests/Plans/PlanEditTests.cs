using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Plans;

public sealed class PlanEditTests
{
    private static readonly Level Breakfast = Order(
        Spec("coffee", Cpu(1), Io(4, "kettle"), Cpu(1)), Spec("sandwich", Cpu(3)), Spec("guest", Cpu(1), Io(2)) with { Count = 10 });

    private static readonly LaneAddress First = new(0, 0);

    [Fact]
    public void A_level_starts_with_everything_on_main() =>
        Assert.Equal("home: Main coffee sandwich guest#1..10", Text(PlanEdit.Default(Breakfast)));

    [Fact]
    public void Where_only_a_list_by_hand_makes_sense_a_level_starts_with_all_steps_task_by_task()
    {
        Level level = Breakfast with { Tasks = Breakfast.Tasks[..2], Allow = new() { Manual = true } };
        Assert.Equal("home: Manual coffee.0 coffee.2 sandwich.0", Text(PlanEdit.Default(level)));
    }

    [Fact]
    public void A_level_without_main_starts_on_the_loop()
    {
        Level level = Breakfast with { Allow = new() { Main = false, Loops = 1 } };
        Assert.Equal("home: Loop coffee sandwich guest#1..10", Text(PlanEdit.Default(level)));
    }

    [Fact]
    public void The_next_copies_become_those_that_no_entry_names()
    {
        Plan plan = PlanFor(Breakfast, Home(Main("guest*3", "coffee"), Thread("guest#2..4"), Thread("guest*2", "sandwich")));
        Assert.Equal("home: Main guest#1 guest#5..6 coffee | Thread guest#2..4 | Thread guest#7..8 sandwich", Text(Batches.Plain(Breakfast, plan)));
        Assert.Equal("guest#9..10", string.Join(' ', Batches.Unassigned(Breakfast, Batches.Plain(Breakfast, plan))));
    }

    [Fact]
    public void Placing_a_batch_takes_its_copies_from_wherever_they_were()
    {
        Plan plan = PlanEdit.AddLane(PlanEdit.Default(Breakfast), 0, LaneKind.Thread);
        plan = PlanEdit.Place(Breakfast, plan, new("guest", 4, 6), new(0, 1), 0);
        Assert.Equal("home: Main coffee sandwich guest#1..3 guest#7..10 | Thread guest#4..6", Text(plan));
        plan = PlanEdit.Place(Breakfast, plan, new("guest", 3, 8), new(0, 1), 9);
        Assert.Equal("home: Main coffee sandwich guest#1..2 guest#9..10 | Thread guest#3..8", Text(plan));
    }

    [Fact]
    public void A_split_and_a_join_give_back_the_batch()
    {
        Plan plan = PlanEdit.Split(PlanEdit.Default(Breakfast), First, 2, 4);
        Assert.Equal("home: Main coffee sandwich guest#1..4 guest#5..10", Text(plan));
        Assert.Equal(Text(PlanEdit.Default(Breakfast)), Text(PlanEdit.Join(plan)));
        Assert.Same(plan, PlanEdit.Split(plan, First, 0, 1)); // coffee is one task: nothing to split
    }

    [Fact]
    public void A_closed_lane_leaves_its_tasks_unassigned_and_takes_its_kitchen_with_it()
    {
        Plan plan = PlanEdit.AddKitchen(PlanEdit.Default(Breakfast));
        plan = PlanEdit.Place(Breakfast, plan, new("coffee"), new(1, 0), 0);
        plan = CardEdit.SetOffload(plan, "sandwich", 0, "annex");
        Assert.Equal("home: Main sandwich guest#1..10 / annex: Main coffee", Text(plan));
        plan = PlanEdit.RemoveLane(plan, new(1, 0));
        Assert.Equal("home: Main sandwich guest#1..10", Text(plan));
        Assert.Empty(plan.Offloads);
        Assert.Equal([new TaskRef("coffee")], Batches.Unassigned(Breakfast, plan));
    }

    [Fact]
    public void A_list_by_hand_keeps_the_steps_of_a_task_in_order()
    {
        Level level = Breakfast with { Tasks = Breakfast.Tasks[..2], Allow = new() { Manual = true } };
        Plan plan = PlanEdit.Default(level);                                           // coffee.0 coffee.2 sandwich.0
        Assert.Same(plan, ManualEdit.Move(plan, First, 1, 0));                         // pouring cannot go before filling
        plan = ManualEdit.Move(plan, First, 1, 2);
        Assert.Equal("home: Manual coffee.0 sandwich.0 coffee.2", Text(plan));
        Plan less = ManualEdit.Remove(plan, First, 0);                                 // without filling no pouring
        Assert.Equal("home: Manual sandwich.0", Text(less));
        less = ManualEdit.AddNext(less, First, level.Tasks[0], 9);
        Assert.Equal("home: Manual sandwich.0 coffee.0", Text(less));
        Assert.Equal("home: Manual sandwich.0 coffee.0 coffee.2", Text(ManualEdit.AddNext(less, First, level.Tasks[0], 0)));
    }

    [Fact]
    public void A_lane_keeps_its_tasks_when_it_changes_its_kind()
    {
        Level level = Breakfast with { Tasks = Breakfast.Tasks[..2] };
        Plan manual = PlanEdit.SetKind(level, PlanEdit.Default(level), First, LaneKind.Manual);
        Assert.Equal("home: Manual coffee.0 coffee.2 sandwich.0", Text(manual));
        Assert.Equal("home: Loop coffee sandwich", Text(PlanEdit.SetKind(level, manual, First, LaneKind.Loop)));
    }

    [Fact]
    public void Orders_of_takes_go_round_and_end_without_a_card()
    {
        TaskSpec roast = Spec("roast", Take("oven"), Cpu(1), Take("tray"), Drop("tray"), Drop("oven"));
        Plan plan = PlanEdit.Default(Order(roast));
        Plan turned = CardEdit.NextOrder(plan, roast);
        Assert.Equal(["tray", "oven"], Assert.Single(turned.Orders).Tools);
        Assert.Empty(CardEdit.NextOrder(turned, roast).Orders);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_any_edits_every_task_is_in_one_place_and_undoing_them_all_gives_the_first_plan(int seed)
    {
        for (int round = 0; round < 100; round++)
        {
            Random random = new(seed * 1_000 + round);
            Plan first = PlanEdit.Default(Breakfast);
            EditHistory<Plan> history = EditHistory<Plan>.Start(first);
            List<Plan> plans = [first];
            for (int i = 0; i < 40; i++)
            {
                history = history.Do(RandomEdit(history.Present, random));
                if (!ReferenceEquals(plans[^1], history.Present)) plans.Add(history.Present);
                AssertOnePlaceEach(history.Present);
                Assert.True(Batches.Fit(Breakfast, history.Present));
            }
            for (int i = plans.Count - 1; i >= 0; i--, history = history.Undo()) Assert.Same(plans[i], history.Present);
            Assert.False(history.CanUndo);
            foreach (Plan plan in plans) { Assert.Same(plan, history.Present); history = history.Redo(); }
            Assert.False(history.CanRedo);
        }
    }

    [Theory]
    [InlineData(true, "coffee", "guest#1..10")]
    [InlineData(false, "tea")]           // no such task
    [InlineData(false, "guest")]         // not plain: copies have numbers
    [InlineData(false, "guest*2")]
    [InlineData(false, "guest#9..11")]   // there are ten
    [InlineData(false, "coffee#1")]      // one task has no copies
    public void Only_plans_in_plain_form_that_name_what_the_level_has_can_be_edited(bool fits, params string[] tasks)
    {
        Assert.Equal(fits, Batches.Fit(Breakfast, PlanFor(Breakfast, Home(Main(tasks)))));
        Assert.True(Batches.Fit(Breakfast, PlanFor(Breakfast, Home(Manual("coffee.2", "guest#3.1")))));
        Assert.False(Batches.Fit(Breakfast, PlanFor(Breakfast, Home(Manual("coffee.3")))));
        Assert.False(Batches.Fit(Breakfast, PlanFor(Breakfast, Home()) with { Yields = [Yield("tea", 0, 1)] }));
        Assert.False(Batches.Fit(Breakfast, PlanFor(Breakfast)));
    }

    private static void AssertOnePlaceEach(Plan plan)
    {
        foreach (TaskSpec task in Breakfast.Tasks)
        {
            IEnumerable<int> onLists = plan.Kitchens.SelectMany(k => k.Lanes).SelectMany(l => l.Tasks).Where(t => t.Task == task.Id).SelectMany(Copies);
            IEnumerable<int> byHand = plan.Kitchens.SelectMany(k => k.Lanes).SelectMany(l => l.Steps.Where(s => s.Task == task.Id).Select(s => s.Copy).Distinct());
            IEnumerable<int> unassigned = Batches.Unassigned(Breakfast, plan).Where(t => t.Task == task.Id).SelectMany(Copies);
            Assert.Equal(Copies(Batches.All(task)), onLists.Concat(byHand).Concat(unassigned).Order());
        }
    }

    private static IEnumerable<int> Copies(TaskRef batch) => Enumerable.Range(batch.First, Batches.Size(batch));

    private static Plan RandomEdit(Plan plan, Random random)
    {
        ImmutableArray<LaneAddress> lanes = PlanEdit.Lanes(plan);
        TaskSpec task = Breakfast.Tasks[random.Next(Breakfast.Tasks.Length)];
        int from = random.Next(1, 11);
        TaskRef batch = task.Count == 1 ? new(task.Id) : new(task.Id, from, random.Next(from, 11));
        if (lanes.IsEmpty) return PlanEdit.AddLane(plan, 0, LaneKind.Thread);
        LaneAddress at = lanes[random.Next(lanes.Length)];
        Lane lane = PlanEdit.LaneAt(plan, at);
        return random.Next(16) switch
        {
            0 => PlanEdit.AddLane(plan, at.Kitchen, (LaneKind)random.Next(5)),
            1 => PlanEdit.AddKitchen(plan),
            2 => PlanEdit.RemoveLane(plan, at),
            3 => PlanEdit.SetKind(Breakfast, plan, at, (LaneKind)random.Next(5)),
            4 => PlanEdit.SetWorkers(plan, at, random.Next(4)),
            5 => PlanEdit.SetLimit(plan, at, random.Next(4)),
            6 => PlanEdit.SetCopies(plan, at.Kitchen, random.Next(4)),
            7 => PlanEdit.Unassign(plan, batch),
            8 when lane.Tasks.Length > 0 => PlanEdit.Split(plan, at, random.Next(lane.Tasks.Length), random.Next(10)),
            9 => PlanEdit.Join(plan),
            10 when lane.Steps.Length > 0 => ManualEdit.Remove(plan, at, random.Next(lane.Steps.Length)),
            11 when lane.Steps.Length > 0 => ManualEdit.Move(plan, at, random.Next(lane.Steps.Length), random.Next(lane.Steps.Length)),
            12 => CardEdit.SetLock(plan, "jar", task.Id, 0, 1),
            13 => CardEdit.ToggleYield(plan, task.Id, 0, Minutes(random.Next(1, 3))),
            14 => CardEdit.SetOffload(plan, task.Id, 0, random.Next(2) == 0 ? "thread" : null),
            _ => PlanEdit.Place(Breakfast, plan, batch, at, random.Next(5)),
        };
    }

    private static string Text(Plan plan) => string.Join(" / ", plan.Kitchens.Select(k => $"{k.Name}: " + string.Join(" | ",
        k.Lanes.Select(l => string.Join(' ', (object[])[l.Kind, .. l.Tasks.Cast<object>(), .. l.Steps.Cast<object>()])))));
}
