using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Tests.Widgets;

public sealed class EditWordsTests
{
    private static readonly Level Rush = TestOrders.Rush;

    private static readonly LaneAddress First = new(0, 0), Second = new(0, 1);

    [Fact]
    public void An_edit_of_lanes_is_told_in_words()
    {
        Plan one = PlanEdit.Default(Rush), two = PlanEdit.AddLane(one, 0, LaneKind.Thread);
        Tells("further cook opened", one, two);
        Tells("further cook closed", two, one);
        Tells("lane 2: 4 cooks", two, PlanEdit.SetWorkers(two, Second, 4));
        Plan loop = PlanEdit.SetKind(Rush, two, Second, LaneKind.Loop);
        Tells("lane 2: order window", two, loop);
        Tells("lane 2: at most 10", loop, PlanEdit.SetLimit(loop, Second, 10));
        Tells("lane 2: no limit", PlanEdit.SetLimit(loop, Second, 10), loop);
        Plan annex = PlanEdit.AddKitchen(one);
        Tells("annex opened", one, annex);
        Tells("annex ×3", annex, PlanEdit.SetCopies(annex, 1, 3));
        Tells("annex closed", annex, one);
    }

    [Fact]
    public void An_edit_of_tasks_is_told_in_words()
    {
        Plan two = PlanEdit.AddLane(PlanEdit.Default(Rush), 0, LaneKind.Thread);
        Plan sent = PlanEdit.Place(Rush, two, new("bread"), Second, 0);
        Tells("Bread to lane 2", two, sent);
        Tells("Bread off its lane", two, PlanEdit.Unassign(two, new("bread")));
        Tells("Roast to place 1 of lane 1", two, PlanEdit.Place(Rush, two, new("roast"), First, 0));
        Tells("Guest 5–12 to lane 2", two, PlanEdit.Place(Rush, two, new("guest", 5, 12), Second, 0));
        Plan split = PlanEdit.Split(two, First, 0, 4);
        Tells("Guest split", two, split);
        Tells("Guest joined", split, PlanEdit.Join(split));
        Tells("all as at the start", PlanEdit.Place(Rush, sent, new("roast"), Second, 0), PlanEdit.Default(Rush));
        Tells("Bread to lane 2, Thermometer to lane 2, and 1 more", two, PlanEdit.Place(Rush, PlanEdit.Place(Rush, sent, new("gauge"), Second, 9), new("roast"), Second, 9));
    }

    [Fact]
    public void An_edit_of_a_list_by_hand_is_told_in_words()
    {
        Plan plan = PlanEdit.Default(TestOrders.Coffee), empty = ManualEdit.Clear(plan, First);
        Level coffee = TestOrders.Coffee;
        Assert.Equal("pour (Coffee) to place 3", EditWords.Between(coffee, plan, ManualEdit.Move(plan, First, 1, 2)));
        Assert.Equal("list emptied", EditWords.Between(coffee, plan, empty));
        Assert.Equal("added: assemble (Sandwich)", EditWords.Between(coffee, empty, ManualEdit.AddNext(empty, First, coffee.Tasks[1], 0)));
        Assert.Equal("taken off: pour (Coffee)", EditWords.Between(coffee, plan, ManualEdit.Remove(plan, First, 1)));
    }

    [Fact]
    public void Cards_are_told_in_words()
    {
        Plan plan = PlanEdit.Default(Rush), locked = CardEdit.SetLock(plan, "jar", "gauge", 2, 2);
        Tells("jar: Thermometer, note it – note it", plan, locked);
        Tells("no more: jar: Thermometer, note it – note it", locked, plan);
        Tells("slicer bought", plan, SettingEdit.ToggleBuy(plan, "slicer"));
        Tells("Roast takes tray, then oven", plan, CardEdit.NextOrder(plan, Rush.FindTask("roast")!));
    }

    private static void Tells(string words, Plan before, Plan after) => Assert.Equal(words, EditWords.Between(Rush, before, after));
}
