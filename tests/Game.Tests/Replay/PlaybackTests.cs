using ShortOrder.Game.Screens.Replay;
using ShortOrder.Simulation.Time;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Game.Tests.Replay;

public sealed class PlaybackTests
{
    private static readonly Playback Film = new(At(12), [At(0), At(1), At(4), At(9)]);

    [Theory]
    [InlineData(0, 1_500, 1.5)]   // a minute lasts a second
    [InlineData(1, 1_500, 3)]
    [InlineData(2, 1_500, 6)]
    [InlineData(3, 1_500, 12)]    // 8 times
    [InlineData(-1, 1_500, 0.75)]
    [InlineData(-2, 1_500, 0.375)]
    [InlineData(-9, 4_000, 1)]    // not slower than a quarter
    [InlineData(9, 500, 8)]       // not faster than 16 times
    public void A_speed_says_how_many_minutes_a_second_is(int faster, int milliseconds, decimal minutes) =>
        Assert.Equal(At(minutes), Film.Faster(faster).Toggle().After(TimeSpan.FromMilliseconds(milliseconds)).At);

    [Theory]
    [InlineData(7)]
    [InlineData(33_333)]
    [InlineData(123_456_789)]
    public void Frames_of_any_length_come_to_the_same_moment(long microsecondsTimesTen)
    {
        Playback cut = Film.Faster(-2).Toggle();
        long real = 20 * TimeSpan.TicksPerSecond, done = 0;
        for (long step = microsecondsTimesTen; done < real && done < step * 40_000; done += Math.Min(step, real - done)) cut = cut.After(new(Math.Min(step, real - done)));
        Assert.Equal(Film.Faster(-2).Toggle().After(new(done)).At, cut.At);
    }

    [Fact]
    public void At_its_end_a_film_stops_and_starts_again_when_it_is_played()
    {
        Playback ended = Film.Toggle().After(TimeSpan.FromSeconds(13));
        Assert.Equal((At(12), false), (ended.At, ended.IsPlaying));
        Assert.Equal((At(0), true), (ended.Toggle().At, ended.Toggle().IsPlaying));
    }

    [Fact]
    public void While_it_stands_still_no_time_passes()
    {
        Playback paused = Film.Toggle().After(TimeSpan.FromSeconds(2)).Toggle();
        Assert.Equal(At(2), paused.After(TimeSpan.FromHours(1)).At);
        Assert.Equal(At(3), paused.After(TimeSpan.FromHours(1)).Toggle().After(TimeSpan.FromSeconds(1)).At);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.9999, 1)]
    [InlineData(1, 4)]
    [InlineData(9, 12)]   // nothing more: to the end
    [InlineData(12, 12)]
    public void The_next_event_is_the_first_that_is_later(decimal from, decimal to) => Assert.Equal(At(to), Film.To(At(from)).Next().At);

    [Theory]
    [InlineData(12, 9)]
    [InlineData(9, 4)]
    [InlineData(1.5, 1)]
    [InlineData(0, 0)]
    public void The_event_before_is_the_last_that_is_earlier(decimal from, decimal to) => Assert.Equal(At(to), Film.To(At(from)).Previous().At);

    [Fact]
    public void Stepping_stops_the_film_and_scrubbing_does_not()
    {
        Assert.False(Film.Toggle().Next().IsPlaying);
        Assert.False(Film.Toggle().Previous().IsPlaying);
        Assert.True(Film.Toggle().Scrub(1).IsPlaying);
    }

    [Theory]
    [InlineData(6, 1, 6.12)]    // a hundredth of twelve minutes
    [InlineData(6, -10, 4.8)]
    [InlineData(0.05, -1, 0)]
    [InlineData(11.9, 10, 12)]
    public void Scrubbing_goes_by_hundredths_and_stays_within_the_film(decimal from, int by, decimal to) => Assert.Equal(At(to), Film.To(At(from)).Scrub(by).At);

    [Fact]
    public void A_film_without_any_time_has_one_moment()
    {
        Playback nothing = new(KitchenTime.Zero, []);
        Assert.Equal(KitchenTime.Zero, nothing.Toggle().After(TimeSpan.FromSeconds(1)).Scrub(5).Next().Previous().At);
    }
}
