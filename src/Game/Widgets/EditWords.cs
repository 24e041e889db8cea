using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Widgets;

/// <summary>What the difference of two plans of one level is in words, e.g. <c>Coffee to lane 2</c>. Both are plain and fit the level.</summary>
public static class EditWords
{
    /// <summary>A few words; the first two differences where there are many. Lanes are numbered from 1, kitchen by kitchen, as on the board afterwards.</summary>
    public static string Between(Level level, Plan before, Plan after)
    {
        if (ReferenceEquals(before, after)) return "nothing";
        List<string> parts = [.. Kitchens(before, after)];
        ImmutableArray<Pair> pairs = Pairs(before, after);
        parts.AddRange(Opened(after, pairs));
        parts.AddRange(Closed(before, pairs));
        foreach (Pair pair in pairs.Where(p => p is { Old: not null, New: not null })) parts.AddRange(Settings(pair));
        parts.AddRange(pairs.SelectMany(p => Arrived(level, p)));
        parts.AddRange(Left(level, after, pairs));
        foreach (Pair pair in pairs.Where(p => p is { Old: not null, New: not null })) parts.AddRange(Order(level, pair));
        ImmutableArray<string> had = CardWords.Of(level, before), has = CardWords.Of(level, after);
        parts.AddRange(has.Except(had).Select(c => c[2..]));
        parts.AddRange(had.Except(has).Select(c => $"no more: {c[2..]}"));
        if (parts.Count > 1 && PlanWriter.Write(after) == PlanWriter.Write(PlanEdit.Default(level))) return "all as at the start";
        return parts.Count switch
        {
            0 => "written differently",
            <= 2 => string.Join(", ", parts),
            _ => $"{parts[0]}, {parts[1]}, and {parts.Count - 2} more",
        };
    }

    /// <summary>A lane before and after; null where it was not there.</summary>
    private sealed record Pair(Lane? Old, Lane? New, int Number);

    private static IEnumerable<string> Kitchens(Plan before, Plan after)
    {
        foreach (Kitchen kitchen in after.Kitchens)
        {
            if (before.Kitchens.FirstOrDefault(k => k.Name == kitchen.Name) is not { } old) yield return $"{kitchen.Name} opened";
            else if (old.Copies != kitchen.Copies) yield return $"{kitchen.Name} ×{kitchen.Copies}";
        }
        foreach (Kitchen kitchen in before.Kitchens) if (after.Kitchens.All(k => k.Name != kitchen.Name)) yield return $"{kitchen.Name} closed";
    }

    /// <summary>Which lane afterwards is which before: kitchens by name; within one, what is alike at both ends stays in place.</summary>
    private static ImmutableArray<Pair> Pairs(Plan before, Plan after)
    {
        List<Pair> pairs = [];
        int number = 0;
        foreach (Kitchen kitchen in after.Kitchens)
        {
            ImmutableArray<Lane> old = before.Kitchens.FirstOrDefault(k => k.Name == kitchen.Name)?.Lanes ?? [], now = kitchen.Lanes;
            int same = Math.Min(old.Length, now.Length), head = 0;
            while (head < same && IsAlike(old[head], now[head])) head++;
            if (old.Length == now.Length) head = same;
            int tail = same - head, extra = now.Length - same;
            for (int i = 0; i < now.Length; i++)
            {
                bool isNew = i >= head && i < head + extra;
                pairs.Add(new(isNew ? null : old[i < head ? i : old.Length - (now.Length - i)], now[i], ++number));
            }
            for (int i = head; i < old.Length - tail; i++) pairs.Add(new(old[i], null, number));
        }
        pairs.AddRange(before.Kitchens.Where(k => after.Kitchens.All(a => a.Name != k.Name)).SelectMany(k => k.Lanes).Select(l => new Pair(l, null, number)));
        return [.. pairs];
    }

    private static bool IsAlike(Lane a, Lane b) => a.Kind == b.Kind && a.Workers == b.Workers && a.Limit == b.Limit && a.Style == b.Style && a.Box == b.Box && a.Tasks.SequenceEqual(b.Tasks) && a.Steps.SequenceEqual(b.Steps);

    private static IEnumerable<string> Opened(Plan after, ImmutableArray<Pair> pairs) =>
        pairs.Where(p => p.Old is null && !after.Kitchens.Skip(1).Any(k => k.Lanes is [var only] && ReferenceEquals(only, p.New))).Select(p => $"{Words.Of(p.New!)} opened");

    private static IEnumerable<string> Closed(Plan before, ImmutableArray<Pair> pairs) =>
        pairs.Where(p => p.New is null && !before.Kitchens.Skip(1).Any(k => k.Lanes is [var only] && ReferenceEquals(only, p.Old))).Select(p => $"{Words.Of(p.Old!)} closed");

