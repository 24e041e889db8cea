using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Session.Saves;

/// <summary>A test with a save folder of its own, which is deleted afterwards.</summary>
public abstract class SaveTest : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("short-order-").FullName;

    protected string FilePath => Path.Combine(Folder, SaveFile.Name);

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected SqliteProgress Open() => SqliteProgress.Open(Folder, TimeProvider.System);

    /// <summary>A connection past the game.</summary>
    protected SqliteConnection Raw()
    {
        SqliteConnection db = new($"Data Source={FilePath};Pooling=False");
        db.Open();
        return db;
    }

    /// <summary>A legal plan of the coffee level that no other number gives.</summary>
    protected static Plan PlanNo(int number) => PlanEdit.Default(TestOrders.Coffee) with { Yields = [new(new("coffee"), 0, new(number))] };

    protected static Attempt Served(decimal minutes, Medal medal, string level = "coffee-and-a-sandwich") =>
        new(level, PlanNo(1) with { Level = level }, Verdict.Served, medal, minutes) { ModelMinutes = 6, ElapsedMs = [120.25m, 121], Discarded = 1, TempoMs = 20, NsPerChunk = 1.5 };

    protected static ImmutableArray<string> Texts(EditHistory<Plan>? history)
    {
        List<string> texts = [];
        for (EditHistory<Plan>? at = history; at is not null; at = at.CanUndo ? at.Undo() : null) texts.Add(PlanWriter.Write(at.Present));
        texts.Reverse();
        return [.. texts];
    }
}
