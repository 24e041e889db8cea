using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Inspect;

/// <summary>Draws a level for the inspector: the goal, everybody's program with a pointer, what is shared, and who could go on.</summary>
internal static class InspectRows
{
    private const int LeastColumn = 18, LeastLog = 3, WideEnough = 110, LogWidth = 42;
    private const string WaitEnds = "the wait ends";

    public static IEnumerable<Line> Draw(InspectModel model, int width, int height)
    {
        bool isWide = width >= WideEnough;
        int inner = isWide ? width - LogWidth - 3 : width;
        List<Line> rows = [.. Goal(model, inner - 4).Select(Indented), Layout.Rule("everybody", inner), .. Columns(model, inner), Layout.Rule("shared", inner), .. Shared(model.Game).Select(Indented)];
        rows.AddRange([Layout.Rule(model.Game.End is null ? "who goes on?" : "the end", inner), .. (model.Game.End is null ? Moves(model) : End(model, inner - 4)).Select(Indented)]);
        if (isWide) return Layout.Beside([.. rows.Select(r => r.Fit(inner))], [Layout.Rule("so far", LogWidth), .. Log(model, height - 1)], inner, width);
        int left = height - rows.Count - 1;
        return left < LeastLog || model.Game.Made.IsEmpty ? rows : [.. rows, Layout.Rule("so far", width), .. Log(model, left).Select(Indented)];
    }

    /// <summary>Who does what, in the kitchen's words.</summary>
    public static string TextOf(CompiledPlan plan, ScheduleMove move)
    {
        string task = TimelineNames.Of(plan).Task(move.Task), what = move.What == WaitEnds ? "comes back from waiting" : Said(plan, move.What);
        return move.IsOnLoop ? $"{task} {what}" : $"{LaneOf(plan, move.Thread)}: {task} {what}";
    }

    /// <summary>A lock has the name of what it guards: it is locked and unlocked, where a tool is taken and put back.</summary>
    private static string Said(CompiledPlan plan, string what)
    {
        foreach (string guarded in plan.Locks)
        {
            if (what == $"takes {guarded}") return $"locks {guarded}";
            if (what == $"puts back {guarded}") return $"unlocks {guarded}";
            if (what == $"waits for {guarded}") return "waits for the lock";
        }
        return what;
    }

    private static Line Indented(Line line) => Line.Of("  ") + line;

    private static string LaneOf(CompiledPlan plan, int thread)
    {
        ImmutableArray<TimelineRow> rows = plan.Rows;
        return Words.Of(rows[thread], rows.Select(r => r.Process).Distinct().Count() <= 1);
    }

    /// <summary>What has to happen, as a sentence.</summary>
    public static string GoalOf(Challenge challenge) => challenge.Goal == InspectionVerdict.Deadlock
        ? "Bring everything to a stop: nobody may be able to go on, and something must be left undone." : "Lose an update: somebody must write what they read before another one wrote.";

    private static IEnumerable<Line> Goal(InspectModel model, int width)
    {
        foreach (Line line in Layout.Wrap(GoalOf(model.Challenge), width)) yield return line;
        yield return Line.Of(Words.Switches(model.Game.Switches), Ink.Strong) + Line.Of("   ") + Words.Medals(model.Challenge);
    }

    /// <summary>A column per thread; on a loop, one per coroutine.</summary>
    private static IEnumerable<Line> Columns(InspectModel model, int width)
    {
        ImmutableArray<ImmutableArray<Line>> columns = [.. AllColumns(model)];
        int fit = Math.Clamp((width - 2) / LeastColumn, 1, columns.Length), each = Math.Min(34, (width - 2) / fit);
        for (int first = 0; first < columns.Length; first += fit)
        {
            ImmutableArray<Line>[] shown = [.. columns.Skip(first).Take(fit)];
            for (int row = 0; row < shown.Max(c => c.Length); row++)
                yield return shown.Aggregate(Line.Of("  "), (line, column) => line + (row < column.Length ? column[row] : Line.Empty).Fit(each - 1) + Line.Of(" "));
        }
    }

    private static IEnumerable<ImmutableArray<Line>> AllColumns(InspectModel model)
    {
        var plan = model.Game.Plan;
        for (int thread = 0; thread < plan.Threads.Length; thread++)
        {
            if (plan.Threads[thread].Queue is not (>= 0 and int queue)) continue;
            int at = thread;
            bool isPool = plan.Threads.Count(t => t.Queue == queue) > 1;
            ImmutableArray<int> tasks = isPool ? [.. model.Game.Made.Where(m => m.Thread == at).Select(m => m.Task).Distinct()] : plan.Queues[queue].Tasks;
            if (plan.Threads[thread].IsLoop) foreach (int task in tasks) yield return [.. Program(model, task)];
            else yield return [Line.Of(LaneOf(model.Game.Plan, thread), Ink.Dim), .. tasks.SelectMany(t => Program(model, t))];
        }
    }

