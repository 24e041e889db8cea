using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Game.Tests.Widgets;

public sealed class SlipRowsTests
{
    [Theory]
    [InlineData(27, "████░kettle░░░░░░░░░████")] // four columns a minute are enough
    [InlineData(15, "██░kettle░██")]             // two columns a minute: 2 + 8 + 2
    [InlineData(6, "█░k█")]                      // no step is narrower than a column
    public void A_slip_is_drawn_to_scale(int width, string expected) => Assert.Equal(expected, SlipRows.Bar(TestOrders.Coffee.Tasks[0], 0, width, 6).ToString());

    [Fact]
    public void A_slip_tells_what_is_taken_and_what_cannot_be_left_alone()
    {
        Assert.Equal("██▒▒▒▒▒▒▒▒▒▒▒▒██", SlipRows.Bar(TestOrders.Rush.Tasks[2], 2, 40, 4).ToString());
        Assert.Equal("[o████[t░░░░░░░░t]o]", SlipRows.Bar(TestOrders.Rush.Tasks[3], 3, 40, 4).ToString());
    }

    [Fact]
    public void A_slip_tells_what_fails_at_first()
    {
        TaskSpec fish = Spec("fish", Cpu(1) with { Do = "order" }, Io(3, fails: 2) with { Do = "the van comes" });
        Assert.Equal("████░░░░░░░░░░░F", SlipRows.Bar(fish, 0, 40, 4).ToString());
        Assert.Equal("order 1 · the van comes 3 (fails twice)", SlipRows.Steps(fish).ToString());
    }

    [Fact]
    public void Steps_are_told_in_figures_where_words_are_too_long()
    {
        Assert.Equal("█1 ░4 kettle █1", SlipRows.Figures(TestOrders.Coffee.Tasks[0]).ToString());
        Assert.Equal("█0.5 ▒3 █0.5", SlipRows.Figures(TestOrders.Rush.Tasks[2]).ToString());
        Assert.Equal("[oven █1 [tray ░2 tray] oven]", SlipRows.Figures(TestOrders.Rush.Tasks[3]).ToString());
        Assert.Equal("█1 ░3F", SlipRows.Figures(Spec("fish", Cpu(1), Io(3, fails: 2))).ToString());
    }

    [Fact]
    public void Steps_and_conditions_are_told_in_words()
    {
        Level rush = TestOrders.Rush;
        Assert.Equal("read the scale 0.5 · stare 3 (cannot be left alone) · note it 0.5 (counts jar)", SlipRows.Steps(rush.Tasks[2]).ToString());
        Assert.Equal("after Bread", SlipRows.Conditions(rush, rush.Tasks[3]));
        Assert.Equal("comes at 2 · due at 6 · crate 0.5", SlipRows.Conditions(rush, rush.Tasks[1] with { Arrives = Minutes(2), Due = Minutes(6) }));
    }
}
