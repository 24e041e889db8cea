using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Session;

public sealed class CampaignProgressTests
{
    private static readonly ImmutableArray<Level> First = [.. Enumerable.Range(1, 5).Select(i => TestOrders.Coffee with { Id = $"first-{i}", Title = $"First {i}" })];

    private static readonly IReadOnlyList<World> Worlds = [new("One", "", First), new("Two", "", [TestOrders.Rush])];

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)] // 2 of 5 are 40 %
    [InlineData(3, true)] // 3 of 5 are 60 %
    public void A_world_is_recommended_after_sixty_per_cent_of_the_one_before(int served, bool isRecommended) =>
        Assert.Equal(isRecommended, new CampaignProgress(Worlds, Served([.. First.Take(served)])).IsRecommended(1));

    [Fact]
    public void Whoever_skipped_ahead_is_welcome_there() => Assert.True(new CampaignProgress(Worlds, Served(TestOrders.Rush)).IsRecommended(1));

    [Fact]
    public void The_next_level_not_served_comes_after_the_present_one_and_round_the_end()
    {
        CampaignProgress campaign = new(Worlds, Served(First[0], First[1], First[4], TestOrders.Rush));
        Assert.Equal(First[2], campaign.NextUnserved(null));
        Assert.Equal(First[3], campaign.NextUnserved(First[2]));
        Assert.Equal(First[2], campaign.NextUnserved(First[3])); // past 1.5 and 2.1 to the beginning
        Assert.Null(new CampaignProgress(Worlds, Served([.. First, TestOrders.Rush])).NextUnserved(First[0]));
    }

    [Fact]
    public void Levels_are_numbered_by_world_and_place()
    {
        CampaignProgress campaign = new(Worlds, new MemoryProgress());
        Assert.Equal(("1.3 First 3", "2.1"), (campaign.NameOf(First[2]), campaign.NumberOf(TestOrders.Rush)));
        Assert.Equal("Elsewhere", campaign.NameOf(TestOrders.Coffee with { Title = "Elsewhere" }));
    }

    [Theory]
    [InlineData("1.2", 1)]
    [InlineData("kettle", 5)] // in the story
    [InlineData("concurrency first", 5)] // a concept and a word of the title
    [InlineData("ROAST", 1)]
    [InlineData("submarine", 0)]
    public void A_search_wants_every_word_somewhere(string words, int found)
    {
        CampaignProgress campaign = new(Worlds, new MemoryProgress());
        Assert.Equal(found, campaign.Levels.Count(l => campaign.IsAbout(l, words)));
    }

    private static MemoryProgress Served(params ReadOnlySpan<Level> levels)
    {
        MemoryProgress progress = new();
        foreach (Level level in levels) progress.Add(new(level.Id, PlanEdit.Default(level), Verdict.Served, Medal.Silver, 7));
        return progress;
    }
}
