using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Session;

/// <summary>What the player has reached in each level of a campaign, as it was when it was asked for.</summary>
public sealed class CampaignProgress
{
    /// <summary>Share of a world's levels, in per cent, after which the next one is recommended. Any level can be opened at any time.</summary>
    public const int EnoughPercent = 60;

    private readonly ImmutableDictionary<string, Attempt> _best;
    private readonly ImmutableHashSet<Level> _own;

    /// <summary>Asks the store for every level.</summary>
    public CampaignProgress(IReadOnlyList<World> worlds, IProgressStore progress)
    {
        Worlds = worlds;
        Levels = [.. worlds.SelectMany(w => w.Levels)];
        _own = [.. worlds.Where(w => w.IsOwn).SelectMany(w => w.Levels)];
        _best = Levels.Select(l => progress.Best(l.Id)).OfType<Attempt>().DistinctBy(a => a.Level).ToImmutableDictionary(a => a.Level);
    }

    /// <summary>The campaign.</summary>
    public IReadOnlyList<World> Worlds { get; }

    /// <summary>All levels in playing order, the player's own behind the campaign's.</summary>
    public ImmutableArray<Level> Levels { get; }

    /// <summary>Levels of the campaign that have been served.</summary>
    public int Served => OfCampaign.Count(l => Best(l) is not null);

    private IEnumerable<Level> OfCampaign => Levels.Where(l => !_own.Contains(l));

    /// <summary>The whole campaign, e.g. <c>7 of 28 served, 3 gold</c>.</summary>
    public string Summary => $"{Served} of {OfCampaign.Count()} served" + (OfCampaign.Count(l => Best(l)?.Medal == Medal.Gold) is > 0 and var golds ? $", {golds} gold" : "");

    /// <summary>The fastest served attempt; null if none.</summary>
    public Attempt? Best(Level level) => _best.GetValueOrDefault(level.Id);

    /// <summary>Levels of a world that have been served.</summary>
    public int ServedIn(World world) => world.Levels.Count(l => Best(l) is not null);

    /// <summary>Whether enough of the world before has been served, or something of this one.</summary>
    public bool IsRecommended(int world) =>
        world == 0 || Worlds[world].IsOwn || Worlds[world - 1].Levels.IsEmpty || ServedIn(Worlds[world]) > 0 || ServedIn(Worlds[world - 1]) * 100 >= Worlds[world - 1].Levels.Length * EnoughPercent;

    /// <summary>The first level from there on, round the end, that has not been served; null if all have been.</summary>
    public Level? NextUnserved(Level? from)
    {
        int start = from is null ? -1 : Levels.IndexOf(from);
        return Enumerable.Range(1, Levels.Length).Select(i => Levels[(start + i + Levels.Length) % Levels.Length]).FirstOrDefault(l => Best(l) is null && !_own.Contains(l));
    }

    /// <summary>World and place, e.g. <c>2.1</c>; empty for a level outside the campaign.</summary>
    public string NumberOf(Level level)
    {
        for (int world = 0; world < Worlds.Count; world++)
            if (!Worlds[world].IsOwn && Worlds[world].Levels.IndexOf(level) is >= 0 and var place) return $"{world + 1}.{place + 1}";
        return "";
    }

    /// <summary>Number and title, e.g. <c>2.1 Deliveries</c>.</summary>
    public string NameOf(Level level) => $"{NumberOf(level)} {level.Title}".Trim();

    /// <summary>Whether the words are all found in number, title, story, id or concepts of a level.</summary>
    public bool IsAbout(Level level, string words)
    {
        string text = $"{NumberOf(level)} {level.Title} {level.Story} {level.Id} {string.Join(' ', level.Teaches)}";
        return words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
