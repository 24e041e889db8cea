using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Plain;

/// <summary>What a player's words name. Each gives null and the thing itself, or what is wrong and how to mend it.</summary>
internal static class PlainNames
{
    /// <summary>Words that only make a command easier to say.</summary>
    private static readonly ImmutableArray<string> Fillers = ["to", "lane", "place", "at", "in", "into", "on", "of", "from", "step", "steps", "the", "after", "minutes", "minute"];

    private static readonly ImmutableArray<(string Word, LaneKind Kind)> Kinds =
    [
        .. Enum.GetValues<LaneKind>().SelectMany(k => ((string, LaneKind)[])[(PlanNames.Of(k), k), (Words.Of(k), k)]),
        ("head", LaneKind.Main), ("hand", LaneKind.Manual), ("step by step", LaneKind.Manual), ("cook", LaneKind.Thread), ("further", LaneKind.Thread),
        ("window", LaneKind.Loop), ("enchanted", LaneKind.Greenlets), ("greenlet", LaneKind.Greenlets),
    ];

    /// <summary>The words without those that carry no meaning; the first always stays.</summary>
    public static ImmutableArray<string> Essential(ImmutableArray<string> words) =>
        [.. words.Where((w, i) => i == 0 || !Fillers.Contains(w.ToLowerInvariant()))];

    /// <summary>Several words as one text.</summary>
    public static string Text(IEnumerable<string> words) => string.Join(' ', words);

    /// <summary>A level: number such as 2.1, id, or words of its title.</summary>
    public static string? Level(PlainGame game, string text, out Level level)
    {
        CampaignProgress campaign = game.Campaign;
        ImmutableArray<Level> all = campaign.Levels;
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Level[] found = [.. all.Where(l => campaign.NumberOf(l) == text || l.Id.Equals(text, StringComparison.OrdinalIgnoreCase) || l.Title.Equals(text, StringComparison.OrdinalIgnoreCase))];
        if (found.Length == 0) found = [.. all.Where(l => words.All(w => l.Title.Contains(w, StringComparison.OrdinalIgnoreCase) || l.Id.Contains(w, StringComparison.OrdinalIgnoreCase)))];
        level = found.FirstOrDefault()!;
        return found.Length == 1 ? null
            : found.Length > 1 ? $"That could be {Spoken.Some(found.Select(l => campaign.NameOf(l)), 5)}. Say the number."
            : $"No level is named {SafeText.Quote(text)}.{Spoken.DidYouMean(text, all.SelectMany(l => (string[])[l.Id, l.Title]))} Type levels to hear them all.";
    }

