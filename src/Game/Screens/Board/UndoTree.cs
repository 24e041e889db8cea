using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Every plan that the one on the board ever was, as a tree; the board shows the one under the cursor.</summary>
internal sealed record UndoTree : Overlay
{
    /// <summary>How far from the cursor the model is asked about plans.</summary>
    private const int Asked = 12;

    private readonly Level _level;
    private readonly EditHistory<Plan> _history;
    private readonly PlanFigures _figures;

    private UndoTree(Level level, EditHistory<Plan> history, PlanFigures figures) => (_level, _history, _figures) = (level, history, figures);

    /// <summary>Number of the state under the cursor.</summary>
    public int Cursor { get; private init; }

    /// <inheritdoc/>
    public override Plan? Preview => _history[Cursor].Value;

    /// <inheritdoc/>
    public override bool LeavesForecast => true;

    /// <summary>The tree with the cursor on the present plan.</summary>
    public static UndoTree Of(Level level, EditHistory<Plan> history, PlanFigures figures) =>
        new UndoTree(level, history, figures) { Title = $"undo tree: {history.Count} {(history.Count == 1 ? "plan" : "plans")}" }.At(history.Current.Number);

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key) => key switch
    {
        Keys.Up or Keys.ShiftTab => new Show(At(Cursor + 1)),
        Keys.Down or Keys.Tab => new Show(At(Cursor - 1)),
        Keys.PageUp => new Show(At(Cursor + 10)),
        Keys.PageDown => new Show(At(Cursor - 10)),
        Keys.Home => new Show(At(_history.Count - 1)),
        Keys.End => new Show(At(0)),
        Keys.Left or "u" => new Show(At(_history.Before(_history[Cursor])?.Number ?? Cursor)),
        Keys.Right or Keys.CtrlR => new Show(At(_history.After(_history[Cursor])?.Number ?? Cursor)),
        Keys.Enter or Keys.Space => Go(Cursor),
        Keys.Escape or "U" or "q" => new Show(null),
        _ => null,
    };

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height)
    {
        int room = Math.Max(1, Math.Min(height - 1, _history.Count)), first = Layout.Around(_history.Count - 1 - Cursor, _history.Count, room);
        string[] rails = Rails.Draw(_history, first, room);
        int words = Math.Clamp(width - rails[0].Length - 37, 16, 56);
        return
        [
            .. rails.Select((rail, i) => Row(_history[_history.Count - 1 - first - i], rail, words)),
            KeysRow((Keys.Up, "↑", "newer"), (Keys.Down, "↓", "older"), (Keys.Left, "←", "undo"), (Keys.Right, "→", "redo"), (Keys.Enter, "Enter", "go there"), (Keys.Escape, "Esc", "stay")),
        ];
    }

    /// <inheritdoc/>
    protected override ScreenMessage Take(int index) => new Show(At(index));

    private UndoTree At(int number)
    {
        int cursor = Math.Clamp(number, 0, _history.Count - 1);
        _figures.Ask(Enumerable.Range(0, 2 * Asked).Select(i => cursor + (i % 2 == 0 ? i / 2 : -1 - i / 2))
            .Where(i => i >= 0 && i < _history.Count).Select(i => _history[i].Value).OfType<Plan>());
        return this with { Cursor = cursor };
    }

    private ScreenMessage Go(int number) => _history[number].Value is null ? new ScreenMessage.Say("That plan is of an earlier version of the level.") : new Travelled(_history.GoTo(number));

    private Line Row(EditState<Plan> state, string rail, int words)
    {
        bool isHere = state.Number == Cursor;
        Line row = Line.Of(isHere ? "▶ " : "  ", Ink.Key) + Line.Of(rail, state.Number == _history.Current.Number ? Ink.Key : Ink.Dim) + Line.Of(" ");
        Ink ink = state.Value is null ? Ink.Dim : isHere ? Ink.Strong : Ink.Normal;
        row += Line.Of(Describe(state), ink).Fit(words) + Line.Of(" ");
        if (state.Value is { } plan) row += _figures.Of(plan);
        if (state.Number == _history.Current.Number) row += Line.Of("  ← here", Ink.Key);
        return row.For(new EntryOfBox(state.Number));
    }

    private string Describe(EditState<Plan> state)
    {
        if (state.Value is not { } plan) return "of an earlier version of the level";
        return _history.Before(state) is { Value: { } before } ? EditWords.Between(_level, before, plan) : "the beginning";
    }
}
