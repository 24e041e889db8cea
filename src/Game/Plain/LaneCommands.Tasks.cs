using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Plain;

/// <summary>Which task is on which lane.</summary>
internal static partial class LaneCommands
{
    private static string? Send(PlainGame game, ImmutableArray<string> words)
    {
        (Level level, Plan plan) = (game.Level, game.Plan);
        words = PlainNames.Essential(words);
        if (words.Length < 2) return "Say which lane: send TASK LANE. Type plan to hear the lanes.";
        (ImmutableArray<string> rest, ImmutableArray<string> numbers) = PlainNames.WithoutNumbers(words, 2);
        (ImmutableArray<string> task, string lane) = numbers.IsEmpty ? (rest[..^1], rest[^1]) : (rest, numbers[0]);
        if (PlainNames.Batch(level, plan, PlainNames.Text(task), out ImmutableArray<TaskRef> batches) is { } unknown) return unknown;
        if (PlainNames.Lane(plan, lane, out LaneAddress at) is { } nowhere) return nowhere;
        int place = int.MaxValue;
        if (numbers.Length == 2 && PlainNames.Number(numbers[1], 1, 10_000, "place", out place) is { } wrong) return wrong;
        return Place(game, batches.Aggregate(plan, PlanEdit.Unassign), batches, at, numbers.Length == 2 ? place - 1 : int.MaxValue);
    }

    private static string? Before(PlainGame game, ImmutableArray<string> words)
    {
        (Level level, Plan plan) = (game.Level, game.Plan);
        string? reason = "Say two tasks: before TASK OTHER.";
        for (int cut = 1; cut < words.Length; cut++)
        {
            reason = PlainNames.Batch(level, plan, PlainNames.Text(words[..cut]), out ImmutableArray<TaskRef> batches);
            if (reason is not null) continue;
            reason = PlainNames.Batch(level, plan, PlainNames.Text(words[cut..]), out ImmutableArray<TaskRef> others);
            if (reason is null) return Before(game, batches, others);
        }
        return reason;
    }

    private static string? Before(PlainGame game, ImmutableArray<TaskRef> batches, ImmutableArray<TaskRef> others)
    {
        if (batches.IsEmpty || others.IsEmpty) return "There are no such copies left.";
        TaskRef other = others[0];
        Plan rest = batches.Aggregate(game.Plan, PlanEdit.Unassign);
        foreach (LaneAddress at in PlanEdit.Lanes(rest))
        {
            if (IndexOf(PlanEdit.LaneAt(rest, at), other) is not (>= 0 and int index)) continue;
            int ahead = other.First - PlanEdit.LaneAt(rest, at).Tasks[index].First;
            return ahead > 0 ? Place(game, PlanEdit.Split(rest, at, index, ahead), batches, at, index + 1) : Place(game, rest, batches, at, index);
        }
        return PlanEdit.Lanes(rest).Any(at => PlanEdit.LaneAt(rest, at).Steps.Any(s => s.Task == other.Task))
            ? "In a list of steps, move FROM TO moves a step." : $"{Words.Of(game.Level, other)} is on no lane, or it is what you move.";
    }

    private static string? Off(PlainGame game, ImmutableArray<string> words)
    {
        if (PlainNames.Batch(game.Level, game.Plan, PlainNames.Text(words), out ImmutableArray<TaskRef> batches) is { } reason) return reason;
        Plan plan = batches.Aggregate(game.Plan, PlanEdit.Unassign);
        return game.Edit(plan, $"{Named(game, batches)} is on no lane now.");
    }

    private static string? Split(PlainGame game, ImmutableArray<string> words)
    {
        (Level level, Plan plan) = (game.Level, game.Plan);
        (ImmutableArray<string> task, ImmutableArray<string> numbers) = PlainNames.WithoutNumbers(PlainNames.Essential(words), 1);
        if (PlainNames.Batch(level, plan, PlainNames.Text(task), out ImmutableArray<TaskRef> batches) is { } unknown) return unknown;
        if (numbers.IsEmpty) return "Say how many go into the first part: split TASK NUMBER.";
        foreach (LaneAddress at in PlanEdit.Lanes(plan))
        {
            ImmutableArray<TaskRef> tasks = PlanEdit.LaneAt(plan, at).Tasks;
            for (int i = 0; i < tasks.Length; i++)
            {
                if (tasks[i].Task != batches[0].Task || Batches.Size(tasks[i]) < 2 || batches[0].First > tasks[i].Last || batches[0].Last < tasks[i].First) continue;
                int size = Batches.Size(tasks[i]);
                return PlainNames.Number(numbers[0], 1, size - 1, "size of the first part", out int first)
                    ?? game.Edit(PlanEdit.Split(plan, at, i, first), $"Split {Words.Of(level, tasks[i])}: {first} and {size - first}.");
            }
        }
        return $"No lane has a batch of several of {Spoken.Title(level, batches[0].Task)}.";
    }

    /// <summary>Puts batches that are on no lane into one, one after another.</summary>
    private static string? Place(PlainGame game, Plan plan, ImmutableArray<TaskRef> batches, LaneAddress at, int index)
    {
        index = Math.Min(index, PlanEdit.LaneAt(plan, at) is { Kind: LaneKind.Manual } list ? list.Steps.Length : PlanEdit.LaneAt(plan, at).Tasks.Length);
        foreach (TaskRef batch in Enumerable.Reverse(batches)) plan = PlanEdit.Place(game.Level, plan, batch, at, index);
        plan = PlanEdit.Join(plan);
        return game.Edit(plan, $"{Named(game, batches)} to {Spoken.LaneAt(plan, at)}.");
    }

    private static string Named(PlainGame game, ImmutableArray<TaskRef> batches) => batches.IsEmpty ? "Nothing" : Spoken.List(batches.Select(b => Words.Of(game.Level, b)));

    /// <summary>Place of the batch that has a copy of another in it; −1 if the lane has none.</summary>
    private static int IndexOf(Lane lane, TaskRef other)
    {
        for (int i = 0; i < lane.Tasks.Length; i++)
            if (lane.Tasks[i].Task == other.Task && lane.Tasks[i].First <= other.Last && lane.Tasks[i].Last >= other.First) return i;
        return -1;
    }
}
