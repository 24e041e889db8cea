using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Board;

/// <summary>What the board asks before it edits.</summary>
internal static class BoardMenus
{
    /// <summary>Everything that can be done on the board, with its keys and why it cannot be done now: with what is under the cursor first.</summary>
    public static Menu Commands(BoardModel board)
    {
        IEnumerable<KeyCommand<BoardModel>> commands = BoardCommands.All.Where(c => c.Click is not (null or ":" or Keys.Tab or Keys.ShiftUp or Keys.PageUp) && c.IsShown(board));
        IEnumerable<MenuItem> items = commands.OrderBy(c => c.Keys[0] == Keys.F5).Select(c =>
            new MenuItem($"{(c.Shown.Length > 0 ? c.Shown : c.Keys[0]),-5} {c.WordsNow(board)}", new ScreenMessage.Say(""), c.WhyNot(board)) { Late = () => c.Message(board, c.Keys[0]) });
        return new() { Title = board.Selected is { } batch ? Words.Of(board.Level, batch) : board.Level.Title, Items = [.. Destinations(board), .. items], HasNumbers = false };
    }

    private static IEnumerable<MenuItem> Destinations(BoardModel board)
    {
        if (board.IsByHand && board.SelectedTask is { } task) return [new($"      next step of {task.Title}", new StepAdded(board.Level.Tasks.IndexOf(task)), BoardRules.WhyNotHands(board))];
        if (board.Selected is null || board.Carry is { Batch: null } || board.Lanes.Length < 2) return [];
        return board.Lanes.Select((at, i) => new MenuItem($"{(i < 9 ? $"{i + 1}" : ""),-5} to lane {i + 1}, {LaneNames.Of(board.Plan, at)}", new SentTo(i)));
    }

    /// <summary>Lanes for the kitchen under the cursor, and a further kitchen.</summary>
    public static Menu Open(BoardModel board)
    {
        int kitchen = board.CurrentLane?.Kitchen ?? 0;
        string where = board.Plan.Kitchens.Length > 1 ? $" in {board.Plan.Kitchens[kitchen].Name}" : "";
        IEnumerable<MenuItem> items = PlanRules.Kinds(board.Level)
            .Select(kind => new MenuItem($"{Words.OneOf(kind)}{where}", Added(board, kitchen, kind), PlanRules.WhyNotLane(board.Level, board.Plan, kitchen, kind)));
        if (board.Level.Allow.Kitchens > 0) items = items.Append(new("a further kitchen", AddedKitchen(board), PlanRules.WhyNotKitchen(board.Level, board.Plan)));
        MenuItem[] all = [.. items];
        return new() { Title = "open", Items = [.. all], Cursor = Math.Max(0, Array.FindIndex(all, i => i.WhyNot is null)) };
    }

    /// <summary>Closes the lane under the cursor, or empties a list by hand.</summary>
    public static ScreenMessage Close(BoardModel board, string key)
    {
        LaneAddress at = board.CurrentLane!.Value;
        if (board.IsByHand) return new Edited(ManualEdit.Clear(board.Plan, at), "The list is empty: digits add the next step of a slip.");
        return new Edited(PlanEdit.RemoveLane(board.Plan, at), $"Closed: {LaneNames.Of(board.Plan, at)}.");
    }

    /// <summary>Other kinds for the lane under the cursor.</summary>
    public static Menu Kinds(BoardModel board)
    {
        LaneAddress at = board.CurrentLane!.Value;
        Lane now = PlanEdit.LaneAt(board.Plan, at);
        ImmutableArray<MenuItem> items = [.. PlanRules.Kinds(board.Level).SelectMany(kind => PlanRules.Styles(board.Level, kind).Select(style =>
        {
            Plan plan = PlanEdit.SetStyle(PlanEdit.SetKind(board.Level, board.Plan, at, kind), at, style);
            string? reason = now.Kind == kind && now.Style != style ? null : PlanRules.WhyNotKind(board.Level, board.Plan, at, kind);
            return new MenuItem(Words.OneOf(kind, style), new Edited(plan, $"Now: {Words.Of(kind, style)}."), reason);
        }))];
        return new() { Title = "make this lane", Items = items, Cursor = Math.Max(0, items.IndexOf(items.FirstOrDefault(i => i.WhyNot is null) ?? items[0])) };
    }

