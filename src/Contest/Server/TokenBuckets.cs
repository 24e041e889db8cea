using System.Collections.Concurrent;

namespace ShortOrder.Contest.Server;

/// <summary>A token bucket for each key. Buckets that are full again are forgotten, so that no flood of keys fills the memory. Thread-safe.</summary>
/// <param name="capacity">Tokens of a full bucket.</param>
/// <param name="perSecond">Tokens that come back in a second.</param>
/// <param name="time">The clock; only its monotonic time is used.</param>
public sealed class TokenBuckets(double capacity, double perSecond, TimeProvider time)
{
    private const int SweepAbove = 4096;

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new();

    /// <summary>Takes a token.</summary>
    /// <returns>How long to wait for the next one; zero if it was there.</returns>
    public TimeSpan Take(string key)
    {
        if (_buckets.Count > SweepAbove) Sweep();
        Bucket bucket = _buckets.GetOrAdd(key, _ => new(capacity, time.GetTimestamp()));
        lock (bucket)
        {
            Fill(bucket);
            if (bucket.Tokens < 1) return TimeSpan.FromSeconds((1 - bucket.Tokens) / perSecond);
            bucket.Tokens--;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Gives a token back.</summary>
    public void Return(string key)
    {
        if (!_buckets.TryGetValue(key, out Bucket? bucket)) return;
        lock (bucket) bucket.Tokens = Math.Min(capacity, bucket.Tokens + 1);
    }

    private void Fill(Bucket bucket)
    {
        bucket.Tokens = Math.Min(capacity, bucket.Tokens + time.GetElapsedTime(bucket.At).TotalSeconds * perSecond);
        bucket.At = time.GetTimestamp();
    }

    private void Sweep()
    {
        foreach ((string key, Bucket bucket) in _buckets)
            lock (bucket)
            {
                Fill(bucket);
                if (bucket.Tokens >= capacity) _buckets.TryRemove(key, out _);
            }
    }

    private sealed class Bucket(double tokens, long at)
    {
        public double Tokens { get; set; } = tokens;

        public long At { get; set; } = at;
    }
}
