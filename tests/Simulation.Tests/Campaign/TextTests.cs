using ShortOrder.Simulation.Levels;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Campaign;

/// <summary>What a card has room for: 76 columns.</summary>
public sealed class TextTests
{
    private const int Columns = 76, StoryLines = 3, HintLines = 2, HintRungs = 4;

    public static TheoryData<string> Files => [.. LevelFiles.All, .. LevelFiles.ForInspector];

    public static TheoryData<string> Worlds => [.. LevelFiles.Worlds];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_story_fits_its_card(string file)
    {
        Level level = LevelFiles.Load(file);

        Assert.InRange(Wrap(level.Story).Count, 1, StoryLines);
        Assert.InRange(level.Title.Length, 1, 40);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void There_are_four_rungs_of_hints_and_each_fits_its_card(string file)
    {
        Level level = LevelFiles.Load(file);

        Assert.Equal(HintRungs, level.Hints.Length);
        Assert.All(level.Hints, hint => Assert.InRange(Wrap(hint).Count, 1, HintLines));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Titles_and_words_on_slips_are_short(string file)
    {
        Level level = LevelFiles.Load(file);

        Assert.All(level.Tasks, task => Assert.InRange(task.Title.Length, 1, 24));
        Assert.All(level.Tasks.SelectMany(t => t.Steps), step => Assert.InRange(step.Do.Length, 0, 24));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_is_named_after_its_level(string file)
    {
        Assert.EndsWith($"-{LevelFiles.Load(file).Id}.json", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Level_ids_are_unique()
    {
        string[] ids = [.. LevelFiles.All.Concat(LevelFiles.ForInspector).Select(f => LevelFiles.Load(f).Id)];

        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public void A_world_has_a_title_and_a_story_of_a_card(string file)
    {
        (string title, string story) = LevelFiles.ReadWorld(file);

        Assert.InRange(title.Length, 1, 40);
        Assert.InRange(Wrap(story).Count, 1, StoryLines);
    }

    private static List<string> Wrap(string text)
    {
        List<string> lines = [""];
        foreach (string word in text.Split(' '))
        {
            if (lines[^1].Length == 0) lines[^1] = word;
            else if (lines[^1].Length + 1 + word.Length <= Columns) lines[^1] += " " + word;
            else lines.Add(word);
        }
        Assert.All(lines, line => Assert.InRange(line.Length, 1, Columns));
        return lines;
    }
}
