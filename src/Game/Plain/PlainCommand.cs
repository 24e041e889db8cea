using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Plain;

/// <summary>What a command is about: the help lists them so.</summary>
public enum PlainTopic
{
    /// <summary>Finding and opening levels.</summary>
    Campaign,

    /// <summary>What the order is, and the almanac.</summary>
    Reading,

    /// <summary>Asking about the plan.</summary>
    Plan,

    /// <summary>Who does what.</summary>
    Lanes,

    /// <summary>The list of a cook who goes step by step.</summary>
    Steps,

    /// <summary>Locks, yields, helpers, tools, purchases.</summary>
    Cards,

    /// <summary>Undoing, and plans put aside.</summary>
    Keeping,

    /// <summary>Executing the plan, and why it came out so.</summary>
    Serving,

    /// <summary>Breaking a plan that is given.</summary>
    Breaking,

    /// <summary>Taking part in a competition.</summary>
    Competition,

    /// <summary>Help, and the way out.</summary>
    Game,
}

/// <summary>One command of the line dialogue: everything there is to know of it.</summary>
/// <param name="Word">What one types.</param>
/// <param name="Short">What one types instead; no other command's word or short form.</param>
/// <param name="Usage">What follows the word, e.g. <c>TASK LANE</c>; empty if nothing.</param>
/// <param name="Help">A sentence or two.</param>
/// <param name="Do">Does it with the words that followed. Null if it was done, otherwise why not and how to mend it.</param>
public sealed record PlainCommand(string Word, string Short, string Usage, string Help, Func<PlainGame, ImmutableArray<string>, string?> Do)
{
    /// <summary>Where the help lists it.</summary>
    public required PlainTopic Topic { get; init; }

    /// <summary>Why it makes no sense now, and what would; null if it does. What makes and serves plans makes none where a plan is given to break.</summary>
    public Func<PlainGame, string?> WhyNot
    {
        get => Topic is >= PlainTopic.Plan and <= PlainTopic.Serving ? game => BreakingCommands.NeedsOwnPlan(game) ?? field(game) : field;
        init;
    } = _ => null;

    /// <summary>Whether a level has any use for it.</summary>
    public Func<Level, bool> IsUseful { get; init; } = _ => true;

    /// <summary>Word, short form and what follows: <c>send TASK LANE (s)</c>.</summary>
    public string Head => Usage.Length == 0 ? $"{Word} ({Short})" : $"{Word} {Usage} ({Short})";
}