    private static IEnumerable<Line> Program(InspectModel model, int task)
    {
        TimelineNames names = TimelineNames.Of(model.Game.Plan);
        TaskMoment now = model.Game.Now.Tasks[task];
        (ImmutableArray<string> operations, int done) = model.Game.Program(task);
        string phase = now.Phase switch { SchedulePhase.Done => " ✓", SchedulePhase.Away => model.Game.Moves.Any(m => m.Task == task && m.What == WaitEnds) ? " (away)" : " (in the queue)", SchedulePhase.Blocked => " (stuck)", _ => "" };
        yield return Line.Of(names.Task(task), names.InkOf(task)) + Line.Of(phase, now.Phase == SchedulePhase.Blocked ? Ink.Bad : Ink.Dim);
        for (int i = 0; i < operations.Length; i++)
        {
            bool isNext = i == done && now.Phase != SchedulePhase.Done;
            string text = Said(model.Game.Plan, isNext && now.Phase == SchedulePhase.Blocked ? now.Next : operations[i]);
            yield return Line.Of($"{(isNext ? "▶" : i < done ? "✓" : " ")} {text}", isNext ? now.Phase == SchedulePhase.Blocked ? Ink.Warn : Ink.Strong : i < done ? Ink.Dim : Ink.Normal);
        }
    }

    /// <summary>Every shared thing, tool and lock that somebody uses: who has it, who waits for it, who has read it.</summary>
    public static IEnumerable<Line> Shared(InspectionGame game)
    {
        TimelineNames names = TimelineNames.Of(game.Plan);
        ImmutableArray<TaskMoment> tasks = game.Now.Tasks;
        string Who(Func<TaskMoment, bool> match) => string.Join(", ", tasks.Index().Where(t => match(t.Item)).Select(t => names.Task(t.Index)));
        foreach (string thing in game.Plan.Level.Shared)
        {
            string fresh = Who(t => t.HasRead.Contains(thing) && !t.Stale.Contains(thing)), stale = Who(t => t.Stale.Contains(thing));
            Line line = Line.Of($"{thing}: ", Ink.Strong) + Line.Of(fresh.Length + stale.Length == 0 ? "nobody is between reading and writing" : fresh.Length > 0 ? $"{fresh} read it and will write" : "");
            yield return stale.Length > 0 ? line + Line.Of($"{(fresh.Length > 0 ? "; " : "")}{stale} read it before another wrote", Ink.Bad) : line;
        }
        foreach (string held in game.Plan.Level.Tools.Select(t => t.Id).Concat(game.Plan.Locks))
        {
            string holders = Who(t => t.Holds.Contains(held)), waiting = Who(t => t.Next == $"waits for {held}");
            bool isLock = game.Plan.Locks.Contains(held);
            yield return Line.Of($"{(isLock ? $"lock of {held}" : held)}: ", Ink.Strong) + Line.Of(holders.Length > 0 ? $"{holders} {(isLock ? "holds it" : "has it")}" : "free") + Line.Of(waiting.Length > 0 ? $"; {waiting} {(waiting.Contains(',', StringComparison.Ordinal) ? "wait" : "waits")}" : "", Ink.Warn);
        }
    }

    private static IEnumerable<Line> Moves(InspectModel model)
    {
        for (int i = 0; i < model.Game.Moves.Length; i++)
        {
            ScheduleMove move = model.Game.Moves[i];
            bool isSelected = i == model.Cursor, isSwitch = !model.Game.Made.IsEmpty && model.Game.Made[^1].Actor != move.Actor;
            Line line = Line.Of(isSelected ? "▶ " : "  ") + Line.Of($"{i + 1}", Ink.Key) + Line.Of($" {(isSwitch ? "⇄" : " ")} {TextOf(model.Game.Plan, move)}", isSelected ? Ink.Strong : Ink.Normal);
            yield return line.For(new MoveTarget(i));
        }
    }

    private static IEnumerable<Line> End(InspectModel model, int width)
    {
        yield return !model.IsWon ? Line.Of(Missed(model.Game), Ink.Warn)
            : Line.Of("BROKEN ", Ink.Good) + Line.Of($"with {Words.Switches(model.Game.Switches)}   ", Ink.Strong) + Words.Of(model.Medal);
        foreach (Line line in Layout.Wrap(model.Game.Explanation, width)) yield return line;
        if (model.IsWon && model.Medal != Medal.Gold) yield return Line.Of($"It can be done with {Words.Switches(model.Challenge.Gold)}: u takes moves back, r starts again.", Ink.Dim);
    }

    /// <summary>An end that is not the goal, in a sentence.</summary>
    public static string Missed(InspectionGame game) => game.End == InspectionVerdict.Safe ? "It held." : "Not that: they are stuck, and no update is lost.";

    private static IEnumerable<Line> Log(InspectModel model, int most)
    {
        ImmutableArray<ScheduleMove> made = model.Game.Made;
        for (int i = Math.Max(0, made.Length - most); i < made.Length; i++)
            yield return Line.Of($"{i + 1,3} {(i > 0 && made[i].Actor != made[i - 1].Actor ? "⇄" : " ")} {TextOf(model.Game.Plan, made[i])}", i == made.Length - 1 ? Ink.Normal : Ink.Dim);
    }
}