    public static ScreenMessage Workers(BoardModel board, int more)
    {
        LaneAddress at = board.CurrentLane!.Value;
        int workers = PlanEdit.LaneAt(board.Plan, at).Workers + more;
        return new Edited(PlanEdit.SetWorkers(board.Plan, at, workers), workers == 1 ? "One cook." : $"{workers} cooks.");
    }

    public static NumberPrompt WorkersPrompt(BoardModel board)
    {
        LaneAddress at = board.CurrentLane!.Value;
        return new()
        {
            Title = "cooks",
            Question = "How many cooks share this list?",
            Range = (1, PlanRules.MostWorkers(board.Level, board.Plan, at)),
            Answer = n => new Edited(PlanEdit.SetWorkers(board.Plan, at, n ?? 1), $"{Words.Count(n ?? 1, "cook")}."),
        };
    }

    public static NumberPrompt LimitPrompt(BoardModel board)
    {
        LaneAddress at = board.CurrentLane!.Value;
        return new()
        {
            Title = "limit",
            Question = "How many slips may be under way at once?",
            Digits = PlanEdit.LaneAt(board.Plan, at).Limit?.ToString(CultureInfo.InvariantCulture) ?? "",
            MayBeNone = true,
            Answer = n => new Edited(PlanEdit.SetLimit(board.Plan, at, n), n is null ? "No limit." : $"At most {n} at once."),
        };
    }

    public static NumberPrompt BoxPrompt(BoardModel board)
    {
        LaneAddress at = board.CurrentLane!.Value;
        Lane lane = PlanEdit.LaneAt(board.Plan, at);
        return new()
        {
            Title = "box",
            Question = "How many tasks at most share a box? None: each travels by itself.",
            Digits = lane.Box?.ToString(CultureInfo.InvariantCulture) ?? "",
            MayBeNone = true,
            Answer = n => new Edited(PlanEdit.SetBox(board.Plan, at, n), n >= 2 ? $"Up to {n} to a box." : "Each by itself."),
        };
    }

    public static NumberPrompt CopiesPrompt(BoardModel board)
    {
        int kitchen = board.CurrentLane!.Value.Kitchen;
        return new()
        {
            Title = "copies",
            Question = "How many copies of this kitchen? They take the tasks of its list in turn.",
            Range = (1, PlanRules.MostCopies(board.Level, board.Plan, kitchen)),
            Answer = n => new Edited(PlanEdit.SetCopies(board.Plan, kitchen, n ?? 1), n > 1 ? $"{n} copies." : "No copies."),
        };
    }

    public static NumberPrompt SplitPrompt(BoardModel board)
    {
        (LaneAddress at, int entry, int size) = (board.CurrentLane!.Value, board.Cursor.Entry, Batches.Size(board.Selected!.Value));
        return new()
        {
            Title = "split",
            Question = $"How many of the {size} go into the first part?",
            Digits = (size / 2).ToString(CultureInfo.InvariantCulture),
            Range = (1, size - 1),
            Answer = n => new Edited(PlanEdit.Split(board.Plan, at, entry, n ?? 0), $"Split: {n} and {size - n}."),
        };
    }

    /// <summary>Where a lock on the task begins; then where it ends.</summary>
    public static Menu Locks(BoardModel board)
    {
        TaskSpec task = board.SelectedTask!;
        List<MenuItem> items = [];
        foreach (string name in board.Level.Shared)
        {
            for (int from = 0; from < task.Steps.Length; from++) items.Add(new($"lock {name} from: {Words.Of(task.Steps[from])}", new Show(LockEnds(board, task, name, from))));
            if (board.Plan.Locks.Any(l => l.Lock == name && l.Task.Task == task.Id)) items.Add(new($"no lock on {name}", new Edited(CardEdit.RemoveLock(board.Plan, name, task.Id), "Lock taken off.")));
        }
        return new() { Title = $"{task.Title}: lock", Items = [.. items] };
    }

