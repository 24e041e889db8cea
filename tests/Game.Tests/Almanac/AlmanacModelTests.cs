using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Briefing;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Tests.Almanac;

public sealed class AlmanacModelTests
{
    private static readonly IScreenModel Below = new BriefingModel(TestOrders.Coffee, Concept: null, Best: null);

    [Fact]
    public void Letters_search_and_Enter_opens_the_first_that_is_found()
    {
        AlmanacModel almanac = Press(Open(), "d", "e", "a", "d", Keys.Enter);
        Assert.Equal("deadlock", almanac.Entry!.Id);
        Assert.Equal("dead", Press(almanac, Keys.Escape).Query); // back to the list as it was
    }

    [Fact]
    public void A_search_is_taken_back_letter_by_letter_or_at_once()
    {
        Assert.Equal("dea", Press(Open(), "d", "e", "a", "d", Keys.Backspace).Query);
        Assert.Equal("", Press(Open(), "d", "e", "a", "d", Keys.Escape).Query);
        Assert.IsType<AlmanacClosed>(Open().Press(Keys.Escape));
    }

    [Fact]
    public void Related_entries_are_followed_and_the_way_back_is_the_same()
    {
        AlmanacModel gil = Open("gil"), convoy = Press(gil, Keys.Right, Keys.Right, Keys.Enter);
        Assert.Equal("convoy", convoy.Entry!.Id);
        Assert.Equal("queueing", Press(convoy, "4").Entry!.Id);
        Assert.Equal("gil", Press(convoy, "4", Keys.Escape, Keys.Backspace).Entry!.Id);
        Assert.IsType<AlmanacClosed>(gil.Press(Keys.Escape)); // it was opened at that entry
    }

    [Fact]
    public void Turning_pages_comes_round_to_the_same_entry()
    {
        AlmanacModel almanac = Open("gil");
        Assert.Equal("gil", Press(almanac, [.. Enumerable.Repeat("n", AlmanacTerms.All.Length)]).Entry!.Id);
        Assert.Equal("gil", Press(almanac, "n", "p").Entry!.Id);
    }

    [Fact]
    public void A_search_that_finds_nothing_says_so()
    {
        AlmanacModel almanac = Press(Open(), "x", "q", "x", Keys.Enter);
        Assert.Null(almanac.Entry);
        Assert.Contains(almanac.Rows(80, 24), row => row.ToString().Contains("No entry has that in it.", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_entry_fits_a_terminal_of_80_by_24()
    {
        Assert.All(AlmanacTerms.All, entry =>
        {
            ImmutableArray<Line> rows = Open(entry.Id).Rows(80, 24);
            Assert.Equal(24, rows.Length);
            Assert.All(rows, row => Assert.Equal(80, row.Width));
            Assert.True(!rows.Any(r => r.ToString().Contains("↓ more", StringComparison.Ordinal)), entry.Id);
        });
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void The_list_looks_so(int width, int height) => Snapshot.Matches(Press(Open(), "k", "e").Rows(width, height), $"list-{width}x{height}");

    [Theory]
    [InlineData("gil", 120, 36)]
    [InlineData("blocking", 80, 24)]
    [InlineData("deadlock", 80, 24)]
    public void An_entry_looks_so(string id, int width, int height) => Snapshot.Matches(Open(id).Rows(width, height), $"{id}-{width}x{height}");

    [Fact]
    public void All_cards_together_are_the_almanac()
    {
        IEnumerable<string> pages = AlmanacTerms.All.Select(e => string.Join('\n', Open(e.Id).Rows(80, 24).SkipLast(2).Select(r => r.ToString().TrimEnd())).TrimEnd());
        Snapshot.Matches(string.Join("\n\n", pages), "all-cards");
    }

    private static AlmanacModel Open(string? term = null) => AlmanacModel.Open(Below, TestOrders.Worlds, term);

    private static AlmanacModel Press(AlmanacModel almanac, params string[] keys) =>
        keys.Aggregate(almanac, (model, key) => model.Press(key) is { } message ? (AlmanacModel)model.Update(message) : model);
}
