using System.Collections.Immutable;
using static ShortOrder.Game.Almanac.AlmanacEntry;

namespace ShortOrder.Game.Almanac;

/// <summary>Rush hour: batches, bad days, and what to do about the slowest.</summary>
internal static class RushTerms
{
    public static readonly ImmutableArray<AlmanacEntry> Entries =
    [
        Of("batching", "Batching", "a full tray", """
            Doing several things in one go because one go costs the same. Waiting
            until the tray is full saves fuel and makes the first one wait; never
            waiting wastes the oven on single rolls. Usually a little patience beats
            both.
            """,
            ["throughput", "latency", "chunking", "back-pressure"]),

        Of("tail-latency", "Tail latency, p95", "the one guest in twenty", """
            The latency that 95 of 100 stay below. A mean hides it. Whoever needs
            ten answers waits for the slowest of ten: if one call in ten is slow,
            two out of three such guests meet a slow one. Among many calls the rare
            case is the normal one.
            """,
            ["latency", "hedged-request", "straggler", "flow-time"]),

        Of("hedged-request", "Hedged request", "a second courier", """
            If an answer is late, ask somebody else as well and take the first that
            comes. Sent at once it doubles the load; sent only when most answers
            would long be here, it costs little and cuts the tail off. It is for
            questions that may be asked twice.
            """,
            ["tail-latency", "latency", "load-balancing"]),

        Of("load-balancing", "Load balancing", "who gets the next order", """
            Sharing work out so that nobody idles while others drown. Dealt in
            advance it needs to know how long everything takes; from a common list
            it needs to know nothing, because who is through takes the next. Do not
            plan what can be decided later.
            """,
            ["work-stealing", "thread-pool", "straggler", "scheduling"]),
    ];
}
