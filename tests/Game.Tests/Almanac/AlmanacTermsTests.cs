using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Almanac;

public sealed class AlmanacTermsTests
{
    [Fact]
    public void Every_term_that_a_level_teaches_has_an_entry()
    {
        foreach (Level level in LevelFiles.Levels)
            Assert.All(level.Teaches, term => Assert.True(AlmanacTerms.Find(term) is not null, $"{level.Id} teaches {term}: the almanac has no such entry"));
    }

    [Fact]
    public void Every_term_of_a_diagnosis_has_an_entry() => Assert.All(Diagnosis.Terms, term => Assert.NotNull(AlmanacTerms.Find(term)));

    [Theory]
    [InlineData("I/O")]
    [InlineData("CPU-bound")]
    [InlineData("blocking")]
    [InlineData("parallelism")]
    [InlineData("concurrency")]
    [InlineData("coroutine")]
    [InlineData("event loop")]
    [InlineData("thread")]
    [InlineData("race condition")]
    [InlineData("multiprocessing")]
    [InlineData("IPC")]
    [InlineData("pickling")]
    [InlineData("async / await")]
    [InlineData("asyncio")]
    [InlineData("trio")]
    [InlineData("curio")]
    [InlineData("Twisted")]
    [InlineData("future")]
    [InlineData("eventlet")]
    [InlineData("gevent")]
    public void Every_word_of_the_primer_is_found(string word) => Assert.NotEmpty(AlmanacTerms.Search(word));

    [Fact]
    public void Ids_are_ids_and_unique_and_related_entries_exist()
    {
        Assert.Equal(AlmanacTerms.All.Length, AlmanacTerms.All.Select(e => e.Id).Distinct().Count());
        Assert.All(AlmanacTerms.All, entry =>
        {
            Assert.True(Names.IsId(entry.Id), entry.Id);
            Assert.InRange(entry.SeeAlso.Length, 2, 6);
            Assert.All(entry.SeeAlso, id => Assert.True(AlmanacTerms.Find(id) is not null && id != entry.Id, $"{entry.Id} points to {id}"));
            Assert.Distinct(entry.SeeAlso);
        });
    }

    [Fact]
    public void Every_entry_is_reached_from_another() =>
        Assert.Empty(AlmanacTerms.All.Select(e => e.Id).Except(AlmanacTerms.All.SelectMany(e => e.SeeAlso)));

    [Fact]
    public void No_text_is_longer_than_a_card()
    {
        Assert.All(AlmanacTerms.All, entry =>
        {
            ImmutableArray<Line> rows = [.. Layout.Wrap(entry.Text, 72)];
            Assert.True(rows.Length <= 8, $"{entry.Id}: {rows.Length} rows");
            Assert.DoesNotContain("  ", entry.Text, StringComparison.Ordinal);
            Assert.True(entry.Name.Length <= 38 && entry.Kitchen.Length <= 50, entry.Id);
        });
    }

    [Fact]
    public void Every_picture_ends_as_it_says()
    {
        foreach (AlmanacEntry entry in AlmanacTerms.All)
            foreach (AlmanacPicture picture in entry.Pictures)
            {
                Forecast run = picture.Run();
                Assert.True(picture.Ends == run.Score.Verdict, $"{entry.Id}, {picture.Caption}: {run.Score.Explanation}");
                Assert.True(picture.Caption.Length <= 44, picture.Caption);
            }
    }

    /// <summary>What the texts and captions say about the two pictures of an entry.</summary>
    [Theory]
    [InlineData("io-bound", 12, 7.01)] // 2 × (1 + 5); 1 + 1 + 5, the second call one hands-on minute later
    [InlineData("blocking", 9, 6)]
    [InlineData("latency", 9, 8)]
    [InlineData("flow-time", 8, 8)] // the same end
    [InlineData("bottleneck", 10, 8)] // 3 + 3 + 4; 1 + 4 + 3
    [InlineData("straggler", 10, 8)]
    [InlineData("yield", 6, 6)]
    [InlineData("monkey-patching", 7.5, 4.5)] // 0.5 + 3 twice + 0.5; 0.5 + 0.5 + 0.5 + 3
    public void The_two_pictures_of_an_entry_take_so_long(string id, double first, double second)
    {
        ImmutableArray<AlmanacPicture> pictures = AlmanacTerms.Find(id)!.Pictures;
        Assert.Equal([first, second], pictures.Select(p => (double)p.Run().Run.Timeline.End.Minutes), (a, b) => Math.Abs(a - b) <= 0.02);
    }

    [Fact]
    public void A_search_gives_names_before_texts()
    {
        ImmutableArray<AlmanacEntry> found = AlmanacTerms.Search(" chef's hat ");
        Assert.Equal("gil", found[0].Id); // the kitchen's word, before all the texts that speak of hats
        Assert.Equal("deadlock", AlmanacTerms.Search("dead")[0].Id);
        Assert.Empty(AlmanacTerms.Search("blancmange"));
        Assert.Equal(AlmanacTerms.All, AlmanacTerms.Search(""));
    }

    [Fact]
    public void The_levels_of_a_term_are_those_that_teach_it()
    {
        World world = new("One cook", "", [LevelFiles.Find("coffee-and-a-sandwich"), LevelFiles.Find("three-kettles")]);
        Assert.Equal(["1.1 Coffee and a sandwich"], AlmanacTerms.LevelsAbout("blocking", [world]));
        Assert.Empty(AlmanacTerms.LevelsAbout("deadlock", [world]));
    }
}
