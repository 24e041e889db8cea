using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;
using ShortOrder.Support;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Campaign;

/// <summary>Small levels, every plan: the best is the best, and no medal lies near what any plan reaches.</summary>
public sealed class ExhaustiveTests
{
    [Theory]
    [InlineData("coffee-and-a-sandwich", 3, 1)]
    [InlineData("three-kettles", 90, 1)] // 6! / (2! 2! 2!) orders
    [InlineData("nothing-but-dough", 60, 1)] // 6! / (3! 2!) orders
    [InlineData("market-day", 120, 24)] // the ship first, then 4! orders of the rest
    [InlineData("one-oven", 6, 1)]
    [InlineData("sunday-lunch", 5040, 2)] // 8! / (2! 2! 2!) orders; beans and potatoes may change places
    public void One_cook_has_so_many_orders_and_so_many_are_the_best(string id, int orders, int best)
    {
        Level level = LevelFiles.Find(id);
        decimal[] reached = [.. AllPlans.ManualOrders(level).Select(p => Reach(level, p))];

        Assert.Equal(orders, reached.Length);
        Assert.Equal(best, reached.Count(v => v == reached.Min()));
        Assert.Equal(ClaimOf(level, "best"), reached.Min());
        AssertGaps(level, reached);
    }

    [Theory]
    [InlineData("deliveries", 4)]
    [InlineData("the-hat-tax", 4)]
    public void No_deal_to_lanes_beats_the_best(string id, int lanes)
    {
        Level level = LevelFiles.Find(id);
        decimal[] reached = [.. AllPlans.ThreadDeals(level, lanes).Select(p => Reach(level, p))];

        Assert.Equal(ClaimOf(level, "best"), reached.Min());
        AssertGaps(level, reached);
    }

    [Fact]
    public void Gold_for_the_hat_tax_needs_three_lanes_with_both_doughs_in_one()
    {
        Level level = LevelFiles.Find("the-hat-tax");
        Plan[] gold = [.. AllPlans.ThreadDeals(level, lanes: 4).Where(p => IsGold(level, p))];

        Assert.Equal(12, gold.Length); // 3! places of the lanes, 2 orders of the doughs
        Assert.All(gold, p => Assert.Contains(p.Kitchens[0].Lanes, lane => lane.Tasks.Count(t => t.Task is "bread" or "pasta") == 2));
    }

    [Theory]
    [InlineData("the-second-kitchen", 3)]
    [InlineData("the-van", 2)]
    public void No_deal_to_kitchens_beats_the_best(string id, int kitchens)
    {
        Level level = LevelFiles.Find(id);
        decimal[] reached = [.. AllPlans.KitchenDeals(level, kitchens).Select(p => Reach(level, p))];

        Assert.Equal(ClaimOf(level, "best"), reached.Min());
        AssertGaps(level, reached);
    }

    [Fact]
    public void Gold_for_the_van_sends_one_heavy_light_boxed_job_and_nothing_else()
    {
        Level level = LevelFiles.Find("the-van");
        Plan[] gold = [.. AllPlans.KitchenDeals(level, kitchens: 2).Where(p => IsGold(level, p))];

        Assert.All(gold, p => Assert.Single(p.Kitchens[1].Lanes[0].Tasks));
        Assert.Equal(["grind", "mix"], gold.Select(p => p.Kitchens[1].Lanes[0].Tasks[0].Task).Distinct().Order());
    }

    [Fact]
    public void The_best_pool_is_seven_runners_and_more_only_cost()
    {
        Level level = LevelFiles.Find("how-many-runners");
        ModelRun[] pools = [.. Enumerable.Range(1, 12).Select(n => ModelRun.Serve(level, Home(Pool(n, "errand"))))];

        Assert.Equal(7, 1 + Array.FindIndex(pools, p => p.Minutes == pools.Min(q => q.Minutes)));
        Assert.Equal([7, 8, 9, 10, 11, 12], Enumerable.Range(1, 12).Where(n => pools[n - 1].Score.Medal == Medal.Gold));
        AssertGaps(level, [.. pools.Select(p => p.Minutes)]);
    }

