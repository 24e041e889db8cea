using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>The board wants to see the named plans of its level, after having changed them perhaps. The game answers with <see cref="PlansCame"/>.</summary>
public abstract record PlansRequest : ScreenMessage
{
    /// <summary>The name to be under the cursor afterwards; null: the present plan.</summary>
    public abstract string? Name { get; }

    /// <summary>Changes the store.</summary>
    public abstract void CarryOut(IProgressStore store, string level);
}

/// <summary>Changes nothing.</summary>
public sealed record PlansAsked : PlansRequest
{
    /// <inheritdoc/>
    public override string? Name => null;

    /// <inheritdoc/>
    public override void CarryOut(IProgressStore store, string level) { }
}

/// <summary>Puts a plan aside.</summary>
public sealed record PlanPutAside(NamedPlan Plan) : PlansRequest
{
    /// <inheritdoc/>
    public override string Name => Plan.Name;

    /// <inheritdoc/>
    public override void CarryOut(IProgressStore store, string level) => store.PutAside(Plan);
}

/// <summary>Gives a plan another name.</summary>
public sealed record PlanRenamed(NamedPlan Plan, string NewName) : PlansRequest
{
    /// <inheritdoc/>
    public override string Name => NewName;

    /// <inheritdoc/>
    public override void CarryOut(IProgressStore store, string level)
    {
        store.PutAside(Plan with { Name = NewName });
        if (Plan.Name != NewName) store.ThrowAway(level, Plan.Name);
    }
}

/// <summary>Throws a named plan away.</summary>
public sealed record PlanThrownAway(string Thrown) : PlansRequest
{
    /// <inheritdoc/>
    public override string? Name => null;

    /// <inheritdoc/>
    public override void CarryOut(IProgressStore store, string level) => store.ThrowAway(level, Thrown);
}

/// <summary>The named plans of the level.</summary>
/// <param name="Plans">By name.</param>
/// <param name="Name">The one to be under the cursor; null: the present plan.</param>
/// <param name="WasServed">Whether the level was ever served, so that the author's plan gives nothing away.</param>
public sealed record PlansCame(ImmutableArray<NamedPlan> Plans, string? Name, bool WasServed) : ScreenMessage;

/// <summary>The plans of a level; the board shows the one under the cursor.</summary>
internal sealed record PlanShelf : Overlay
{
    private sealed record Entry(string Name, Plan Plan, bool IsNamed, string? WhyNotLoad);

    private readonly Level _level;
    private readonly PlanFigures _figures;
    private readonly ImmutableArray<Entry> _entries;

    private PlanShelf(Level level, PlanFigures figures, ImmutableArray<Entry> entries) => (_level, _figures, _entries) = (level, figures, entries);

    /// <summary>The plan under the cursor.</summary>
    public int Cursor { get; private init; }

    /// <inheritdoc/>
    public override Plan? Preview => Batches.Fit(_level, _entries[Cursor].Plan) ? _entries[Cursor].Plan : null;

    /// <inheritdoc/>
    public override bool LeavesForecast => true;

    private NamedPlan? Selected => _entries[Cursor] is { IsNamed: true } entry ? new(entry.Name, entry.Plan) : null;

