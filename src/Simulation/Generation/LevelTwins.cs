using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Writing;

namespace ShortOrder.Simulation.Generation;

/// <summary>The twins of a level: the same level but for which of several tasks of one kind has which numbers. A plan reaches on a twin, with the tasks' names exchanged, what it reaches on the level, so bounds and medals hold for both.</summary>
/// <remarks>
/// Tasks are of a kind if they are equal but for id, title, words and minutes. How many copies there are is part of the kind: stories count them. Two things keep a task out of it: a task that
/// comes after it, since its place in the order is its own, and words that tell one of its numbers ("Door bell at 3"), since they would be wrong.
/// </remarks>
public sealed class LevelTwins
{
    /// <summary>What <see cref="Count"/> says at the most.</summary>
    public const int Many = 1_000_000;

    private readonly Level _level;
    private readonly ImmutableArray<ImmutableArray<int>> _kinds;

    /// <summary>Looks for tasks of a kind.</summary>
    public LevelTwins(Level level)
    {
        _level = level;
        HashSet<string> before = [.. level.Tasks.SelectMany(t => t.After)];
        _kinds = [.. Enumerable.Range(0, level.Tasks.Length).Where(i => !before.Contains(level.Tasks[i].Id) && !TellsANumber(level.Tasks[i]))
            .GroupBy(i => Bare(i, isMasked: true)).Where(kind => kind.Count() > 1).Select(kind => kind.ToImmutableArray())];
        Count = CountAll();
    }

    /// <summary>How many different twins there are, the level itself among them; 1 if it has no other.</summary>
    public int Count { get; }

    /// <summary>The twin of a seed; the same on every machine.</summary>
    /// <remarks>Author plans and hints are left out: they were made for other numbers.</remarks>
    public Level Of(ulong seed)
    {
        ImmutableArray<int> order = Order(seed);
        return _level with { Schema = null, Hints = [], Plans = [], Tasks = [.. _level.Tasks.Select((task, i) => WithNumbersOf(_level.Tasks[order[i]], task))] };
    }

    /// <summary>For every task of the level the place of the task whose numbers it has in the twin of a seed.</summary>
    public ImmutableArray<int> Order(ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, _level.Tasks.Length)];
        SeededRandom random = new(seed);
        foreach (ImmutableArray<int> kind in _kinds)
            for (int last = kind.Length - 1; last > 0; last--) // Fisher-Yates
            {
                int other = random.Below(last + 1);
                (order[kind[last]], order[kind[other]]) = (order[kind[other]], order[kind[last]]);
            }
        return [.. order];
    }

    private static TaskSpec WithNumbersOf(TaskSpec source, TaskSpec task) =>
        source with { Id = task.Id, Title = task.Title, Steps = [.. source.Steps.Zip(task.Steps, (numbers, words) => numbers with { Do = words.Do })] };

    // n! / (a! b! …) for a kind of n tasks of which a have the same numbers, b others, …: multiplied out so that every quotient is whole.
    private int CountAll()
    {
        long count = 1;
        foreach (ImmutableArray<int> kind in _kinds)
        {
            int placed = 0;
            foreach (int equal in kind.CountBy(i => Bare(i, isMasked: false)).Select(g => g.Value))
                for (int i = 1; i <= equal; i++) count = Math.Min(Many, count * ++placed / i);
        }
        return (int)count;
    }

    private static bool TellsANumber(TaskSpec task)
    {
        HashSet<string> numbers = [.. Numbers(LevelWriter.Task(task))];
        return task.Steps.Select(s => s.Do).Prepend(task.Title).SelectMany(words => words.Split(' ')).Any(word => numbers.Contains(word.Trim(',', '.', ':', ';', '!', '?', '(', ')')));
    }

    private static IEnumerable<string> Numbers(JsonItem item) =>
        item.Kind == JsonKind.Number ? [item.Text] : item.Members.Select(m => m.Value).Concat(item.Elements).SelectMany(Numbers);

    /// <summary>A task's JSON without what it is called, and with a 0 for every number that twins exchange if it is masked.</summary>
    private string Bare(int task, bool isMasked) => JsonLayout.Print(Bare(LevelWriter.Task(_level.Tasks[task]), isMasked));

    private static JsonItem Bare(JsonItem item, bool isMasked) => item.Kind switch
    {
        JsonKind.Object => JsonTree.Object(item.Members.Where(m => m.Key is not ("id" or "title" or "do")).Select(m => (m.Key, (JsonItem?)Bare(m.Value, isMasked && m.Key != "count")))),
        JsonKind.Array => JsonTree.List(item.Elements.Select(e => Bare(e, isMasked))),
        JsonKind.Number when isMasked => JsonTree.Number(0),
        _ => item,
    };
}