    [Fact]
    public void The_soup_is_in_time_only_after_three_pauses_of_the_bread()
    {
        Level level = LevelFiles.Find("giving-way");
        decimal[] places = [0.5m, 1, 1.5m, 2, 2.5m, 3, 3.5m, 4, 4.5m];
        decimal[][] few = [[], .. places.Select(a => (decimal[])[a]), .. places.SelectMany(a => places.Where(b => b > a).Select(b => (decimal[])[a, b]))];

        foreach (string[] order in AllPlans.TaskOrders(level))
            foreach (decimal[] pauses in few)
                Assert.Equal(Verdict.Late, ModelRun.Serve(level, PlanFor(level, Home(Loop(order))) with { Yields = [.. pauses.Select(a => Yield("bread", 0, a))] }).Score.Verdict);
    }

    [Fact]
    public void The_thermometer_earns_gold_last_or_in_another_hand()
    {
        Level level = LevelFiles.Find("the-old-thermometer");

        foreach (string[] order in AllPlans.TaskOrders(level))
        {
            Plan alone = PlanFor(level, Home(Loop(order)));
            Assert.Equal(order[^1] == "thermometer", IsGold(level, alone));
            Assert.True(IsGold(level, alone with { Offloads = [Offload("thermometer", 1)] }));
        }
    }

    [Fact]
    public void A_pot_put_on_before_the_incantation_costs_the_silver()
    {
        Level level = LevelFiles.Find("the-voodoo-patch");

        foreach (string[] order in AllPlans.TaskOrders(level))
        {
            bool isLate = Array.FindIndex(order, t => t.StartsWith("recipe", StringComparison.Ordinal)) < Array.IndexOf(order, "patch");
            Plan alone = PlanFor(level, Home(Greenlets(order))), helped = alone with { Offloads = [Offload("iron", 1)] };
            Assert.Equal(!isLate, IsGold(level, helped));
            Assert.False(IsGold(level, alone));
            Assert.Equal(!isLate && order[^1] == "iron", ModelRun.Serve(level, alone).Score.Medal >= Medal.Silver);
        }
    }

    [Fact]
    public void Of_all_limits_and_pools_only_five_callers_earn_gold()
    {
        Level level = LevelFiles.Find("five-telephone-lines");
        ModelRun[] limits = [.. Enumerable.Range(1, 20).Select(n => ModelRun.Serve(level, Home(Loop("call") with { Limit = n })))];
        ModelRun[] pools = [.. Enumerable.Range(1, 20).Select(n => ModelRun.Serve(level, Home(Pool(n, "call"))))];

        foreach (ModelRun[] tried in (ModelRun[][])[limits, pools])
        {
            Assert.Equal([5], Enumerable.Range(1, 20).Where(n => tried[n - 1].Score.Medal == Medal.Gold));
            Assert.All(tried.Index().Where(t => t.Index + 1 > 5), t => Assert.Contains(t.Item.Result.Timeline.Spans, s => s.State == SpanState.Refused));
            AssertGaps(level, [.. tried.Select(t => t.Minutes)]);
        }
    }

    [Fact]
    public void A_shelf_for_one_or_two_earns_gold_and_a_larger_one_spoils_the_bread()
    {
        Level level = LevelFiles.Find("the-shelf");

        foreach (string[] order in (string[][])[["loaf", "icing"], ["icing", "loaf"]])
        {
            for (int places = 1; places <= 8; places++)
            {
                ModelRun run = ModelRun.Serve(level, PlanFor(level, Home(Loop(order))) with { Places = [new("shelf", places)] });
                Assert.Equal(places <= 2 ? Verdict.Served : Verdict.Late, run.Score.Verdict);
                Assert.Equal(places <= 2 ? Medal.Gold : Medal.None, run.Score.Medal);
            }
            for (int limit = 1; limit <= 8; limit++)
            {
                ModelRun run = ModelRun.Serve(level, Home(Loop(order) with { Limit = limit }));
                if (run.Score.Verdict == Verdict.Served) AssertGaps(level, [run.Minutes]);
            }
        }
    }

