namespace ShortOrder.Simulation.Solving;

/// <summary>Hands-on work under one hat with the time that must pass before and after it, in ticks.</summary>
/// <param name="Head">It cannot begin earlier.</param>
/// <param name="Work">How long it takes.</param>
/// <param name="Tail">The order cannot end earlier than this long after its end.</param>
internal readonly record struct HeadWorkTail(long Head, long Work, long Tail);

/// <summary>The shortest time for work under one hat that may be interrupted at any moment, which real threads cannot always do.</summary>
internal static class OneHat
{
    /// <summary>The preemptive one-machine schedule by longest tail, optimal with heads and tails (Jackson 1955; Carlier 1982); in ticks.</summary>
    public static long Makespan(ReadOnlySpan<HeadWorkTail> jobs)
    {
        HeadWorkTail[] byHead = jobs.ToArray();
        Array.Sort(byHead, (a, b) => a.Head != b.Head ? a.Head.CompareTo(b.Head) : b.Tail.CompareTo(a.Tail));
        PriorityQueue<(long Left, long Tail), long> ready = new();
        long now = 0, end = 0;
        int next = 0;
        while (next < byHead.Length || ready.Count > 0)
        {
            if (ready.Count == 0) now = Math.Max(now, byHead[next].Head);
            for (; next < byHead.Length && byHead[next].Head <= now; next++) ready.Enqueue((byHead[next].Work, byHead[next].Tail), -byHead[next].Tail);
            (long left, long tail) = ready.Dequeue();
            long until = next < byHead.Length ? Math.Min(now + left, byHead[next].Head) : now + left;
            left -= until - now;
            now = until;
            if (left > 0) ready.Enqueue((left, tail), -tail);
            else end = Math.Max(end, now + tail);
        }
        return end;
    }
}
