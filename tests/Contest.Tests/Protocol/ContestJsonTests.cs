using System.Text.Json;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Protocol;

public sealed class ContestJsonTests
{
    [Fact]
    public void A_submission_reads_back()
    {
        SubmitRequest? read = JsonSerializer.Deserialize("""{ "level": "a", "levelHash": "00", "plan": { "version": 1 } }""", ContestJson.Default.SubmitRequest);
        Assert.Equal(("a", "00", 1), (read!.Level, read.LevelHash, read.Plan.GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData("""{ "level": "a", "levelHash": "00", "plan": {}, "elapsed": 1 }""")]   // a member that does not belong there
    [InlineData("""{ "level": "a", "level": "b", "levelHash": "00", "plan": {} }""")]    // twice
    [InlineData("""{ "level": "a", "levelHash": "00", "plan": { "x": 1, "x": 2 } }""")]  // twice, within the plan
    [InlineData("""{ "level": "a", "plan": {} }""")]                                     // missing
    [InlineData("""{ "level": null, "levelHash": "00", "plan": {} }""")]                 // null
    [InlineData("""{ "LEVEL": "a", "levelHash": "00", "plan": {} }""")]                  // in other case
    [InlineData("""{ "level": "a", "levelHash": "00", "plan": [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]] }""")] // too deep
    [InlineData("""{ "level": "a", "levelHash": "00", "plan": {} } {}""")]
    public void Whatever_is_not_of_the_form_is_refused(string text) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, ContestJson.Default.SubmitRequest));
}
