using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Tests.Reading;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("oven", "oven", 0)]
    [InlineData("ovn", "oven", 1)] // insert e
    [InlineData("ovven", "oven", 1)] // delete v
    [InlineData("oven", "even", 1)] // change o
    [InlineData("voen", "oven", 1)] // swap neighbours
    [InlineData("ca", "abc", 3)] // no part is edited twice: the unrestricted distance would be 2
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "pan", 3)]
    public void A_distance_counts_inserts_deletes_changes_and_swaps(string a, string b, int edits)
    {
        Assert.Equal(edits, Suggestion.Distance(a, b));
        Assert.Equal(edits, Suggestion.Distance(b, a));
    }

    [Theory]
    [InlineData("coers", "cores")]
    [InlineData("Oven", "oven")]
    [InlineData("onions", "onion")]
    [InlineData("zzzz", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_suggested_if_it_is_near(string given, string? nearest) =>
        Assert.Equal(nearest, Suggestion.Nearest(given, ["cores", "oven", "ovens", "onion"]));

    [Theory]
    [InlineData("plain é 漢 😀", "plain é 漢 😀")]
    [InlineData("a\u001b[2Jb", "a\\u001B[2Jb")]
    [InlineData("a\u202eb", "a\\u202Eb")]
    public void Unsafe_characters_are_spelled_out(string text, string safe) => Assert.Equal(safe, SafeText.Escape(text));

    [Fact]
    public void Half_a_surrogate_pair_is_spelled_out() => Assert.Equal("\\uD83D!", SafeText.Escape("\ud83d!"));
}
