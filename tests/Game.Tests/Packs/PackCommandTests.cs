using ShortOrder.Game.Commands;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Packs;

public sealed class PackCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("packs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    /// <summary>A folder with two levels of the campaign, the later one first.</summary>
    private async Task MakeFolder(string manifest)
    {
        Directory.CreateDirectory(At("week"));
        File.Copy(Path.Combine(Repository.Root, "levels", "1-one-cook", "01-coffee-and-a-sandwich.json"), At("week/coffee.json"));
        File.Copy(Path.Combine(Repository.Root, "levels", "2-more-hands", "01-deliveries.json"), At("week/calls.json"));
        await File.WriteAllTextAsync(At("week/pack.json"), manifest, TestContext.Current.CancellationToken);
    }

    private static string Manifest(string more = "") =>
        $$"""{ "version": 1, "id": "week-1", "title": "Week one", "author": "Ada", "story": "It begins.", "levels": ["calls.json", "coffee.json"]{{more}} }""";

    [Fact]
    public async Task A_pack_is_made_checked_and_played()
    {
        await MakeFolder(Manifest());

        CommandRun made = await CommandRun.Of("pack", At("week"), "-o", At("week.zip"));
        CommandRun check = await CommandRun.Of("check", At("week.zip"), At("week"));
        CommandRun played = await CommandRun.Of("play", "--pack", At("week.zip"));

        Assert.Equal((ExitCodes.Good, ""), (made.Code, made.Error));
        Assert.StartsWith($"made {At("week.zip")}: 2 levels, \"Week one\" by Ada\n", made.Out, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Good, $"{At("week.zip")}: good, 2 levels\n{At("week")}: good, 2 levels\n"), (check.Code, check.Out));
        Assert.Equal(("Week one", "It begins."), (played.Played!.Worlds[0].Title, played.Played.Worlds[0].Story));
        Assert.Equal(["deliveries", "coffee-and-a-sandwich"], played.Played.Worlds[0].Levels.Select(l => l.Id));
        Assert.All(played.Played.Worlds[0].Levels, l => Assert.NotEmpty(l.Hints));
    }

    [Fact]
    public async Task The_same_levels_give_the_same_bytes_whenever_they_are_packed()
    {
        await MakeFolder(Manifest());
        await CommandRun.Of("pack", At("week"), "-o", At("a.zip"));
        foreach (string file in Directory.EnumerateFiles(At("week"))) File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));

        await CommandRun.Of("pack", At("week"), "-o", At("b.zip"));

        Assert.Equal(await File.ReadAllBytesAsync(At("a.zip"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(At("b.zip"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Hints_and_metrics_are_those_that_the_pack_allows()
    {
        await MakeFolder(Manifest(""", "hints": false, "metrics": ["time"]"""));
        await CommandRun.Of("pack", At("week"), "-o", At("week.zip"));

        CommandRun played = await CommandRun.Of("play", "deliveries", "--pack", At("week.zip"));

        Assert.Equal("deliveries", played.Played!.Start!.Id);
        Assert.Empty(played.Played.Start.Hints);
        Assert.Equal([Metric.Time], played.Played.Start.Metrics); // the level itself scores lanes, too
    }

    [Fact]
    public async Task Progress_is_kept_apart_for_every_pack_and_together_for_its_editions()
    {
        await MakeFolder(Manifest());
        string first = (await CommandRun.Of("play", "--pack", At("week"))).Played!.Pack!;
        await File.WriteAllTextAsync(At("week/pack.json"), Manifest(""", "hints": false""").Replace("Week one", "Week 1", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        string second = (await CommandRun.Of("play", "--pack", At("week"))).Played!.Pack!;
        await File.WriteAllTextAsync(At("week/pack.json"), Manifest().Replace("Ada", "Bob", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        string other = (await CommandRun.Of("play", "--pack", At("week"))).Played!.Pack!;

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Matches("^week-1-[0-9a-f]{8}$", first);
        Assert.Equal(Path.Combine(SaveFolder.Find()!, "packs", first), SaveFolder.Find(first));
        Assert.Null((await CommandRun.Of("play")).Played!.Pack);
    }

    [Fact]
    public async Task Every_command_takes_a_level_of_a_pack()
    {
        await MakeFolder(Manifest());
        await CommandRun.Of("pack", At("week"), "-o", At("week.zip"));

        Assert.Contains("10.63 minutes", (await CommandRun.Of("run", $"{At("week.zip")}:deliveries", "best", "--engine", "model")).Out, StringComparison.Ordinal);
        Assert.Contains("ledger", (await CommandRun.Of("explain", $"{At("week")}:deliveries", "best")).Out, StringComparison.Ordinal);
        CommandRun wrong = await CommandRun.Of("run", $"{At("week.zip")}:delivries", "best");
        Assert.Equal((ExitCodes.BadInput, $"{At("week.zip")}: no level is named \"delivries\"; did you mean \"deliveries\"?; there are: deliveries, coffee-and-a-sandwich\n"), (wrong.Code, wrong.Error));
    }

    [Fact]
    public async Task What_its_author_has_not_solved_is_not_packed()
    {
        await MakeFolder(Manifest());
        string text = await File.ReadAllTextAsync(At("week/coffee.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(At("week/coffee.json"), text.Replace("\"best\"", "\"better\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        CommandRun run = await CommandRun.Of("pack", At("week"), "-o", At("week.zip"));

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains($"{At("week/coffee.json")}:", run.Out, StringComparison.Ordinal);
        Assert.Contains("there is no plan \"best\"", run.Out, StringComparison.Ordinal);
        Assert.StartsWith("not packed: 1 of 2 levels is to mend", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("week.zip")));
    }

    [Fact]
    public async Task A_folder_without_a_manifest_is_told_one_that_works()
    {
        await MakeFolder("");
        File.Delete(At("week/pack.json"));

        CommandRun proposed = await CommandRun.Of("pack", At("week"), "-o", At("week.zip"));
        await File.WriteAllTextAsync(At("week/pack.json"), proposed.Out, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.BadInput, proposed.Code);
        Assert.Contains("has no pack.json. Save this as", proposed.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Good, (await CommandRun.Of("pack", At("week"), "-o", At("week.zip"))).Code);
    }

    [Fact]
    public async Task A_pack_is_written_over_only_by_force()
    {
        await MakeFolder(Manifest());
        await File.WriteAllTextAsync(At("week.zip"), "precious", TestContext.Current.CancellationToken);

        CommandRun refused = await CommandRun.Of("pack", At("week"), "-o", At("week.zip"));

        Assert.Equal(ExitCodes.BadInput, refused.Code);
        Assert.Equal("precious", await File.ReadAllTextAsync(At("week.zip"), TestContext.Current.CancellationToken));
        Assert.Equal(ExitCodes.Good, (await CommandRun.Of("pack", At("week"), "-o", At("week.zip"), "--force")).Code);
    }

    [Theory]
    [InlineData("unknown key \"levls\"; did you mean \"levels\"?", "\"levels\"", "\"levls\"")]
    [InlineData("the key \"author\" is missing: add it", "\"author\": \"Ada\", ", "")]
    [InlineData("\"calls.json\" is there twice", "\"coffee.json\"", "\"calls.json\"")]
    [InlineData("the time is always scored", "] }", "], \"metrics\": [\"lanes\"] }")]
    [InlineData("version 2 is not known", "\"version\": 1", "\"version\": 2")]
    [InlineData("there is no such file", "\"coffee.json\"", "\"tea.json\"")]
    public async Task Mistakes_in_a_manifest_are_told_with_their_place(string message, string part, string replacement)
    {
        Assert.Contains(part, Manifest(), StringComparison.Ordinal);
        await MakeFolder(Manifest().Replace(part, replacement, StringComparison.Ordinal));

        CommandRun run = await CommandRun.Of("check", At("week"));

        Assert.Equal((ExitCodes.BadInput, "0 good, 1 to mend\n"), (run.Code, run.Error));
        Assert.StartsWith($"{At("week")}{Path.DirectorySeparatorChar}", run.Out, StringComparison.Ordinal);
        Assert.Contains(message, run.Out, StringComparison.Ordinal);
    }
}
