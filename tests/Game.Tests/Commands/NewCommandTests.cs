using System.Text.Json;
using ShortOrder.Game.Authoring;
using ShortOrder.Game.Commands;

namespace ShortOrder.Game.Tests.Commands;

public sealed class NewCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("new").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    public static TheoryData<string> Templates => [.. LevelTemplates.Names];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_new_level_passes_every_check(string template)
    {
        CommandRun made = await CommandRun.Of("new", At("my.json"), "--template", template);
        CommandRun check = await CommandRun.Of("check", At("my.json"));

        Assert.Equal((ExitCodes.Good, ""), (made.Code, made.Error));
        Assert.Equal("", check.Out.Replace($"{At("my.json")}: good, {(template == "inspect" ? "1 plan" : "3 plans")}\n", "", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Good, check.Code);
    }

    [Theory]
    [InlineData("03-Lunch & dinner.json", "lunch---dinner", "Lunch   dinner")]
    [InlineData("7.json", "my-level", "My level")]
    [InlineData("deep/er/two-ovens.json", "two-ovens", "Two ovens")]
    public async Task Id_and_title_come_from_the_name_of_the_file(string name, string id, string title)
    {
        CommandRun made = await CommandRun.Of("new", At(name));
        CommandRun played = await CommandRun.Of("play", At(name));

        Assert.Equal(ExitCodes.Good, made.Code);
        Assert.Equal((id, title), (played.Played!.Start!.Id, played.Played.Start.Title));
    }

    [Fact]
    public async Task Title_and_id_may_be_chosen_and_break_nothing()
    {
        const string title = "\"Crème\" \\ // { 汁 }";

        await CommandRun.Of("new", At("a.json"), "--id", "soup", "--title", title);

        Assert.Equal(("soup", title), ((await CommandRun.Of("play", At("a.json"))).Played!.Start!.Id, (await CommandRun.Of("play", At("a.json"))).Played!.Start!.Title));
    }

    [Fact]
    public async Task The_next_commands_can_be_typed_as_they_stand()
    {
        CommandRun made = await CommandRun.Of("new", At("it's one.json"));

        Assert.Contains($"  shortorder watch '{At("it'\\''s one.json")}' ", made.Out, StringComparison.Ordinal);
        Assert.Equal(["watch", "solve", "play"], made.Out.Split('\n').Where(l => l.StartsWith("  shortorder ", StringComparison.Ordinal)).Select(l => l.Split(' ')[3]));
    }

    [Fact]
    public async Task The_schema_is_found_above_the_file_or_put_beside_it()
    {
        Directory.CreateDirectory(At("levels/1-mine"));
        await File.WriteAllTextAsync(At("levels/level.schema.json"), "{}", TestContext.Current.CancellationToken);

        await CommandRun.Of("new", At("levels/1-mine/a.json"));
        await CommandRun.Of("new", At("b.json"));

        Assert.Equal("../level.schema.json", SchemaOf("levels/1-mine/a.json"));
        Assert.Equal(File.Exists(Path.Combine(CommandRun.Library.Folder, "level.schema.json")) ? "./level.schema.json" : null, SchemaOf("b.json"));
        Assert.Equal(SchemaOf("b.json") is not null, File.Exists(At("level.schema.json")));
    }

    [Fact]
    public async Task Nothing_is_ever_written_over()
    {
        await File.WriteAllTextAsync(At("mine.json"), "precious", TestContext.Current.CancellationToken);

        CommandRun run = await CommandRun.Of("new", At("mine.json"));

        Assert.Equal((ExitCodes.BadInput, ""), (run.Code, run.Out));
        Assert.Contains("is there already", run.Error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(At("mine.json"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a level file ends in .json", "level.txt")]
    [InlineData("is not a name: use lower case letters", "a.json", "--id", "My Level")]
    [InlineData("--title: one line of 1 to 80 plain characters", "a.json", "--title", "a\u001b[31m")]
    [InlineData("Argument 'soup' not recognized", "a.json", "--template", "soup")]
    [InlineData("--tmplate\" is no option of this command; did you mean \"--template\"?", "--tmplate")]
    public async Task What_cannot_be_made_is_explained_and_leaves_nothing_behind(string message, params string[] args)
    {
        CommandRun run = await CommandRun.Of(["new", .. args.Select((a, i) => i == 0 && !a.StartsWith('-') ? At(a) : a)]);

        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private string? SchemaOf(string name)
    {
        using JsonDocument level = JsonDocument.Parse(File.ReadAllBytes(At(name)), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return level.RootElement.TryGetProperty("$schema", out JsonElement schema) ? schema.GetString() : null;
    }
}
