using ShortOrder.Game.Commands;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("levels").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Copy(string name, string part, string replacement)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "levels", "1-one-cook", "01-coffee-and-a-sandwich.json"));
        Assert.Contains(part, text, StringComparison.Ordinal);
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.Replace(part, replacement, StringComparison.Ordinal));
        return path;
    }

    [Fact]
    public async Task The_levels_that_ship_are_good()
    {
        CommandRun run = await CommandRun.Of("check", Path.Combine(Repository.Root, "levels"));

        Assert.Equal((ExitCodes.Good, $"{CommandRun.Library.Ids.Count()} good, 0 to mend\n"), (run.Code, run.Error));
        Assert.Empty(CommandRun.Library.Problems);
    }

    [Theory]
    [InlineData("\"gold\": 6.3", "\"gold\": 6.1", ExitCodes.Failed, "$.medals.time.gold: 6.1 is within 4 % of \"best\"")]
    [InlineData("\"gold\": 6.3", "\"gold\": 5", ExitCodes.Failed, "$.medals.time.gold: the best plan reaches 6, no gold")]
    [InlineData("\"gold\": 6.3, \"silver\": 7.5, \"bronze\": 8.5", "\"gold\": 9.5, \"silver\": 9.5, \"bronze\": 9.5", ExitCodes.Failed, "the naive plan reaches 9 and silver")]
    [InlineData("\"optimal\": true", "\"late\": 1", ExitCodes.Failed, "$.plans.best.expect.late: expects 1, reaches 0")]
    [InlineData("\"cpu\": 3", "\"cpu\": 2", ExitCodes.Failed, "$.plans.naive.expect.time: expects 9, reaches 8")]
    [InlineData("\"naive\"", "\"slow\"", ExitCodes.Failed, "there is no plan \"naive\"")]
    [InlineData("\"cpu\": 3", "\"cpu\": -3", ExitCodes.BadInput, "-3 is negative")]
    [InlineData("\"version\": 1", "\"version\": 1,,", ExitCodes.BadInput, "not valid JSON")]
    public async Task Each_finding_has_its_place(string part, string replacement, int code, string message)
    {
        string file = Copy("01-level.json", part, replacement);

        CommandRun run = await CommandRun.Of("check", file);

        Assert.Equal((code, "0 good, 1 to mend\n"), (run.Code, run.Error));
        Assert.Contains(message, run.Out, StringComparison.Ordinal);
        Assert.StartsWith($"{file}:", run.Out, StringComparison.Ordinal);
    }

    public static TheoryData<string> ShippedFiles => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "levels"), "*.json", SearchOption.AllDirectories)
        .Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])).Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(ShippedFiles))]
    public async Task A_level_that_is_broken_anywhere_ends_in_exit_code_2_and_its_place(string shipped)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, shipped), TestContext.Current.CancellationToken), file = Path.Combine(_folder, "broken.json");
        string[] broken =
        [
            text[..(text.Length / 4)], text[..(text.Length / 2)], text[..(text.Length * 3 / 4)],
            text.Replace("\"version\": 1", "\"version\": NaN", StringComparison.Ordinal), text.Replace("\"id\"", "\"ID\"", StringComparison.Ordinal),
            text.Replace("\"cpu\": ", "\"cpu\": 1e400, \"io\": ", StringComparison.Ordinal), text.Replace("\"title\": \"", "\"title\": \"\\u001b[31m", StringComparison.Ordinal),
            text.Replace("\"kind\": \"", "\"kind\": \"x", StringComparison.Ordinal), text.Replace("\"tasks\": [", "\"tasks\": [[", StringComparison.Ordinal),
        ];
        foreach (string part in broken.Where(b => b != text))
        {
            await File.WriteAllTextAsync(file, part, TestContext.Current.CancellationToken);

            CommandRun check = await CommandRun.Of("check", file), run = await CommandRun.Of("run", file, "--engine", "model");

            Assert.Equal((ExitCodes.BadInput, ExitCodes.BadInput, ""), (check.Code, run.Code, run.Out));
            Assert.Matches(@"^\S+broken\.json:\d+:\d+: \$\S*: \S", check.Out);
            Assert.Equal(check.Out, run.Error);
        }
    }

    [Theory]
    [InlineData("\"gold\": 6.3", "\"gold\": 6.1", "medals")]
    [InlineData("\"teaches\": [\"blocking\"", "\"teaches\": [\"blockin\"", "terms")]
    [InlineData("\"cpu\": 3", "\"cpu\": 2", "claims")]
    [InlineData("\"naive\"", "\"slow\"", "roles")]
    [InlineData("\"io\": 4", "\"io\": 0.4", "waits")]
    public async Task Findings_come_with_why_they_matter_and_how_to_mend_them_once(string part, string replacement, string rule)
    {
        CommandRun run = await CommandRun.Of("check", Copy("01-level.json", part, replacement));

        Assert.Equal(2, run.Out.Split($"  {rule}: ").Length);
        Assert.Matches($@"\n  {rule}: \S.*\n    why   \S.*\n    mend  \S.*\n", run.Out);
    }

    [Fact]
    public async Task Everything_that_is_asked_of_a_level_can_be_read()
    {
        CommandRun run = await CommandRun.Of("check", "--explain");

        Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));
        Assert.Equal(LevelAdvice.All.Select(a => a.Name), run.Out.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l[2] != ' ').Select(l => l[2..l.IndexOf(':')]));
    }

    [Fact]
    public async Task Two_levels_may_not_have_the_same_id()
    {
        Copy("01-a.json", "\"gold\": 6.3", "\"gold\": 6.31");
        Copy("02-b.json", "\"gold\": 6.3", "\"gold\": 6.32");

        CommandRun run = await CommandRun.Of("check", _folder);

        Assert.Equal((ExitCodes.Failed, "1 good, 1 to mend\n"), (run.Code, run.Error));
        Assert.Contains("01-a.json has the same id", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_keeps_worlds_and_levels_in_the_order_of_their_numbers()
    {
        foreach ((string world, string file, string id) in new[] { ("10-last", "1-a.json", "e"), ("2-middle", "10-b.json", "d"), ("2-middle", "9-c.json", "c"), ("1-first", "02-d.json", "b"), ("1-first", "01-e.json", "a") })
        {
            Directory.CreateDirectory(Path.Combine(_folder, world));
            Copy(Path.Combine(world, file), "\"id\": \"coffee-and-a-sandwich\"", $"\"id\": \"{id}\"");
        }
        File.WriteAllText(Path.Combine(_folder, "1-first", "world.json"), "{ \"title\": \"The first\", \"story\": \"It begins.\" }");
        File.WriteAllText(Path.Combine(_folder, "10-last", "broken.json"), "{");

        LevelLibrary library = LevelLibrary.Load(_folder);

        Assert.Equal(["a", "b", "c", "d", "e"], library.Ids);
        Assert.Equal([("The first", "It begins."), ("Middle", ""), ("Last", "")], library.Worlds.Select(w => (w.Title, w.Story)));
        Assert.EndsWith("broken.json", Assert.Single(library.Problems).Source, StringComparison.Ordinal);
    }
}