    /// <summary>The present plan, the named ones, and the author's obvious one for comparison.</summary>
    public static PlanShelf Of(Level level, Plan present, PlansCame came, PlanFigures figures)
    {
        List<Entry> entries = [new("on the board", present, false, null)];
        entries.AddRange(came.Plans.Select(p => new Entry(p.Name, p.Plan, true, Batches.Fit(level, p.Plan) ? null : "That plan is of an earlier version of the level.")));
        if (came.WasServed && level.Plans.FirstOrDefault(p => p.Name == "naive") is { } naive)
            entries.Add(new("the obvious plan", Batches.Plain(level, naive.Plan), false, "The author's plan is here for comparison only."));
        figures.Ask(entries.Where(e => Batches.Fit(level, e.Plan)).Select(e => e.Plan));
        int cursor = came.Name is null ? 0 : entries.FindIndex(e => e.IsNamed && e.Name == came.Name);
        return new(level, figures, [.. entries]) { Title = "plans of this level", Cursor = Math.Max(0, cursor) };
    }

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key) => key switch
    {
        Keys.Up or Keys.ShiftTab => new Show(this with { Cursor = Math.Max(0, Cursor - 1) }),
        Keys.Down or Keys.Tab => new Show(this with { Cursor = Math.Min(_entries.Length - 1, Cursor + 1) }),
        Keys.Enter or Keys.Space => Load(),
        "a" => new Show(Naming("Put the plan on the board aside as", FreeName(), name => PutAside(name, new PlanPutAside(new(name, _entries[0].Plan))))),
        "r" => Selected is { } plan ? new Show(Naming($"Call “{plan.Name}”", plan.Name, name => PutAside(name, new PlanRenamed(plan, name)))) : OnlyNamed(),
        Keys.Delete or Keys.Backspace or "d" or "x" => Selected is { } plan ? new Show(Asking($"throw away “{plan.Name}”?", "yes, throw it away", new PlanThrownAway(plan.Name))) : OnlyNamed(),
        Keys.Escape or "p" or "q" => new Show(null),
        _ => null,
    };

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height)
    {
        int room = Math.Max(1, height - 1), names = Math.Clamp(_entries.Max(e => TextWidth.Of(e.Name)), 12, Math.Max(12, width - 60));
        return
        [
            .. _entries.Select((entry, i) => Row(entry, i, names)).Skip(Layout.Around(Cursor, _entries.Length, room)).Take(room),
            KeysRow((Keys.Enter, "Enter", "load"), ("a", "a", "put aside"), ("r", "r", "rename"), ("d", "d", "throw away"), (Keys.Up, "↑", ""), (Keys.Down, "↓", ""), (Keys.Escape, "Esc", "leave")),
        ];
    }

    /// <inheritdoc/>
    protected override ScreenMessage Take(int index) => new Show(this with { Cursor = index });

    private static ScreenMessage.Say OnlyNamed() => new("Only a plan with a name of its own; a gives the one on the board a name.");

    private ScreenMessage Load() => _entries[Cursor] is var entry && entry.WhyNotLoad is { } reason ? new ScreenMessage.Say(reason)
        : Cursor == 0 || PlanWriter.Write(entry.Plan) == PlanWriter.Write(_entries[0].Plan) ? new Show(null)
        : new Edited(entry.Plan, $"Loaded: {entry.Name}. u brings back what was on the board.");

    private ScreenMessage PutAside(string name, PlansRequest request) => !_entries.Any(e => e.IsNamed && e.Name == name) || request is PlanRenamed { Plan.Name: var old } && old == name ? request
        : new Show(Asking($"there is a plan “{name}” already", "write over it", request));

    private TextPrompt Naming(string question, string text, Func<string, ScreenMessage> answer) => new() { Title = "name", Question = question, Text = text, Answer = answer, Back = this };

    private Menu Asking(string question, string yes, ScreenMessage message) => new() { Title = question, Items = [new("no, leave it as it is", new Show(this)), new(yes, message)] };

    private string FreeName()
    {
        int number = 1;
        while (_entries.Any(e => e.Name == $"plan {number}")) number++;
        return $"plan {number}";
    }

    private Line Row(Entry entry, int index, int names)
    {
        bool isHere = index == Cursor;
        Line row = Line.Of(isHere ? "▶ " : "  ", Ink.Key) + Line.Of(entry.Name, isHere ? Ink.Strong : entry.IsNamed ? Ink.Normal : Ink.Title).Fit(names) + Line.Of("  ");
        row += Batches.Fit(_level, entry.Plan) ? _figures.Of(entry.Plan) : Line.Of("of an earlier version of the level", Ink.Dim);
        if (!entry.IsNamed && index > 0) row += Line.Of("  for comparison only", Ink.Dim);
        return row.For(new EntryOfBox(index));
    }
}