    /// <summary>Opening n − 1 kitchens, prep, the largest share of chopping, plating: 0.6 (n − 1) + 4 + 24 / n + 2, and two less with the slicer.</summary>
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 18.6)]
    [InlineData(3, 15.2)]
    [InlineData(4, 13.8)]
    [InlineData(5, 13.4)] // somebody has 5 of the 24
    [InlineData(6, 13)]
    [InlineData(7, 13.6)] // and somebody 4
    [InlineData(8, 13.2)]
    public void The_head_chefs_ceiling_falls_no_further_after_six_kitchens(int kitchens, double without)
    {
        Level level = LevelFiles.Find("the-head-chefs-ceiling");
        Kitchen home = Home(Main("prep", $"chop*{24 / kitchens}", "plating"));
        Plan plan = kitchens == 1 ? PlanFor(level, home) : PlanFor(level, home, Annexes("annex", kitchens - 1, $"chop*{24 - 24 / kitchens}"));

        Assert.Equal((decimal)without, ModelRun.Serve(level, plan).Minutes);
        Assert.Equal((decimal)without - 2, ModelRun.Serve(level, plan with { Buys = ["slicer"] }).Minutes);
        Assert.False(IsGold(level, plan));
        Assert.Equal(kitchens >= 4, IsGold(level, plan with { Buys = ["slicer"] }));
    }

    [Theory]
    [InlineData(1, 24.5)] // slower than no help at all: 21.8
    [InlineData(2, 14.9)]
    [InlineData(4, 13.1)]
    [InlineData(8, 12.7)]
    [InlineData(16, 12.3)]
    [InlineData(44, 10.1)]
    public void A_box_for_each_pea_is_slower_than_no_help_and_the_hams_should_not_come_last(int box, double hamsLast)
    {
        Level level = LevelFiles.Find("box-size");
        decimal Reached(params string[] list) => ModelRun.Serve(level, Home(Main("sauce")), new Kitchen("annex", 3, [Main(list) with { Box = box }])).Minutes;

        Assert.Equal((decimal)hamsLast, Reached("pea", "ham"));
        Assert.True(Reached("ham", "pea") <= Reached("pea", "ham"));
        Assert.Equal(box == 1, Reached("pea", "ham") > ModelRun.Serve(level, Home(Main("pea", "ham", "sauce"))).Minutes);
    }

    [Fact]
    public void Of_all_locks_only_the_one_round_counting_and_writing_earns_gold()
    {
        Level level = LevelFiles.Find("the-lost-jar");
        Plan lanes = PlanFor(level, Home(Main("courier#1"), Thread("courier#2"), Thread("courier#3")));
        (int From, int To)[] ranges = [.. Enumerable.Range(0, 4).SelectMany(from => Enumerable.Range(from, 4 - from).Select(to => (from, to)))];

        Assert.Equal([(2, 3)], ranges.Where(r => ModelRun.Serve(level, lanes with { Locks = [Lock("jar", "courier", r.From, r.To)] }).Inspected.Medal == Medal.Gold));
        Assert.Equal(Verdict.LostUpdate, ModelRun.Serve(level, lanes).Inspected.Verdict);
    }

    [Fact]
    public void Roast_and_rolls_on_different_lanes_can_always_get_stuck_unless_one_is_turned_round()
    {
        Level level = LevelFiles.Find("oven-and-tray");
        foreach (Plan deal in AllPlans.ThreadDeals(level, lanes: 3))
        {
            bool isTogether = deal.Kitchens[0].Lanes.Any(l => l.Tasks.Count(t => t.Task is "roast" or "bake") == 2);
            Assert.Equal(isTogether ? Verdict.Served : Verdict.Deadlock, ModelRun.Serve(level, deal).Inspected.Verdict);
            Assert.Equal(Verdict.Served, ModelRun.Serve(level, deal with { Orders = [new("bake", ["oven", "tray"])] }).Inspected.Verdict);
        }
    }

    private static decimal Reach(Level level, Plan plan) => ModelRun.Serve(level, plan).Metric(Scorer.MedalMetric(level));

    private static bool IsGold(Level level, Plan plan) => ModelRun.Serve(level, plan).Score.Medal == Medal.Gold;

    private static decimal ClaimOf(Level level, string plan) =>
        level.Plans.Single(p => p.Name == plan).Expected.Single(e => e.Metric == Scorer.MedalMetric(level)).Value;

    /// <summary>Noise must not move a gold or silver medal: 4 % to either side.</summary>
    private static void AssertGaps(Level level, decimal[] reached)
    {
        foreach (decimal medal in (decimal[])[level.Medals[0].Gold, level.Medals[0].Silver])
            Assert.DoesNotContain(reached, v => Math.Max(v, medal) / Math.Min(v, medal) < 1.04m);
    }
}
