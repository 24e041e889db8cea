using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Tests.Widgets;

public sealed class WordsTests
{
    [Theory]
    [InlineData(1, 0, "1 run counted")]
    [InlineData(3, 0, "3 runs counted")]
    [InlineData(3, 2, "3 of 5 runs counted, the quietest")]
    [InlineData(0, 1, "none of 1 run counted: something outside disturbed it")]
    [InlineData(0, 6, "none of 6 runs counted: something outside disturbed them")]
    public void What_a_time_stands_on_is_said_without_alarm(int counted, int disturbed, string expected) => Assert.Equal(expected, Words.RunsCounted(counted, disturbed));
}