    /// <summary>A task: id, number of its slip, or the beginning of its title.</summary>
    public static string? Task(Level level, string text, out TaskSpec task)
    {
        ImmutableArray<TaskSpec> all = level.Tasks;
        TaskSpec? exact = all.FirstOrDefault(t => t.Id.Equals(text, StringComparison.OrdinalIgnoreCase) || t.Title.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (exact is null && IsNumber(text, out int number) && number >= 1 && number <= all.Length) exact = all[number - 1];
        TaskSpec[] found = exact is not null ? [exact]
            : [.. all.Where(t => text.Length > 0 && (t.Id.StartsWith(text, StringComparison.OrdinalIgnoreCase) || t.Title.StartsWith(text, StringComparison.OrdinalIgnoreCase)))];
        task = found.FirstOrDefault()!;
        return found.Length == 1 ? null
            : text.Length == 0 ? $"Say which task: {Spoken.Some(all.Select(t => t.Id), 8)}."
            : found.Length > 1 ? $"That could be {Spoken.Some(found.Select(t => t.Id), 5)}."
            : $"No task is named {SafeText.Quote(text)}.{Spoken.DidYouMean(text, all.SelectMany(t => (string[])[t.Id, t.Title]))} There {(all.Length == 1 ? "is" : "are")} {Spoken.Some(all.Select(t => t.Id), 8)}.";
    }

    /// <summary>Copies of a task: <c>call</c> all of them, <c>call#2</c> one, <c>call#2..4</c> some, <c>call*2</c> two: those on no lane first, then the last of the lane that has most.</summary>
    public static string? Batch(Level level, Plan plan, string text, out ImmutableArray<TaskRef> batches)
    {
        batches = [];
        int mark = text.AsSpan().IndexOfAny('#', '*');
        if (Task(level, mark < 0 ? text : text[..mark].Trim(), out TaskSpec task) is { } reason) return reason;
        batches = [Batches.All(task)];
        if (mark < 0) return null;
        if (task.Count == 1) return $"There is only one {task.Title}: say {task.Id}.";
        if (PlanNames.Task(task.Id + text[mark..].Replace(" ", "", StringComparison.Ordinal)) is not { } named) return $"Say {task.Id}#2, {task.Id}#2..{task.Count} or {task.Id}*2.";
        if (named.Last > task.Count || named.Next > task.Count) return $"The copies of {task.Title} are 1 to {task.Count}.";
        batches = named.Next == 0 ? [named] : Next(level, plan, task, named.Next);
        return null;
    }

    /// <summary>A lane: its number, its kitchen's name, or its kind where only one is that.</summary>
    public static string? Lane(Plan plan, string text, out LaneAddress at)
    {
        ImmutableArray<LaneAddress> lanes = PlanEdit.Lanes(plan);
        at = lanes.FirstOrDefault();
        if (lanes.IsEmpty) return "There is no lane: add opens one.";
        if (IsNumber(text, out int number))
        {
            if (number < 1 || number > lanes.Length) return lanes.Length == 1 ? $"There is no lane {number}, only lane 1. add opens one." : $"There is no lane {number}: they are 1 to {lanes.Length}. add opens one.";
            at = lanes[number - 1];
            return null;
        }
        LaneKind? kind = KindOf(text);
        LaneAddress[] found = [.. lanes.Where(l => plan.Kitchens[l.Kitchen].Name.Equals(text, StringComparison.OrdinalIgnoreCase))];
        if (found.Length == 0) found = [.. lanes.Where(l => PlanEdit.LaneAt(plan, l).Kind == kind)];
        if (found.Length > 0) at = found[0];
        return found.Length == 1 ? null
            : text.Length == 0 ? $"Say which lane, 1 to {lanes.Length}."
            : found.Length > 1 ? $"That could be {Spoken.List(found.Select(l => $"lane {lanes.IndexOf(l) + 1}"), "or")}. Say the number."
            : $"No lane is {SafeText.Quote(text)}: say a number, 1 to {lanes.Length}.";
    }

    /// <summary>A kitchen by name, home included.</summary>
    public static string? Kitchen(Plan plan, string text, out int kitchen)
    {
        string[] names = [.. plan.Kitchens.Select(k => k.Name)];
        kitchen = Array.FindIndex(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (kitchen >= 0) return null;
        kitchen = 0;
        return $"No kitchen is named {SafeText.Quote(text)}.{Spoken.DidYouMean(text, names)} There {(names.Length == 1 ? "is" : "are")} {Spoken.Some(names, 8)}.";
    }

    /// <summary>A kind of lane that the level allows, by the kitchen's word or the field's.</summary>
    public static string? Kind(Level level, string text, out LaneKind kind)
    {
        ImmutableArray<LaneKind> allowed = PlanRules.Kinds(level);
        kind = KindOf(text) ?? default;
        string may = $"Here there can be {Spoken.List(allowed.Select(k => $"{Words.OneOf(k)} ({PlanNames.Of(k)})"), "or")}.";
        return KindOf(text) is null ? $"Nobody is {SafeText.Quote(text)}.{Spoken.DidYouMean(text, Kinds.Select(k => k.Word))} {may}" : allowed.Contains(kind) ? null : $"This level has no {Words.Of(kind)}. {may}";
    }

    /// <summary>A step of a task, by its number from 1.</summary>
    public static string? Step(TaskSpec task, string text, out int step)
    {
        string? reason = Number(text, 1, task.Steps.Length, $"step of {task.Title}", out int number);
        step = number - 1;
        return reason;
    }

    /// <summary>A whole number in a range.</summary>
    public static string? Number(string text, int least, int most, string what, out int number)
    {
        if (IsNumber(text, out number) && number >= least && number <= most) return null;
        number = least;
        return least == most ? $"The {what} can only be {least}." : $"Say the {what} as a number, {least} to {most}.";
    }

    /// <summary>Whether a text is a whole number.</summary>
    public static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, NumberFormatInfo.InvariantInfo, out number);

    /// <summary>The numbers at the end of some words, at most so many, so that a word stays.</summary>
    public static (ImmutableArray<string> Words, ImmutableArray<string> Numbers) WithoutNumbers(ImmutableArray<string> words, int most)
    {
        int count = 0;
        while (count < most && words.Length - count > 1 && decimal.TryParse(words[^(count + 1)], NumberStyles.AllowDecimalPoint, NumberFormatInfo.InvariantInfo, out _)) count++;
        return (words[..^count], words[^count..]);
    }

    private static LaneKind? KindOf(string text) =>
        Kinds.Where(k => k.Word.Equals(text, StringComparison.OrdinalIgnoreCase)).Select(k => (LaneKind?)k.Kind).FirstOrDefault();

    private static ImmutableArray<TaskRef> Next(Level level, Plan plan, TaskSpec task, int count)
    {
        IEnumerable<TaskRef> open = Batches.Unassigned(level, plan).Where(b => b.Task == task.Id);
        IEnumerable<TaskRef> placed = PlanEdit.Lanes(plan).Select(at => PlanEdit.LaneAt(plan, at).Tasks.Where(t => t.Task == task.Id))
            .OrderByDescending(lane => lane.Sum(Batches.Size)).SelectMany(lane => lane.Reverse());
        List<TaskRef> taken = [];
        foreach ((TaskRef batch, bool isOpen) in open.Select(b => (b, true)).Concat(placed.Select(b => (b, false))))
        {
            int some = Math.Min(count, Batches.Size(batch));
            if (some > 0) taken.Add(isOpen ? batch with { Last = batch.First + some - 1 } : batch with { First = batch.Last - some + 1 });
            count -= some;
        }
        return Batches.Joined([.. taken.OrderBy(b => b.First)]);
    }
}
