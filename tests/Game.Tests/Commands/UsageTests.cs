using ShortOrder.Game.Commands;

namespace ShortOrder.Game.Tests.Commands;

public sealed class UsageTests
{
    [Fact]
    public async Task No_arguments_start_the_game_with_the_campaign()
    {
        CommandRun run = await CommandRun.Of();

        Assert.Equal(ExitCodes.Good, run.Code);
        Assert.Null(run.Played!.Start);
        Assert.Same(CommandRun.Library.Worlds[0], run.Played.Worlds[0]);
    }

    [Fact]
    public async Task Play_opens_the_level_that_is_named() =>
        Assert.Equal("deliveries", (await CommandRun.Of("play", "deliveries")).Played!.Start!.Id);

    [Theory]
    [InlineData(76, "--plain")]
    [InlineData(76, "play", "deliveries", "--plain")]
    [InlineData(40, "play", "--plain", "--width", "40")]
    public async Task The_game_can_be_a_dialogue_of_lines(int width, params string[] args) =>
        Assert.Equal(width, (await CommandRun.Of(args)).Played!.PlainWidth);

    [Fact]
    public async Task Lines_have_a_sensible_width() =>
        Assert.Contains("--width must be 30 to 400", (await CommandRun.Of("--plain", "--width", "3")).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("no level is named \"coffee-and-a-sandwhich\"; did you mean \"coffee-and-a-sandwich\"?", "play", "coffee-and-a-sandwhich")]
    [InlineData("there are: coffee-and-a-sandwich, three-kettles", "run", "zzz")]
    [InlineData("did you mean \"best\"?", "run", "deliveries", "bets")]
    [InlineData("there are: naive", "run", "deliveries", "zzz")]
    [InlineData("there is no such file", "run", "nowhere/level.json")]
    [InlineData("there is no such file", "run", "deliveries", "nowhere/plan.json")]
    [InlineData("it is a folder", "run", "/")]
    [InlineData("there is no such file or folder", "check", "nowhere")]
    [InlineData("Did you mean one of the following?\nrun", "rnu")]
    [InlineData("\"--jsn\" is no option of this command; did you mean \"--json\"?", "run", "deliveries", "--jsn")]
    [InlineData("Unrecognized command or argument '--fast'", "run", "deliveries", "best", "--fast")]
    [InlineData("Required argument 'LEVEL' missing", "run")]
    [InlineData("Argument 'fast' not recognized", "run", "deliveries", "--engine", "fast")]
    [InlineData("--tempo is a multiple of 4 from 4 to 1000", "run", "deliveries", "--tempo", "6")]
    [InlineData("--tempo is a multiple of 4 from 4 to 1000", "run", "deliveries", "--tempo", "0")]
    [InlineData("--tempo is a multiple of 4", "run", "deliveries", "--tempo", "ten")]
    [InlineData("--repeats is a whole number from 1 to 99", "run", "deliveries", "--repeats", "0")]
    [InlineData("--repeats is a whole number from 1 to 99", "run", "deliveries", "--repeats", "99999999999")]
    [InlineData("no level is named \"@args\"", "run", "@args")]
    [InlineData("no level is named \"a\\u001B[31m\"", "run", "a\u001b[31m")]
    [InlineData("'x\\u001B[2J'", "doctor", "x\u001b[2J")]
    [InlineData("no level is named \"\"", "run", "")]
    public async Task Bad_usage_is_explained_on_stderr_with_exit_code_2(string message, params string[] args)
    {
        CommandRun run = await CommandRun.Of(args);

        Assert.Equal((ExitCodes.BadInput, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Error);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("{", "the text ends while 1 bracket is open")]
    [InlineData("{ \"version\": 1, \"level\": \"deliveries\", \"kitchens\": [{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"cll\"] }] }] }", "standard input:1:93: $.kitchens[0].lanes[0].tasks[0]: no task is named \"cll\"; did you mean \"call\"?")]
    [InlineData("{ \"version\": 1, \"level\": \"three-kettles\", \"kitchens\": [{}] }", "answers the level \"three-kettles\"")]
    [InlineData("\u001b[31m", "the control character U+001B")]
    public async Task A_broken_plan_is_explained_with_exit_code_2(string plan, string message)
    {
        CommandRun run = await CommandRun.OfInput(plan, "run", "deliveries", "-", "--engine", "model");

        Assert.Equal((ExitCodes.BadInput, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_what_the_snapshot_shows()
    {
        string[][] pages = [["--help"], ["play", "--help"], ["run", "--help"], ["check", "--help"], ["export", "--help"], ["solve", "--help"], ["doctor", "--help"]];
        StringWriter all = new() { NewLine = "\n" };
        foreach (string[] page in pages)
        {
            CommandRun run = await CommandRun.Of(page);
            Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));
            all.WriteLine($"$ shortorder {string.Join(' ', page)}");
            foreach (string line in run.Out.TrimEnd().Split('\n')) all.WriteLine(line.TrimEnd());
            all.WriteLine();
        }
        string snapshot = Path.Combine(Repository.Root, "tests", "Game.Tests", "Snapshots", "help.txt");
        string received = Path.ChangeExtension(snapshot, ".received.txt");

        if (!File.Exists(snapshot) || await File.ReadAllTextAsync(snapshot, TestContext.Current.CancellationToken) != all.ToString())
        {
            await File.WriteAllTextAsync(received, all.ToString(), TestContext.Current.CancellationToken);
            Assert.Fail($"The help changed:\n{all}\nTo accept: mv {received} {snapshot}");
        }
    }
}
