using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Tests.Levels;

public sealed class LevelDocsTests
{
    [Theory]
    [InlineData("$.tasks[2].steps[0].io", "Waiting, in minutes")]
    [InlineData("$.tasks[2].count", "Identical copies")]
    [InlineData("$.allow.threads", "hreads")]
    [InlineData("$.costs.handOff", "loop")]
    [InlineData("$.tools.kettle", "Tools by name")]
    [InlineData("$.hints[1]", "Hints")]
    public void A_place_in_a_level_file_is_explained_in_the_words_of_its_format(string path, string words) =>
        Assert.Contains(words, LevelDocs.Of(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("$")]
    [InlineData("$.nothing")]
    [InlineData("$.allow.nothing")]
    public void A_place_that_there_is_not_has_no_words(string path) => Assert.Null(LevelDocs.Of(path));
}
