using System.CommandLine;
using System.Text;
using System.Text.Json;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Session.Saves;

public sealed class SaveCommandTests : SaveTest
{
    [Fact]
    public void Progress_goes_through_a_file_or_through_the_standard_streams()
    {
        using (SqliteProgress progress = Open()) progress.Add(Served(6.1m, Medal.Gold));
        string file = Path.Combine(Folder, "out.json"), other = Path.Combine(Folder, "other");

        Assert.Equal((0, "", "written: runs 1, named plans 0, edits 0\n"), Run(Folder, "", "save", "export", file));
        (int code, string text, _) = Run(Folder, "", "save", "export", "-");
        Assert.Equal((0, File.ReadAllText(file)), (code, text));
        Assert.Equal((0, "", "new: runs 1 of 1, named plans 0 of 0, edits 0 of 0; the rest was here already\n"), Run(other, "", "save", "import", file));
        Assert.Equal((0, "", "new: runs 0 of 1, named plans 0 of 0, edits 0 of 0; the rest was here already\n"), Run(other, text, "save", "import", "-"));
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.tmp"));
    }

    [Fact]
    public void A_bad_import_changes_nothing_and_ends_with_exit_code_2()
    {
        (int code, string output, string error) = Run(Folder, "{ \"format\": \"short-order-save\", \"version\": 9 }", "save", "import", "-");

        Assert.Equal((ExitCodes.BadInput, "", "standard input: $.version: the file has version 9, this game reads up to 1: update the game\n"), (code, output, error));
    }

    [Fact]
    public void A_save_folder_that_cannot_be_used_ends_with_exit_code_3()
    {
        string blocked = Path.Combine(Folder, "file");
        File.WriteAllText(blocked, "");

        Assert.Equal(ExitCodes.CannotHere, Run(blocked, "", "save", "export", "-").Code);
        (int code, string output, string error) = Run(null, "", "stats");
        Assert.Equal((ExitCodes.CannotHere, "", "you have no home folder: set SHORTORDER_DATA to a folder\n"), (code, output, error));
    }

    [Fact]
    public void Stats_show_medals_best_times_and_runs_world_by_world()
    {
        using (SqliteProgress progress = Open())
        {
            progress.Add(Served(6.12m, Medal.Gold));
            progress.Add(Served(7.2m, Medal.Silver));
            progress.Add(Served(3, Medal.None, "my-own-level"));
        }

        string text = Run(Folder, "", "stats").Out;
        World first = CommandRun.Library.Worlds[0];
        Assert.StartsWith($"{first.Title}: 1 of {first.Levels.Length} served; 1 gold, 0 silver, 0 bronze; 2 runs\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\n  Coffee and a sandwich +gold +6\.1 min +2 runs\n", text);
        Assert.Contains("Other levels: 1 of 1 served; 0 gold, 0 silver, 0 bronze; 1 run\n", text, StringComparison.Ordinal);
        Assert.Contains("Together: 2 of ", text, StringComparison.Ordinal);

        using JsonDocument json = JsonDocument.Parse(Run(Folder, "", "stats", "--json").Out);
        Assert.Equal(3, json.RootElement.GetProperty("runs").GetInt32());
        JsonElement coffee = json.RootElement.GetProperty("worlds")[0].GetProperty("levels")[0];
        Assert.Equal(("coffee-and-a-sandwich", "gold", 6.12m, 2), (coffee.GetProperty("id").GetString(), coffee.GetProperty("medal").GetString(), coffee.GetProperty("bestMinutes").GetDecimal(), coffee.GetProperty("runs").GetInt32()));
    }

    private static (int Code, string Out, string Error) Run(string? folder, string input, params string[] args)
    {
        StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        CommandStreams streams = new(output, error, () => new MemoryStream(Encoding.UTF8.GetBytes(input)));
        RootCommand root = [];
        root.Add(SaveCommand.Build(streams, () => folder));
        root.Add(StatsCommand.Build(streams, () => CommandRun.Library, () => folder));
        return (root.Parse(args).Invoke(), output.ToString(), error.ToString());
    }
}
