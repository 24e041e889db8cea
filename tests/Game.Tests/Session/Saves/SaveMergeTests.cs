using System.Collections.Immutable;
using System.Text;
using Microsoft.Data.Sqlite;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Session.Saves;

public sealed class SaveMergeTests : SaveTest
{
    private const string Id = "0199a1b2c3d4e5f60718293a4b5c6d7e";

    [Fact]
    public void What_is_exported_and_imported_elsewhere_is_the_same_progress()
    {
        Play(number: 1);
        string exported = Export(Folder);
        string elsewhere = Path.Combine(Folder, "elsewhere");

        Assert.Equal(new(1, 1, 1, 1, 2, 2), Import(elsewhere, exported));
        Assert.Equal(exported, Export(elsewhere));
        using SqliteProgress there = SqliteProgress.Open(elsewhere, TimeProvider.System);
        Assert.Equal([PlanWriter.Write(PlanNo(0)), PlanWriter.Write(PlanNo(1))], Texts(there.Recall(TestOrders.Coffee)));
    }

    [Fact]
    public void Importing_twice_brings_nothing_new()
    {
        Play(number: 1);
        string exported = Export(Folder);

        Assert.Equal(new(0, 1, 0, 1, 0, 2), Import(Folder, exported));
        Assert.Equal(exported, Export(Folder));
    }

    [Fact]
    public void Merging_loses_nothing_of_either_side()
    {
        string elsewhere = Path.Combine(Folder, "elsewhere");
        Play(number: 1);
        Play(number: 2, elsewhere);
        string theirs = Export(elsewhere);

        Assert.Equal(new(1, 1, 1, 1, 2, 2), Import(Folder, theirs));
        Assert.Equal(new(0, 1, 0, 1, 0, 2), Import(Folder, theirs));

        using SqliteProgress merged = Open();
        Assert.Equal([("mine", PlanWriter.Write(PlanNo(1))), ("mine (2)", PlanWriter.Write(PlanNo(2)))], merged.Named("coffee-and-a-sandwich").Select(p => (p.Name, PlanWriter.Write(p.Plan))));
        Assert.Equal("theme 1", merged.Setting("theme")); // what is set here stays
        Assert.Equal(PlanWriter.Write(PlanNo(1)), Texts(merged.Recall(TestOrders.Coffee))[^1]); // and the board
        using SqliteConnection db = Raw();
        Assert.Equal((2L, 4L), (db.Number("SELECT count(*) FROM run"), db.Number("SELECT count(*) FROM edit")));
    }

    [Theory]
    [InlineData("", "$", "not JSON")]
    [InlineData("{ \"format\": \"short-order-save\", ", "$", "not JSON")]
    [InlineData("[]", "$.format", "not a save file")]
    [InlineData("{}", "$.format", "not a save file")]
    [InlineData("{ \"format\": 1 }", "$.format", "not a save file")]
    [InlineData("{ \"format\": \"short-order-save\" }", "$.version", "number is missing")]
    [InlineData("{ \"format\": \"short-order-save\", \"version\": 2 }", "$.version", "update the game")]
    [InlineData("{ \"format\": \"short-order-save\", \"version\": 1, \"runs\": {} }", "$.runs", "a list")]
    [InlineData("{ \"format\": \"short-order-save\", \"version\": 1, \"runs\": [1] }", "$.runs[0]", "an object")]
    [InlineData("{ \"format\": \"short-order-save\", \"version\": 1, \"settings\": { \"a\": 1 } }", "$.settings.a", "string is missing")]
    [InlineData("{ \"format\": \"short-order-save\", \"version\": 1, \"settings\": { \"a\": \"\\u001b[2J\" } }", "$.settings.a", "no control characters")]
    [InlineData("{ \"format\": \"short-order-save\", \"version\": 1, \"plans\": [{ \"level\": \"a b\", \"name\": \"x\", \"at\": \"2026-01-01\", \"plan\": { \"version\": 1, \"level\": \"a\", \"kitchens\": [] } }] }", "$.plans[0].plan.kitchens", "no kitchen")]
    [InlineData("{ \"format\": \"short-order-save\", \"version\": 1, \"edits\": [{ \"id\": \"1\", \"level\": \"a\", \"at\": \"noon\", \"plan\": [] }] }", "$.edits[0].id", "32 hexadecimal digits")]
    [InlineData("{ \"format\": \"short-order-save\", \"version\": 1, \"runs\": [{ \"id\": \"" + Id + "\", \"minutes\": 1e30, \"verdict\": \"won\" }] }", "$.runs[0].minutes", "a number from 0")]
    public void A_file_that_is_no_save_file_is_explained(string text, string path, string message)
    {
        ReadResult<SaveContent> read = SaveReader.Read(Encoding.UTF8.GetBytes(text), "save.json");

        Assert.False(read.IsGood);
        Assert.Contains(read.Problems, p => p.Path == path && p.Message.Contains(message, StringComparison.Ordinal));
        Assert.InRange(read.Problems.Length, 1, 20);
    }

    private void Play(int number, string? folder = null)
    {
        using SqliteProgress progress = SqliteProgress.Open(folder ?? Folder, TimeProvider.System);
        progress.Add(Served(6 + number, Medal.Silver));
        progress.PutAside(new("mine", PlanNo(number)));
        progress.Keep(TestOrders.Coffee, EditHistory<Plan>.Start(PlanNo(0)).Do(PlanNo(number)));
        progress.Set("theme", $"theme {number}");
    }

    private static string Export(string folder)
    {
        using SaveFile file = SaveFile.Open(folder, TimeProvider.System);
        using MemoryStream text = new();
        SaveWriter.Write(text, SaveContent.Of(file.Db));
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static SaveMerge Import(string folder, string text)
    {
        ReadResult<SaveContent> read = SaveReader.Read(Encoding.UTF8.GetBytes(text), "save.json");
        Assert.Empty(read.Problems);
        using SaveFile file = SaveFile.Open(folder, TimeProvider.System);
        return read.Value!.MergeInto(file.Db);
    }
}
