using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;
using static ShortOrder.Support.OrderBuilder;

namespace ShortOrder.Game.Tests.Widgets;

public sealed class TimelineRowsTests
{
    private static readonly TimelineNames Names = new(["Tea", "Egg"], [0, 1], [["fill", "boil", "pour"], ["fry"]]);
    private static readonly ImmutableArray<TimelineRow> OneCook = [new("home", 0, "main", IsLoop: false)];
    private static readonly ImmutableArray<TimelineRow> OneLoop = [new("home", 0, "loop", IsLoop: true)];

    [Fact]
    public void A_lane_shows_who_works_and_who_waits_to_scale()
    {
        Timeline timeline = Timeline(OneCook, 8, Of(0, 0, SpanState.Working, 0, 2), Of(0, 1, SpanState.Waiting, 2, 6), Of(1, 0, SpanState.Working, 7, 8));
        Assert.Equal(["head cook     █Tea████░Tea░░░░░░░░░░░░····████"], Rows(timeline, 32)); // four columns a minute
    }

    [Fact]
    public void An_attempt_that_failed_ends_in_a_letter()
    {
        Timeline timeline = Timeline(OneCook, 8, Of(0, 1, SpanState.Waiting, 0, 4), Of(0, 1, SpanState.Waiting, 4, 8)) with { Failures = [new(0, 0, 1, At(4))] };

        Assert.Equal(["head cook     ░Tea░░░░░░░░░░░F░░░░░░░░░░░░░░░░"], Rows(timeline, 32));
        Assert.Equal("░ waiting  F failed", TimelineRows.Legend(40, timeline).ToString().TrimEnd());
    }

    [Theory]
    [InlineData(SpanState.Hat, 'h')]
    [InlineData(SpanState.Core, 'c')]
    [InlineData(SpanState.Lock, 'L')]
    [InlineData(SpanState.Tool, 'T')]
    [InlineData(SpanState.Packing, 'P')]
    [InlineData(SpanState.Booting, 'B')]
    public void Every_state_has_a_letter(SpanState state, char letter) =>
        Assert.Equal($"head cook     {new string(letter, 8)}", Rows(Timeline(OneCook, 2, Of(0, 0, state, 0, 2)), 8)[0]);

    [Fact]
    public void A_window_works_whenever_one_of_its_tasks_does_and_each_task_has_a_row_below()
    {
        Timeline timeline = Timeline(OneLoop, 8,
            Of(0, 0, SpanState.Working, 0, 2), Of(1, 0, SpanState.Turn, 0, 2), Of(0, 1, SpanState.Waiting, 2, 8), Of(1, 0, SpanState.Working, 2, 6));
        Assert.Equal(
        [
            "window        █Tea█████Egg████████████░Tea░░░░",
            "  Tea         █fill███░boil░░░░░░░░░░░░░░░░░░░",
            "  Egg         tttttttt█fry████████████········",
        ], Rows(timeline, 32));
    }

    [Fact]
    public void Without_room_for_all_tasks_of_a_lane_only_the_lane_is_shown()
    {
        Timeline timeline = Timeline(OneLoop, 4, Of(0, 0, SpanState.Working, 0, 2), Of(1, 0, SpanState.Turn, 0, 2), Of(1, 0, SpanState.Working, 2, 4));
        Assert.Single(Rows(timeline, 8, maxRows: 2));
        Assert.Equal(3, Rows(timeline, 8, maxRows: 3).Length);
        Assert.Equal(3, TimelineRows.Wanted(timeline));
    }

    [Fact]
    public void Lanes_that_do_not_fit_are_counted()
    {
        ImmutableArray<TimelineRow> cooks = [.. Enumerable.Range(1, 9).Select(i => new TimelineRow("home", 0, $"thread {i}", IsLoop: false))];
        string[] rows = Rows(Timeline(cooks, 1), 8, maxRows: 4);
        Assert.Equal(["cook 1        ········", "cook 2        ········", "cook 3        ········", "… 6 more rows"], rows);
    }

    [Fact]
    public void Lanes_bear_their_kitchen_where_there_are_several()
    {
        ImmutableArray<TimelineRow> rows = [new("home", 0, "main", false), new("annex", 1, "main", false), new("annex", 1, "thread 1", false)];
        Assert.Equal(["home          ····", "annex         ····", "annex cook 1  ····"], Rows(Timeline(rows, 1), 4));
    }

    [Fact]
    public void Time_too_short_for_a_column_does_not_hide_the_rest()
    {
        Timeline timeline = Timeline(OneCook, 10, Of(0, 0, SpanState.Working, 0, 0.1m), Of(0, 1, SpanState.Waiting, 0.1m, 10));
        Assert.Equal("head cook     ░Tea░░░░░░", Rows(timeline, 10)[0]);
    }

    [Theory]
    [InlineData(6, 30, "╵0        ╵2        ╵4     min")]   // five columns a minute: every second minute
    [InlineData(6, 60, "╵0        ╵1        ╵2        ╵3        ╵4        ╵5     min")]
    [InlineData(60, 24, "╵0      ╵20     ╵40  min")]
    [InlineData(0.4, 24, "╵0          ╵0.2     min")]
    public void The_axis_has_round_minutes(decimal minutes, int columns, string expected) =>
        Assert.Equal(expected, TimelineRows.Axis(TimelineRows.Gutter + columns, Minutes(minutes)).ToString().Trim());

    [Theory]
    [InlineData("╵0        ╵2        G4     min", 20)]     // on a tick it stands for the tick
    [InlineData("╵0       2╵G        ╵4     min", 11)]     // where the 2 would stand: that stands before its tick
    [InlineData("╵0       G G        ╵4     min", 9, 11)]  // and is left out where there is no room on either side
    [InlineData("╵0        ╵2        ╵4     G", 27)]       // the unit gives way, too
    public void Marks_and_numbers_of_the_axis_leave_each_other_readable(string expected, params int[] columns)
    {
        AxisMark[] marks = [.. columns.Select(c => new AxisMark(c, 'G', Ink.Gold))];
        Assert.Equal(expected, TimelineRows.Axis(TimelineRows.Gutter + 30, Minutes(6), marks: marks).ToString().Trim());
    }

    [Fact]
    public void The_legend_explains_the_letters_that_are_there() =>
        Assert.Equal("█ working  h wants the hat", TimelineRows.Legend(60, Timeline(OneCook, 2, Of(0, 0, SpanState.Hat, 0, 1), Of(0, 0, SpanState.Working, 1, 2))).ToString().Trim());

    private static string[] Rows(Timeline timeline, int columns, int maxRows = 20) =>
        [.. TimelineRows.Draw(timeline, Names, new(TimelineRows.Gutter + columns, maxRows, timeline.End.SinceStart)).Select(l => l.ToString())];

    private static Timeline Timeline(ImmutableArray<TimelineRow> rows, decimal end, params ImmutableArray<Span> spans) => new(rows, spans, [null, null], At(end));

    private static Span Of(int task, int step, SpanState state, decimal from, decimal to) => new(0, task, step, state, At(from), At(to), -1, -1);
}
