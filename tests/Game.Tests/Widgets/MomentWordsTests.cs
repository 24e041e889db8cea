using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Game.Tests.Widgets;

public sealed class MomentWordsTests
{
    [Theory]
    [InlineData(0.5, "cook: Coffee: fill the kettle")]
    [InlineData(1, "cook: Coffee: boil (waits)")]              // what begins there has begun
    [InlineData(5.5, "cook: Coffee: pour")]
    [InlineData(9, "cook: idle")]                              // what ends there has ended
    public void A_moment_tells_what_the_cook_is_at(double minutes, string words) => Assert.Equal([words], At(TestOrders.Coffee, PlanEdit.Default(TestOrders.Coffee), (decimal)minutes));

    [Fact]
    public void Who_waits_is_told_for_what_and_who_has_it()
    {
        Level level = Order(Spec("pan", Io(4, "oven") with { Do = "fry" }) with { Title = "Pan" }, Spec("pie", Io(4, "oven") with { Do = "bake" }) with { Title = "Pie" }) with { Costs = NoCosts };
        Plan plan = PlanEdit.Place(level, PlanEdit.AddLane(PlanEdit.Default(level), 0, LaneKind.Thread), new("pie"), new(0, 1), 0);
        Assert.Equal(["head cook: Pan: fry (waits)", "cook 1: Pie: wants the oven, which Pan has"], At(level, plan, 2));
    }

    [Fact]
    public void Of_many_on_one_window_the_busiest_is_named_and_the_others_are_counted()
    {
        Level level = Order(Spec("guest", Cpu(1) with { Do = "greet" }, Io(10) with { Do = "eats" }) with { Title = "Guest", Count = 5 }) with { Costs = NoCosts };
        Plan plan = PlanEdit.SetKind(level, PlanEdit.Default(level), new(0, 0), LaneKind.Loop);
        Assert.Equal(["window: Guest 3: greet; 2 waiting, 2 not its turn"], At(level, plan, 2.5m)); // two have been greeted by 2
    }

    private static IEnumerable<string> At(Level level, Plan plan, decimal minutes)
    {
        Forecast forecast = Prediction.Of(level, plan).Forecast!;
        return MomentWords.Of(forecast.Compiled, forecast.Run.Timeline, ShortOrder.Support.OrderBuilder.At(minutes)).Select(l => l.ToString());
    }
}
