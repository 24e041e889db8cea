using System.Text;
using ShortOrder.Contest.Competitions;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Support;

namespace ShortOrder.Contest.Tests;

/// <summary>Levels for tests.</summary>
internal static class TestLevels
{
    public static Level Read(string json)
    {
        ReadResult<Level> read = LevelReader.Read(Encoding.UTF8.GetBytes(json), "level");
        return read.Value ?? throw new InvalidDataException(string.Join('\n', read.Problems));
    }

    /// <summary>A level of the campaign, as a competition has it.</summary>
    public static ContestLevel Shipped(string id)
    {
        string file = LevelFiles.All.Single(f => f.EndsWith($"-{id}.json", StringComparison.Ordinal));
        return new(id, LevelFiles.Find(id).Title, File.ReadAllText(Path.Combine(LevelFiles.Folder, file)));
    }
}
