namespace ShortOrder.Game.Tests.Commands;

public sealed class HostCommandTests
{
    [Theory]
    [InlineData("no level is named \"coffee-and-a-sandwhich\"; did you mean \"coffee-and-a-sandwich\"?", "coffee-and-a-sandwhich")]
    [InlineData("is named twice: name it once", "coffee-and-a-sandwich", "coffee-and-a-sandwich", "--data", "FILE")]
    [InlineData("this level gives a plan to break", "the-frozen-kitchen", "--data", "FILE")]
    [InlineData("no competition was held here yet: name the levels of a new one", "--data", "FILE")]
    [InlineData("--data names a file, --database a server: one of them, please", "coffee-and-a-sandwich", "--data", "FILE", "--database", "Host=db")]
    [InlineData("\"lab\" is no IP address", "coffee-and-a-sandwich", "--address", "lab")]
    [InlineData("--minutes is a whole number from 1 to 10080.", "coffee-and-a-sandwich", "--minutes", "0")]
    public async Task What_is_missing_or_wrong_is_told_with_how_to_mend_it(string told, params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("host-").FullName;
        try
        {
            CommandRun run = await CommandRun.Of(["host", .. arguments.Select(a => a == "FILE" ? Path.Combine(folder, "contest.db") : a)]);
            Assert.Equal(2, run.Code);
            Assert.Contains(told, run.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
