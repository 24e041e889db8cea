using System.Collections.Concurrent;

namespace ShortOrder.Contest.Submissions;

/// <summary>Spreads measured submissions while the judges are behind: each player waits so long between two that all together keep them 80 % busy.</summary>
/// <param name="time">The clock.</param>
public sealed class CoolDown(TimeProvider time)
{
    /// <summary>Seconds that a machine takes for a measured verdict, as figures in the README say.</summary>
    public const double SecondsPerVerdict = 2;

    private const double Busy = 0.8;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5), Backlog = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, long> _last = new();

    /// <summary>Machines that judge, at least 1.</summary>
    public int Machines { get; set; } = 1;

    /// <summary>Whether so much waits that players have to hold back.</summary>
    /// <param name="waiting">Different plans that wait for the judges.</param>
    public bool IsBehind(int waiting) => waiting * SecondsPerVerdict / Math.Max(1, Machines) > Backlog.TotalSeconds;

    /// <summary>How long a player has to wait, in milliseconds; 0: not at all.</summary>
    /// <param name="player">Id of the player.</param>
    /// <param name="waiting">Different plans that wait for the judges.</param>
    public long LeftMs(string player, int waiting)
    {
        if (!IsBehind(waiting) || !_last.TryGetValue(player, out long last)) return 0;
        TimeSpan wait = TimeSpan.FromSeconds(Math.Max(Least.TotalSeconds, _last.Count * SecondsPerVerdict / (Busy * Math.Max(1, Machines))));
        return Math.Max(0, (long)(wait - time.GetElapsedTime(last)).TotalMilliseconds);
    }

    /// <summary>A player has handed in a plan that is going to be measured.</summary>
    public void Note(string player) => _last[player] = time.GetTimestamp();
}
