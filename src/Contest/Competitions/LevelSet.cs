using System.Collections.Immutable;
using System.Text;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Contest.Competitions;

/// <summary>The levels of a competition, read once. Found by id or hash in dictionaries: no name ever becomes a path.</summary>
public sealed class LevelSet
{
    private readonly Dictionary<string, PlayedLevel> _byId, _byHash;

    private LevelSet(ImmutableArray<PlayedLevel> levels)
    {
        All = levels;
        _byId = levels.ToDictionary(l => l.Text.Id);
        _byHash = levels.ToDictionary(l => l.Text.Hash);
    }

    /// <summary>The levels in their order.</summary>
    public ImmutableArray<PlayedLevel> All { get; }

    /// <summary>Reads the levels of a competition.</summary>
    /// <exception cref="InvalidDataException">One cannot be played in a competition; says why.</exception>
    public static LevelSet Read(ImmutableArray<ContestLevel> texts)
    {
        if (texts.IsEmpty) throw new InvalidDataException("A competition needs a level: name one, e.g. coffee-and-a-sandwich.");
        if (texts.GroupBy(t => t.Id).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new InvalidDataException($"The level {SafeText.Quote(twice.Key)} is named twice: name it once.");
        return new([.. texts.Select(Read)]);
    }

    /// <summary>The level of that id; null if none.</summary>
    public PlayedLevel? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The level of that hash; null if none.</summary>
    public PlayedLevel? FindHash(string hash) => _byHash.GetValueOrDefault(hash);

    private static PlayedLevel Read(ContestLevel text)
    {
        ReadResult<Level> read = LevelReader.Read(Encoding.UTF8.GetBytes(text.Text), text.Id);
        if (!read.IsGood) throw new InvalidDataException(read.Problems[0].ToString());
        if (read.Value.Id != text.Id) throw new InvalidDataException($"{SafeText.Quote(text.Id)}: the level's id is {SafeText.Quote(read.Value.Id)}.");
        if (read.Value.Challenge is not null) throw new InvalidDataException($"{text.Id}: this level gives a plan to break, and a competition needs plans to make. Choose another.");
        return new(text, read.Value);
    }
}

/// <summary>A level of a competition.</summary>
/// <param name="Text">The text.</param>
/// <param name="Level">What it says.</param>
public sealed record PlayedLevel(ContestLevel Text, Level Level);
