namespace ShortOrder.Simulation.Time;

/// <summary>A point in kitchen time: whole ticks since the order was handed in. Not real time, not a length.</summary>
public readonly record struct KitchenTime(long Ticks) : IComparable<KitchenTime>
{
    /// <summary>The moment the order is handed in.</summary>
    public static readonly KitchenTime Zero = new(0);

    /// <summary>Kitchen minutes since the order was handed in, exact.</summary>
    public decimal Minutes => SinceStart.Minutes;

    /// <summary>The length from the start of the order to this point.</summary>
    public KitchenDuration SinceStart => new(Ticks);

    /// <inheritdoc/>
    public int CompareTo(KitchenTime other) => Ticks.CompareTo(other.Ticks);

    /// <summary>Minutes as in <see cref="KitchenDuration.ToString"/>.</summary>
    public override string ToString() => SinceStart.ToString();

    /// <summary>The point so much later.</summary>
    public static KitchenTime operator +(KitchenTime at, KitchenDuration later) => new(at.Ticks + later.Ticks);

    /// <summary>The point so much earlier.</summary>
    public static KitchenTime operator -(KitchenTime at, KitchenDuration earlier) => new(at.Ticks - earlier.Ticks);

    /// <summary>The length from the second point to the first.</summary>
    public static KitchenDuration operator -(KitchenTime to, KitchenTime from) => new(to.Ticks - from.Ticks);

    /// <summary>Earlier than.</summary>
    public static bool operator <(KitchenTime a, KitchenTime b) => a.Ticks < b.Ticks;

    /// <summary>Later than.</summary>
    public static bool operator >(KitchenTime a, KitchenTime b) => a.Ticks > b.Ticks;

    /// <summary>Not later than.</summary>
    public static bool operator <=(KitchenTime a, KitchenTime b) => a.Ticks <= b.Ticks;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(KitchenTime a, KitchenTime b) => a.Ticks >= b.Ticks;
}
