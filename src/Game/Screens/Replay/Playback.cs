using System.Collections.Immutable;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Replay;

/// <summary>Where a film stands and how fast it goes. At the ordinary speed a kitchen minute lasts a second.</summary>
/// <param name="End">Where it ends.</param>
/// <param name="Stops">Where something happens, in order.</param>
public sealed record Playback(KitchenTime End, ImmutableArray<KitchenTime> Stops)
{
    private const int OrdinarySpeed = 2;

    /// <summary>Real ticks of a kitchen tick at a quarter of the ordinary speed.</summary>
    private const long RealPerTick = 4 * TimeSpan.TicksPerSecond / KitchenDuration.TicksPerMinute;

    /// <summary>Every speed, in quarters of the ordinary one.</summary>
    private static readonly ImmutableArray<int> Speeds = [1, 2, 4, 8, 16, 32, 64];

    /// <summary>What is on the screen.</summary>
    public KitchenTime At { get; private init; }

    /// <summary>Whether it goes on by itself.</summary>
    public bool IsPlaying { get; private init; }

    /// <summary>How many times the ordinary speed: 0.25 to 16.</summary>
    public decimal Speed => Speeds[SpeedIndex] / 4m;

    private int SpeedIndex { get; init; } = OrdinarySpeed;

    /// <summary>What is left of real time that did not make a whole tick, so that frames of any length add up to the same.</summary>
    private long Rest { get; init; }

    /// <summary>So much real time later. At the end it stops.</summary>
    public Playback After(TimeSpan real)
    {
        if (!IsPlaying) return this;
        (long ticks, long rest) = Math.DivRem(real.Ticks * Speeds[SpeedIndex] + Rest, RealPerTick);
        KitchenTime at = At + new KitchenDuration(ticks);
        return at < End ? this with { At = at, Rest = rest } : this with { At = End, Rest = 0, IsPlaying = false };
    }

    /// <summary>Goes on or stands still; at the end it starts again.</summary>
    public Playback Toggle() => IsPlaying ? this with { IsPlaying = false } : this with { IsPlaying = true, At = At < End ? At : KitchenTime.Zero, Rest = 0 };

    /// <summary>One speed up or down, as far as there are any.</summary>
    public Playback Faster(int by) => this with { SpeedIndex = Math.Clamp(SpeedIndex + by, 0, Speeds.Length - 1) };

    /// <summary>To a moment, within the film.</summary>
    public Playback To(KitchenTime at) => this with { At = new(Math.Clamp(at.Ticks, 0, End.Ticks)), Rest = 0 };

    /// <summary>So many hundredths of the film on, or back; at least a tick each.</summary>
    public Playback Scrub(int hundredths) => To(At + new KitchenDuration(Math.Max(1, End.Ticks / 100)) * hundredths);

    /// <summary>Stops where something happens next; at the end if nothing does.</summary>
    public Playback Next() => To(Stops.FirstOrDefault(s => s > At, End)) with { IsPlaying = false };

    /// <summary>Stops where something happened before; at the start if nothing did.</summary>
    public Playback Previous() => To(Stops.LastOrDefault(s => s < At, KitchenTime.Zero)) with { IsPlaying = false };

    /// <summary>Stands still.</summary>
    public Playback Pause() => this with { IsPlaying = false };
}
