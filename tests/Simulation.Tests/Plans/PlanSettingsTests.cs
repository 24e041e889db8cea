using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Plans;

/// <summary>Places that a plan chooses, and equipment that it buys.</summary>
public sealed class PlanSettingsTests
{
    private static readonly Level Ovens = Order(Spec("pie", Io(2, "oven")) with { Count = 4 }) with
    {
        Costs = NoCosts,
        Tools = [new ToolSpec("oven", 4, SelfServe: false, IsChosen: true)],
    };

    private static readonly Level Slicing = Order(Spec("chop", Cpu(4) with { With = new("slicer", Minutes(1)) }), Spec("stir", Cpu(3))) with
    {
        Costs = NoCosts,
        Equipment = [new EquipmentSpec("slicer", 30)],
    };

    [Theory]
    [InlineData(1, 8)] // 4 × 2
    [InlineData(2, 4)]
    [InlineData(3, 4)] // the fourth comes alone
    [InlineData(4, 2)]
    public void A_tool_has_as_many_places_as_the_plan_chooses(int places, int minutes)
    {
        Plan plan = PlanFor(Ovens, Home(Loop("pie")));

        Assert.Equal(minutes, ModelRun.Serve(Ovens, SettingEdit.SetPlaces(plan, Ovens.Tools[0], places)).Minutes);
    }

    [Fact]
    public void Without_a_choice_there_are_as_many_places_as_there_may_be() => Assert.Equal(2, ModelRun.Serve(Ovens, Home(Loop("pie"))).Minutes);

    [Fact]
    public void What_is_bought_makes_its_steps_shorter_and_costs_its_price()
    {
        Plan plan = PlanFor(Slicing, Home(Main("chop", "stir")));
        ModelRun without = ModelRun.Serve(Slicing, plan), with = ModelRun.Serve(Slicing, SettingEdit.ToggleBuy(plan, "slicer"));

        Assert.Equal((4 + 3, 0), (without.Minutes, without.Metric(Metric.Memory)));
        Assert.Equal((1 + 3, 30), (with.Minutes, with.Metric(Metric.Memory)));
    }

    [Fact]
    public void A_lower_bound_holds_for_plans_that_buy() => Assert.Equal(1 + 3, LowerBounds.Of(Slicing with { Cores = 1 })[0].Makespan.Minutes);

    [Fact]
    public void What_would_help_is_asked_of_the_plan_as_it_is_settled()
    {
        Plan plan = PlanFor(Ovens, Home(Loop("pie"))) with { Places = [new("oven", 1)] };

        WhatIf place = Assert.Single(WhatIf.Of(ModelRun.Serve(Ovens, plan).Compiled), w => w.Kind == WhatIfKind.Place);

        Assert.Equal(8 - 4, place.Gain.Minutes); // a second place
    }

    [Fact]
    public void A_level_is_settled_once()
    {
        Plan plan = PlanFor(Slicing, Home(Main("chop", "stir"))) with { Buys = ["slicer"] };
        Level settled = PlanSettings.Apply(Slicing, plan);

        Assert.Same(settled, PlanSettings.Apply(settled, plan with { Buys = [] }));
        Level plain = Order(Spec("chop", Cpu(4)));
        Assert.Same(plain, PlanSettings.Apply(plain, plan));
    }

    [Fact]
    public void Edits_keep_places_within_their_bounds_and_purchases_single()
    {
        Plan plan = PlanFor(Ovens, Home(Loop("pie")));
        ToolSpec oven = Ovens.Tools[0];

        Assert.Same(plan, SettingEdit.SetPlaces(plan, oven, 9)); // 4 at most, as without a choice
        Plan one = SettingEdit.SetPlaces(plan, oven, 0);
        Assert.Equal([new PlacesPlan("oven", 1)], one.Places);
        Assert.Equal([new PlacesPlan("oven", 3)], SettingEdit.SetPlaces(one, oven, 3).Places);
        Assert.Empty(SettingEdit.SetPlaces(one, oven, 4).Places);
        Assert.Equal(["slicer"], SettingEdit.ToggleBuy(plan, "slicer").Buys);
        Assert.Empty(SettingEdit.ToggleBuy(SettingEdit.ToggleBuy(plan, "slicer"), "slicer").Buys);
    }
}
