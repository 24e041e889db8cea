using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Solving;

/// <summary>What the tasks of a level ask for, in ticks, by their index in the level; computed once for many bounds.</summary>
internal sealed class LevelWork
{
    public LevelWork(Level level)
    {
        Level = level;
        int n = level.Tasks.Length;
        Dictionary<string, int> indices = [];
        for (int i = 0; i < n; i++) indices[level.Tasks[i].Id] = i;
        Recipe = [.. level.Tasks.Select(t => t.Steps.Sum(s => s.Shortest.Ticks))];
        HandsOn = [.. level.Tasks.Select(t => t.Steps.Where(s => s.Kind == StepKind.Cpu).Sum(s => s.Shortest.Ticks))];
        (Before, After) = (new long[n], new long[n]);
        (bool[] isKnown, bool[] isFollowed) = (new bool[n], new bool[n]);
        for (int i = 0; i < n; i++) FindBefore(i);
        for (int i = 0; i < n; i++) FindAfter(i);
        Total = level.Tasks.Select((t, i) => t.Count * Recipe[i]).Sum();
        TotalHandsOn = level.Tasks.Select((t, i) => t.Count * HandsOn[i]).Sum();
        Instances = level.Tasks.Sum(t => t.Count);
        Shortest = [.. level.Tasks.SelectMany((t, i) => Enumerable.Repeat(Recipe[i], t.Count)).Order()];
        ShortestTail = Enumerable.Range(0, n).Min(i => Recipe[i] + After[i]);

        void FindBefore(int task)
        {
            if (isKnown[task]) return;
            isKnown[task] = true;
            Before[task] = level.Tasks[task].Arrives.Ticks;
            foreach (string id in level.Tasks[task].After)
            {
                FindBefore(indices[id]);
                Before[task] = Math.Max(Before[task], Before[indices[id]] + Recipe[indices[id]]);
            }
        }

        void FindAfter(int task)
        {
            if (isFollowed[task]) return;
            isFollowed[task] = true;
            for (int next = 0; next < n; next++)
            {
                if (!level.Tasks[next].After.Contains(level.Tasks[task].Id)) continue;
                FindAfter(next);
                After[task] = Math.Max(After[task], Recipe[next] + After[next]);
            }
        }
    }

    /// <summary>The level.</summary>
    public Level Level { get; }

    /// <summary>Length of one copy when nothing interferes.</summary>
    public long[] Recipe { get; }

    /// <summary>Hands-on part of one copy.</summary>
    public long[] HandsOn { get; }

    /// <summary>Earliest start: arrival, and the chain of tasks that it needs.</summary>
    public long[] Before { get; }

    /// <summary>Longest chain of tasks that need it.</summary>
    public long[] After { get; }

    /// <summary>Length of all tasks, copies counted.</summary>
    public long Total { get; }

    /// <summary>Hands-on part of all tasks, copies counted.</summary>
    public long TotalHandsOn { get; }

    /// <summary>Task instances.</summary>
    public int Instances { get; }

    /// <summary>Length of every instance, the shortest first.</summary>
    public long[] Shortest { get; }

    /// <summary>Any started task keeps the order going at least so long.</summary>
    public long ShortestTail { get; }

    /// <summary>The hands-on steps of a task with what must pass around them; copies' work together, which changes no bound.</summary>
    /// <param name="task">Index of the task.</param>
    /// <param name="copies">How many copies.</param>
    /// <param name="lead">Earliest start besides <see cref="Before"/>.</param>
    /// <param name="trail">What must follow its end besides <see cref="After"/>.</param>
    public IEnumerable<HeadWorkTail> Jobs(int task, int copies, long lead = 0, long trail = 0)
    {
        long done = 0, head = Math.Max(lead, Before[task]), tail = Math.Max(trail, After[task]);
        foreach (StepSpec step in Level.Tasks[task].Steps)
        {
            done += step.Shortest.Ticks;
            if (step.Kind == StepKind.Cpu && step.Shortest.Ticks > 0)
                yield return new(head + done - step.Shortest.Ticks, step.Shortest.Ticks * copies, tail + Recipe[task] - done);
        }
    }
}
