using ShortOrder.Contest.Joining;

namespace ShortOrder.Game.Session.Classroom;

/// <summary>How somebody wants to be let into a competition.</summary>
/// <param name="Server">Where it is held.</param>
/// <param name="Code">Its join code.</param>
public sealed record Entrance(ServerAddress Server, string Code)
{
    /// <summary>The name on the board; null: whoever took part on this machine last, or what a personal code says.</summary>
    public string? Name { get; init; }

    /// <summary>The digits of the projector or a personal code; null: none.</summary>
    public string? Factor { get; init; }

    /// <summary>Three words, to come back from another machine; null: to take part for the first time.</summary>
    public string? Resume { get; init; }

    /// <summary>Whether a name has to be asked for: a personal code and three words know whose they are.</summary>
    public bool NeedsName => Name is null && Resume is null && (Factor is null || Contest.Protocol.JoinCode.Read(Factor) is null);
}
