using System.Collections.Immutable;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Screens.Inspect;

/// <summary>A move that can be made.</summary>
/// <param name="Move">Its place in <see cref="InspectionGame.Moves"/>.</param>
internal sealed record MoveTarget(int Move) : Target;

/// <summary>A level for the inspector: a plan is given, and the player says who goes on until it breaks.</summary>
public sealed record InspectModel : IScreenModel
{
    private static readonly ImmutableArray<KeyCommand<InspectModel>> Commands =
    [
        new([Keys.Enter, Keys.Space], "Enter", "go on", "Let the one under the cursor go on; once the plan is broken, to the next level.", (m, _) => m.IsWon ? new ScreenMessage.Leave(FlowTrigger.Next) : new Change(n => n.Play(n.Cursor)))
        {
            WordsNow = m => m.IsWon ? "next" : "go on",
            WhyNot = m => m.IsWon ? null : m.WhyNobody,
        },
        new([.. Enumerable.Range(1, 9).Select(i => $"{i}")], "1-9", "choose", "Let that one go on.", (_, key) => new Change(m => m.Play(key[0] - '1')))
        {
            WhyNot = m => m.WhyNobody,
        },
        new([Keys.Up, Keys.Left, "k"], "↑↓", "move", "The one above.", (_, _) => new Change(m => m.At(m.Cursor - 1))),
        new([Keys.Down, Keys.Right, "j"], "", "", "The one below.", (_, _) => new Change(m => m.At(m.Cursor + 1))),
        new(["u", Keys.Backspace], "u", "undo", "Take the last move back; as often as you like.", (_, _) => new Change(m => m.To(m.Game.Undo()))) { WhyNot = m => m.Game.Made.IsEmpty ? "Nobody has moved yet." : null },
        new(["r"], "r", "restart", "From the start again.", (_, _) => new Change(m => m.To(m.Game.Restart()))) { WhyNot = m => m.Game.Made.IsEmpty ? "Nobody has moved yet." : null },
        new(["h"], "h", "hint", "A hint; each further one says more, and the last one names the move.", (_, _) => new Change(m => m.Hinted())),
        new(["a", Keys.F2], "a", "almanac", "The almanac at what this level is about (also F2).", (m, _) => new AlmanacAsked(m.Level.Teaches.FirstOrDefault())),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape, "b"], "Esc", "back", "Back to what the level is about.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Back)),
    ];

    private sealed record Change(Func<InspectModel, InspectModel> To) : ScreenMessage;

    /// <summary>A level at its start.</summary>
    /// <param name="level">A level with a <see cref="Level.Challenge"/>.</param>
    public InspectModel(Level level)
    {
        (Level, Challenge) = (level, level.Challenge!);
        Game = InspectionGame.Start(PlanCompiler.Compile(level, level.GivenPlan!), Challenge.Goal);
    }

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    /// <summary>The level.</summary>
    public Level Level { get; }

    /// <summary>How far the schedule is.</summary>
    public InspectionGame Game { get; private init; }

    /// <summary>Place of the cursor in the game's moves.</summary>
    public int Cursor { get; private init; }

    /// <summary>Whether the plan is broken as the level wants it.</summary>
    public bool IsWon => Game.IsWon;

    /// <summary>What the switches earn so far, if it breaks with them.</summary>
    public Medal Medal => Challenge.MedalFor(Game.Switches);

    internal Challenge Challenge { get; }

    private string? WhyNobody => Game.End is null ? null : IsWon ? "It is broken: Enter leads on, u takes the last move back." : "Nobody can go on: u takes the last move back, r starts again.";

    private int Hints { get; init; }

    private string Status { get; init; } = "";

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => pointer switch
    {
        { Act: PointerAct.Click, Target: MoveTarget at } => new Change(m => m.Play(at.Move)),
        { Act: PointerAct.Menu } when !Game.Made.IsEmpty => new Change(m => m.To(m.Game.Undo())),
        _ => null,
    };

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        Change change => change.To(this with { Status = "" }),
        ScreenMessage.Say say => this with { Status = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ScreenFrame frame = new(Line.Of(Level.Title, Ink.Title), "inspecting", Status, Commands.ToBar(this, width, 2));
        return frame.Rows([.. InspectRows.Draw(this, width, frame.BodyHeight(height))], width, height);
    }

    /// <summary>The broken plan for the player's progress: switches take the place of minutes.</summary>
    public Attempt ToAttempt() => Attempt.OfBroken(Level, Game.Switches);

    private InspectModel Play(int move) => move < Game.Moves.Length ? To(Game.Play(move)) : this with { Status = "There is nobody of that number." };

    /// <summary>The cursor goes to whoever moved last, if that one can go on.</summary>
    private InspectModel To(InspectionGame game)
    {
        int same = game.Made.IsEmpty ? -1 : game.Moves.Select(m => m.Actor).ToImmutableArray().IndexOf(game.Made[^1].Actor);
        return this with { Game = game, Cursor = Math.Max(0, same), Status = "" };
    }

    private InspectModel At(int move) => this with { Cursor = Math.Clamp(move, 0, Math.Max(0, Game.Moves.Length - 1)) };

    private InspectModel Hinted()
    {
        if (Hints < Level.Hints.Length) return this with { Hints = Hints + 1, Status = Level.Hints[Hints] };
        return this with { Status = Game.Best() is { } move ? $"From here: {InspectRows.TextOf(Game.Plan, Game.Moves[move])}." : IsWon ? "It is broken." : "From here it cannot be broken any more: take moves back." };
    }
}