    /// <summary>Places to give way in the task's steps; choosing one that is taken frees it.</summary>
    public static Menu Yields(BoardModel board)
    {
        TaskSpec task = board.SelectedTask!;
        List<MenuItem> items = [];
        for (int step = 0; step < task.Steps.Length; step++)
        {
            if (task.Steps[step].Kind != StepKind.Cpu) continue;
            foreach (decimal after in PlanRules.YieldPlaces(task.Steps[step]))
            {
                bool isThere = board.Plan.Yields.Any(y => y.Task.Task == task.Id && y.Step == step && y.After.Minutes == after);
                string? reason = isThere ? null : PlanRules.WhyNotFurtherYield(board.Level, board.Plan);
                Plan plan = CardEdit.ToggleYield(board.Plan, task.Id, step, KitchenDuration.FromMinutes(after));
                items.Add(new($"{(isThere ? "✓" : " ")} after {Words.Number(after)} of: {Words.Of(task.Steps[step])}",
                    new Edited(plan, isThere ? "Yield taken away." : $"{task.Title} gives way after {Words.Number(after)}."), reason));
            }
        }
        return new() { Title = $"{task.Title}: give way", Items = [.. items] };
    }

    /// <summary>Steps of the task and who could do them instead.</summary>
    public static Menu Offloads(BoardModel board)
    {
        TaskSpec task = board.SelectedTask!;
        List<MenuItem> items = [];
        for (int step = 0; step < task.Steps.Length; step++)
        {
            if (task.Steps[step].Kind is StepKind.Take or StepKind.Drop) continue;
            string words = Words.Of(task.Steps[step]);
            string? now = board.Plan.Offloads.FirstOrDefault(o => o.Task.Task == task.Id && o.Step == step)?.To;
            if (now is not null) items.Add(new($"{words}: no helper", new Edited(CardEdit.SetOffload(board.Plan, task.Id, step, null), "No helper.")));
            if (now != "thread") items.Add(new($"{words}: to a helper", new Edited(CardEdit.SetOffload(board.Plan, task.Id, step, "thread"), $"A helper does: {words}.")));
            foreach (Kitchen kitchen in board.Plan.Kitchens.Skip(1).Where(k => k.Name != now))
                items.Add(new($"{words}: to {kitchen.Name}", new Edited(CardEdit.SetOffload(board.Plan, task.Id, step, kitchen.Name), $"{kitchen.Name} does: {words}.")));
        }
        return new() { Title = $"{task.Title}: helper", Items = [.. items] };
    }

    /// <summary>Waits of the task that can be tried again; choosing one that is takes the card away.</summary>
    public static Menu Tries(BoardModel board)
    {
        TaskSpec task = board.SelectedTask!;
        List<MenuItem> items = [];
        for (int step = 0; step < task.Steps.Length; step++)
        {
            if (task.Steps[step].Kind != StepKind.Io) continue;
            bool isThere = board.Plan.Tries.Any(t => t.Task.Task == task.Id && t.Step == step);
            string words = Words.Of(task.Steps[step]), fails = SlipRows.Failing(task.Steps[step]) is { } how ? $" ({how})" : "";
            items.Add(new($"{(isThere ? "✓" : " ")} {words}{fails}", new Edited(CardEdit.ToggleTry(board.Plan, task.Id, step), isThere ? "Try taken away." : $"If it fails, it is tried again: {words}.")));
        }
        return new() { Title = $"{task.Title}: try again", Items = [.. items] };
    }

    private static Menu LockEnds(BoardModel board, TaskSpec task, string name, int from) => new()
    {
        Title = $"{task.Title}: lock {name} until the end of",
        Items = [.. Enumerable.Range(from, task.Steps.Length - from).Select(to => new MenuItem(Words.Of(task.Steps[to]),
            new Edited(CardEdit.SetLock(board.Plan, name, task.Id, from, to), $"{task.Title} holds the lock on {name}.")))],
    };

    private static Edited Added(BoardModel board, int kitchen, LaneKind kind) => new(PlanEdit.AddLane(board.Plan, kitchen, kind), $"Opened: {Words.Of(kind)}.");

    private static Edited AddedKitchen(BoardModel board)
    {
        return new(PlanEdit.AddKitchen(board.Plan, PlanRules.KindOfKitchen(board.Level)), "Opened: a further kitchen.");
    }
}
