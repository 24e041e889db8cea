using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Board;

/// <summary>The player wants to know whether an unkind schedule can break the plan.</summary>
/// <param name="Plan">The plan.</param>
public sealed record InspectionAsked(CompiledPlan Plan) : ScreenMessage;

/// <summary>The inspector is done.</summary>
/// <param name="Result">What it found.</param>
public sealed record InspectionDone(InspectedPlan Result) : ScreenMessage;

/// <summary>The inspector is at work.</summary>
internal sealed record InspectorAtWork : Overlay
{
    /// <summary>What is being inspected.</summary>
    public required CompiledPlan Plan { get; init; }

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key) => key is Keys.Escape or "i" or "q" ? new Show(null) : null;

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height) =>
        [Line.Of("looking…", Ink.Strong), .. Layout.Wrap("Every order in which things could happen, not only the likely one.", Math.Min(56, width - 8)), KeysRow((Keys.Escape, "Esc", "stop"))];
}

/// <summary>What the inspector found, with the schedule that breaks the plan step by step.</summary>
internal sealed record InspectorReport : Overlay
{
    /// <summary>The result.</summary>
    public required InspectedPlan Result { get; init; }

    /// <summary>How many moves of the schedule have been made.</summary>
    public int Made { get; init; }

    private ImmutableArray<ScheduleMove> Moves => Result.Found.Schedule;

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key) => key switch
    {
        Keys.Up or Keys.Left or Keys.ShiftTab => At(Made - 1),
        Keys.Down or Keys.Right or Keys.Tab or Keys.Enter or Keys.Space => At(Made + 1),
        Keys.Home => At(0),
        Keys.End => At(Moves.Length),
        "f" when Result.Replay is { } replay => At(replay.FatalMove + 1),
        Keys.Escape or "i" or "q" => new Show(null),
        _ => null,
    };

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height)
    {
        int room = Math.Min(76, width - 8);
        List<Line> rows = [Verdict(), .. Layout.Wrap(InTitles(Result.Found.Explanation), room)];
        if (Result.Replay is not { } replay)
        {
            return [.. rows, Line.Of($"{Words.Count(Result.Found.States, "state")} looked at", Ink.Dim), KeysRow((Keys.Escape, "Esc", "back"))];
        }
        rows.Add(Line.Of($"{Words.Count(Moves.Length, "move")}, {Words.Switches(Result.Found.Switches)}: step {Made}", Ink.Dim));
        ImmutableArray<Line> tasks = [.. TaskRows(replay.Moments[Made], room)];
        int left = Math.Max(2, height - rows.Count - 2), states = Math.Clamp(left / 2, 1, tasks.Length), moves = Math.Min(Moves.Length, left - states);
        int first = Layout.Around(Math.Max(0, Made - 1), Moves.Length, moves);
        for (int i = first; i < first + moves; i++) rows.Add(MoveRow(replay, i).Fit(room));
        rows.Add(Layout.Rule("now", room));
        rows.AddRange(tasks.Take(states));
        rows.Add(KeysRow((Keys.Left, "←", "back"), (Keys.Right, "→", "step"), (Keys.Home, "Home", "start"), (Keys.End, "End", "end"), ("f", "f", "fatal move"), (Keys.Escape, "Esc", "leave")));
        return [.. rows];
    }

    /// <inheritdoc/>
    protected override ScreenMessage Take(int index) => At(index + 1);

    private Show At(int made) => new(this with { Made = Math.Clamp(made, 0, Moves.Length) });

    private Line Verdict() => Result.Found.Verdict switch
    {
        InspectionVerdict.Safe => Line.Of("safe", Ink.Good),
        InspectionVerdict.Unknown => Line.Of("unknown", Ink.Warn),
        InspectionVerdict.Race => Line.Of("can break: a count can come out wrong", Ink.Bad),
        _ => Line.Of("can break: everybody can end up waiting", Ink.Bad),
    };

    private Line MoveRow(ScheduleReplay replay, int index)
    {
        ScheduleMove move = Moves[index];
        bool isLast = index == Made - 1, isFatal = index == replay.FatalMove;
        bool isSwitch = Result.Found.IsSwitch(index);
        string task = TimelineNames.Of(Result.Plan).Task(move.Task);
        string text = $"{(isLast ? "▶" : " ")}{index + 1,3} {(isFatal ? "!" : isSwitch ? "⇄" : " ")} {LaneOf(move)}: {task} {move.What}{(isFatal ? "   ← the fatal switch" : "")}";
        return Line.Of(text, isFatal ? Ink.Bad : index >= Made ? Ink.Dim : isLast ? Ink.Strong : Ink.Normal).For(new EntryOfBox(index));
    }

    /// <summary>Tasks that have begun and are not done, the stuck ones first; the others are counted.</summary>
    private IEnumerable<Line> TaskRows(ScheduleMoment now, int width)
    {
        TimelineNames names = TimelineNames.Of(Result.Plan);
        IEnumerable<int> open = Enumerable.Range(0, now.Tasks.Length).Where(t => now.Tasks[t].Phase is not (SchedulePhase.NotBegun or SchedulePhase.Done))
            .OrderByDescending(t => now.Tasks[t].Phase == SchedulePhase.Blocked || !now.Tasks[t].Stale.IsEmpty);
        int shown = 0;
        foreach (int task in open)
        {
            shown++;
            TaskMoment moment = now.Tasks[task];
            List<string> notes = [];
            if (!moment.Holds.IsEmpty) notes.Add("holds " + string.Join(", ", moment.Holds));
            if (!moment.HasRead.IsEmpty) notes.Add($"has read {string.Join(", ", moment.HasRead)}{(moment.Stale.IsEmpty ? "" : ", and another has written since")}");
            if (moment.Phase == SchedulePhase.Away) notes.Add("is away");
            else if (moment.Next.Length > 0) notes.Add(moment.Phase == SchedulePhase.Blocked ? InTitles(moment.Next) : $"next {moment.Next}");
            yield return Line.Of($"  {names.Task(task)}: {(notes.Count == 0 ? "goes on" : string.Join("; ", notes))}", moment.Phase == SchedulePhase.Blocked || !moment.Stale.IsEmpty ? Ink.Warn : Ink.Normal).Fit(width);
        }
        int waiting = now.Tasks.Count(t => t.Phase == SchedulePhase.NotBegun), done = now.Tasks.Count(t => t.Phase == SchedulePhase.Done);
        if (shown == 0 || waiting + done > 0) yield return Line.Of($"  {waiting} not begun, {done} done", Ink.Dim);
    }

    /// <summary>A sentence with the tasks' titles in place of their ids.</summary>
    private string InTitles(string sentence)
    {
        TimelineNames names = TimelineNames.Of(Result.Plan);
        Dictionary<string, int> tasks = Enumerable.Range(0, Result.Plan.Tasks.Length).ToDictionary(t => Result.Plan.Tasks[t].Name);
        return string.Join(' ', sentence.Split(' ').Select(word =>
        {
            string bare = word.TrimEnd('.', ',', ':');
            return tasks.TryGetValue(bare, out int task) ? names.Task(task) + word[bare.Length..] : word;
        }));
    }

    private string LaneOf(ScheduleMove move)
    {
        ImmutableArray<TimelineRow> rows = Result.Plan.Rows;
        return Words.Of(rows[move.Thread], rows.Select(r => r.Process).Distinct().Count() <= 1);
    }
}
