using System.Text;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Packs;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Commands;

/// <summary>Finds the levels that a command line names for a competition: ids of the campaign, level files, packs. What students get has no plans of its author in it.</summary>
internal sealed class HostLevels(LevelLibrary library, CommandStreams streams)
{
    /// <summary>The levels in the order in which they are named; null after a complaint.</summary>
    public IReadOnlyList<ContestLevel>? Find(IEnumerable<string> names)
    {
        List<ContestLevel> levels = [];
        foreach (string name in names)
        {
            if (LevelsOf(name) is not { } found) return null;
            foreach (Level level in found)
            {
                if (TextOf(level) is not { } text) return null;
                levels.Add(new(level.Id, level.Title, text));
            }
        }
        return levels;
    }

    private IEnumerable<Level>? LevelsOf(string name)
    {
        CommandInput input = new(library, streams);
        if (library.Find(name) is null && Pack.IsPack(name)) return input.Pack(name)?.World.Levels;
        return input.Level(name) is { } level ? [level] : null;
    }

    private string? TextOf(Level level)
    {
        string text = LevelWriter.Write(level with { Plans = level.Challenge is null ? [] : level.Plans, Schema = null });
        if (Encoding.UTF8.GetByteCount(text) <= LevelCache.MostBytes) return text;
        streams.Error.WriteLine($"{level.Id}: a level of a competition has at most {LevelCache.MostBytes / 1024} KiB");
        return null;
    }
}