    private static IEnumerable<string> Settings(Pair pair)
    {
        (Lane old, Lane now) = (pair.Old!, pair.New!);
        if (old.Kind != now.Kind || old.Style != now.Style) yield return $"lane {pair.Number}: {Words.Of(now)}";
        else if (old.Workers != now.Workers) yield return $"lane {pair.Number}: {(now.Workers == 1 ? "one cook" : $"{now.Workers} cooks")}";
        else if (old.Limit != now.Limit) yield return $"lane {pair.Number}: {(now.Limit is { } limit ? $"at most {limit}" : "no limit")}";
        else if (old.Box != now.Box) yield return $"lane {pair.Number}: {(now.Box is { } box ? $"up to {box} to a box" : "no boxes")}";
    }

    /// <summary>What came onto a lane that was not there before.</summary>
    private static IEnumerable<string> Arrived(Level level, Pair pair)
    {
        if (pair.New is not { } now) yield break;
        if (now.Kind == LaneKind.Manual)
        {
            if (pair.Old is not { Kind: LaneKind.Manual } old) yield break;
            StepRef[] added = [.. now.Steps.Except(old.Steps)];
            if (added.Length > 0) yield return added.Length > 2 ? $"{added.Length} steps added" : "added: " + string.Join(", ", added.Select(s => StepOf(level, s)));
            yield break;
        }
        ImmutableArray<TaskRef> had = pair.Old is null ? [] : pair.Old.Kind == LaneKind.Manual ? now.Tasks : pair.Old.Tasks;
        foreach (TaskRef batch in Batches.Joined([.. now.Tasks.SelectMany(b => Minus(b, had))])) yield return $"{Words.Of(level, batch)} to lane {pair.Number}";
    }

    /// <summary>What was on a lane that is still open, and is on none now.</summary>
    private static IEnumerable<string> Left(Level level, Plan after, ImmutableArray<Pair> pairs)
    {
        Lane[] lanes = [.. after.Kitchens.SelectMany(k => k.Lanes)];
        TaskRef[] placed = [.. lanes.SelectMany(l => l.Tasks.Concat(l.Steps.Select(s => new TaskRef(s.Task, s.Copy, s.Copy))))];
        foreach (Pair pair in pairs.Where(p => p.Old is not null && p.New is not null))
        {
            if (pair.New!.Kind == LaneKind.Manual && pair.Old!.Kind == LaneKind.Manual)
            {
                StepRef[] gone = [.. pair.Old.Steps.Except(pair.New.Steps)];
                if (gone.Length == 0) continue;
                yield return pair.New.Steps.IsEmpty ? "list emptied" : gone.Length > 2 ? $"{gone.Length} steps taken off" : "taken off: " + string.Join(", ", gone.Select(s => StepOf(level, s)));
            }
            foreach (TaskRef batch in Batches.Joined([.. pair.Old!.Tasks.SelectMany(b => Minus(b, placed))])) yield return $"{Words.Of(level, batch)} off its lane";
        }
    }

    /// <summary>What stands elsewhere on its lane, and batches that were cut or joined.</summary>
    private static IEnumerable<string> Order(Level level, Pair pair)
    {
        (Lane old, Lane now) = (pair.Old!, pair.New!);
        if (old.Kind == LaneKind.Manual || now.Kind == LaneKind.Manual)
        {
            if (Moved([.. old.Steps.Where(now.Steps.Contains)], [.. now.Steps.Where(old.Steps.Contains)]) is { } step) yield return $"{StepOf(level, step)} to place {now.Steps.IndexOf(step) + 1}";
            yield break;
        }
        if (Moved([.. old.Tasks.Where(now.Tasks.Contains)], [.. now.Tasks.Where(old.Tasks.Contains)]) is { } task)
            yield return $"{Words.Of(level, task)} to place {now.Tasks.IndexOf(task) + 1} of lane {pair.Number}";
        else if (old.Tasks.Length != now.Tasks.Length && Batches.Joined(old.Tasks).SequenceEqual(Batches.Joined(now.Tasks)))
            yield return now.Tasks.Except(old.Tasks).FirstOrDefault() is var part && now.Tasks.Length > old.Tasks.Length ? $"{Words.Of(level, new(part.Task))} split" : $"{Words.Of(level, new(part.Task))} joined";
    }

    /// <summary>The one that must have been moved to turn a list into another order of it; null if nothing was.</summary>
    private static T? Moved<T>(T[] before, T[] after) where T : struct, IEquatable<T>
    {
        int first = 0, last = before.Length - 1;
        while (first < before.Length && before[first].Equals(after[first])) first++;
        if (first == before.Length) return null;
        while (before[last].Equals(after[last])) last--;
        return before[first].Equals(after[last]) ? before[first] : after[first];
    }

    private static IEnumerable<TaskRef> Minus(TaskRef batch, IEnumerable<TaskRef> others)
    {
        IEnumerable<TaskRef> left = [batch];
        foreach (TaskRef other in others.Where(o => o.Task == batch.Task)) left = left.SelectMany(b => Batches.Without(b, other)).ToArray();
        return left;
    }

    private static string StepOf(Level level, StepRef step) =>
        level.FindTask(step.Task) is { } task ? $"{Words.Of(task.Steps[step.Step])} ({task.Title}{(step.Copy > 0 ? $" {step.Copy}" : "")})" : step.ToString();
}
