namespace ShortOrder.Simulation.Solving;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers for a seed on every machine and .NET version.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from 0 to <paramref name="bound"/> − 1; the bias is below 2⁻³².</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>One of the items; there must be one.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;
}
