using System.Globalization;

namespace ShortOrder.Simulation.Time;

/// <summary>A length of kitchen time in whole ticks; 10,000 ticks are one kitchen minute. May be negative.</summary>
/// <remarks>Level files give minutes as decimals with up to four places, so every authored length is exact.</remarks>
public readonly record struct KitchenDuration(long Ticks) : IComparable<KitchenDuration>
{
    /// <summary>Ticks in one kitchen minute.</summary>
    public const long TicksPerMinute = 10_000;

    /// <summary>No time at all.</summary>
    public static readonly KitchenDuration Zero = new(0);

    /// <summary>The length in kitchen minutes, exact.</summary>
    public decimal Minutes => Ticks / (decimal)TicksPerMinute;

    /// <summary>The length of so many kitchen minutes.</summary>
    /// <exception cref="ArgumentException">More than four decimal places: not a whole number of ticks.</exception>
    /// <exception cref="OverflowException">Beyond about 9 × 10¹⁴ minutes.</exception>
    public static KitchenDuration FromMinutes(decimal minutes)
    {
        decimal ticks = minutes * TicksPerMinute;
        return ticks == decimal.Truncate(ticks) ? new((long)ticks)
            : throw new ArgumentException($"{minutes} minutes is not a whole number of ticks (four decimal places at most).", nameof(minutes));
    }

    /// <inheritdoc/>
    public int CompareTo(KitchenDuration other) => Ticks.CompareTo(other.Ticks);

    /// <summary>Minutes with a point and no trailing zeros, whatever the culture: <c>13.03</c>.</summary>
    public override string ToString() => Minutes.ToString("0.####", NumberFormatInfo.InvariantInfo);

    /// <summary>Two lengths one after the other.</summary>
    public static KitchenDuration operator +(KitchenDuration a, KitchenDuration b) => new(a.Ticks + b.Ticks);

    /// <summary>What the first has more than the second.</summary>
    public static KitchenDuration operator -(KitchenDuration a, KitchenDuration b) => new(a.Ticks - b.Ticks);

    /// <summary>So many times the length.</summary>
    public static KitchenDuration operator *(KitchenDuration a, long times) => new(a.Ticks * times);

    /// <summary>Shorter than.</summary>
    public static bool operator <(KitchenDuration a, KitchenDuration b) => a.Ticks < b.Ticks;

    /// <summary>Longer than.</summary>
    public static bool operator >(KitchenDuration a, KitchenDuration b) => a.Ticks > b.Ticks;

    /// <summary>At most as long as.</summary>
    public static bool operator <=(KitchenDuration a, KitchenDuration b) => a.Ticks <= b.Ticks;

    /// <summary>At least as long as.</summary>
    public static bool operator >=(KitchenDuration a, KitchenDuration b) => a.Ticks >= b.Ticks;
}
