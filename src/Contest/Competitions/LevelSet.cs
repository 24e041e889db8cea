using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Generation;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Contest.Competitions;

/// <summary>The levels of a competition, read once, and the players' twins of them. Found by id in dictionaries: no name ever becomes a path. Thread-safe.</summary>
public sealed class LevelSet
{
    private readonly Dictionary<string, PlayedLevel> _byId;
    private readonly Dictionary<string, LevelTwins> _twins;
    private readonly string? _seed;
    private readonly ConcurrentDictionary<(string Level, string Player), PlayedLevel> _own = new();
    private readonly ConcurrentDictionary<string, PlayedLevel> _byHash = new();

    private LevelSet(ImmutableArray<PlayedLevel> levels, string? seed)
    {
        All = levels;
        _seed = seed;
        _byId = levels.ToDictionary(l => l.Text.Id);
        _twins = levels.ToDictionary(l => l.Text.Id, l => new LevelTwins(l.Level));
    }

    /// <summary>The levels in their order, as the teacher named them.</summary>
    public ImmutableArray<PlayedLevel> All { get; }

    /// <summary>Reads the levels of a competition.</summary>
    /// <param name="texts">The levels.</param>
    /// <param name="twinSeed">What makes the players' twins; null: everybody plays the same text.</param>
    /// <exception cref="InvalidDataException">One cannot be played in a competition; says why.</exception>
    public static LevelSet Read(ImmutableArray<ContestLevel> texts, string? twinSeed = null)
    {
        if (texts.IsEmpty) throw new InvalidDataException("A competition needs a level: name one, e.g. coffee-and-a-sandwich.");
        if (texts.GroupBy(t => t.Id).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new InvalidDataException($"The level {SafeText.Quote(twice.Key)} is named twice: name it once.");
        return new([.. texts.Select(Read)], twinSeed);
    }

    /// <summary>The level of that id; null if none.</summary>
    public PlayedLevel? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The level of that id as that player plays it, on whichever machine it is asked for; null if none.</summary>
    public PlayedLevel? Find(string id, string player) => Find(id) is not { } level || !HasTwins(id) ? Find(id) : _own.GetOrAdd((id, player), _ => TwinOf(level, player));

    /// <summary>The levels as that player plays them.</summary>
    public IEnumerable<PlayedLevel> Of(string player) => All.Select(l => Find(l.Text.Id, player)!);

    /// <summary>Whether players have twins of that level.</summary>
    public bool HasTwins(string id) => TwinCount(id) > 1;

    /// <summary>How many different texts of that level are played; 1 if everybody plays the same.</summary>
    public int TwinCount(string id) => _seed is null ? 1 : _twins[id].Count;

    /// <summary>A plan for a player's text as a plan for the teacher's: every task goes by the name of the one whose numbers it has. Plans that differ in names alone become the same.</summary>
    public Plan ForTeachers(PlayedLevel level, Plan plan)
    {
        ImmutableArray<TaskSpec> tasks = _byId[level.Text.Id].Level.Tasks;
        Dictionary<string, string> names = level.Order.Select((source, task) => (tasks[task].Id, Name: tasks[source].Id)).ToDictionary(n => n.Id, n => n.Name);
        return PlanRefit.Renamed(plan, id => names.GetValueOrDefault(id, id));
    }

    // Equal twins are kept once, however many play them.
    private PlayedLevel TwinOf(PlayedLevel level, string player)
    {
        ulong seed = ulong.Parse(Hashes.OfText($"{_seed}\n{player}\n{level.Text.Id}").AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Level twin = _twins[level.Text.Id].Of(seed);
        ContestLevel text = level.Text.As(LevelWriter.Write(twin));
        return _byHash.GetOrAdd(text.Hash, _ => new(text, twin) { Order = _twins[level.Text.Id].Order(seed) });
    }

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
public sealed record PlayedLevel(ContestLevel Text, Level Level)
{
    /// <summary>In a twin, for every task the place of the teacher's task whose numbers it has; empty for the teacher's own text.</summary>
    public ImmutableArray<int> Order { get; init; } = [];
}
