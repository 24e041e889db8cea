using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Where the player is on the board.</summary>
/// <param name="IsInSlips">On the order slips; otherwise in a lane.</param>
/// <param name="Slip">Task of the level.</param>
/// <param name="Lane">Lane of the plan, kitchen by kitchen.</param>
/// <param name="Entry">Place in the lane's list.</param>
public readonly record struct BoardCursor(bool IsInSlips, int Slip, int Lane, int Entry);

/// <summary>A batch, or a step of a list by hand, that has been picked up and follows the arrows.</summary>
/// <param name="Batch">What is carried; null: the step under the cursor.</param>
/// <param name="Rest">The plan without it; the plan itself for a step.</param>
/// <param name="Plan">The plan as it would be if it were put down here.</param>
public sealed record Carry(TaskRef? Batch, Plan Rest, Plan Plan);

/// <summary>The planning board: order slips, lanes with what they hold, and what the model says about the plan at once.</summary>
public sealed partial record BoardModel : IScreenModel
{
    private readonly Func<Level, Plan, Prediction> _predict;
    private Explanation? _explanation; // of the prediction, made when it is first shown

    /// <summary>A board for a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="history">The plan with its history, in plain form.</param>
    /// <param name="predict">Asks the model; called once per edit.</param>
    public BoardModel(Level level, EditHistory<Plan> history, Func<Level, Plan, Prediction> predict)
    {
        (Level, History, _predict) = (level, history, predict);
        (Figures, Known) = (new(level, predict), KnownBest.Of(level));
        Settled = Prediction = predict(level, history.Present);
    }

    /// <summary>The level.</summary>
    public Level Level { get; }

    /// <summary>What is known of the best that the level's plans can reach.</summary>
    public KnownBest Known { get; }

    /// <summary>The plan with its history, without what is being carried.</summary>
    public EditHistory<Plan> History { get; private init; }

    /// <summary>What the model says about <see cref="Plan"/>.</summary>
    public Prediction Prediction { get; private init { field = value; _explanation = null; } }

    /// <summary>Minutes that the model gives more than before the last edit, or than to the plan that is not carried or looked at; null if it could not say both times.</summary>
    public decimal? Change => Minutes(Prediction) - Minutes(ReferenceEquals(Plan, History.Present) ? Former : Settled);

    /// <summary>The plan as the board shows it.</summary>
    public Plan Plan => Carry?.Plan ?? Overlay?.Preview ?? History.Present;

    /// <summary>Where the player is.</summary>
    public BoardCursor Cursor { get; private init; }

    /// <summary>What is carried; null if nothing.</summary>
    public Carry? Carry { get; private init; }

    /// <summary>What lies over the board; null if nothing.</summary>
    public Overlay? Overlay { get; private init; }

    /// <summary>What the inspector found last; null if it was not asked. It may be of another plan.</summary>
    public InspectedPlan? Inspected { get; private init; }

    /// <summary>What was found last that a plan loses; null if it was not asked. It may be of another plan.</summary>
    public PlanLoss? Loss { get; private init; }

    /// <summary>The moment that is told in words; null if none.</summary>
    public KitchenTime? Moment { get; private init; }

    /// <summary>How many lanes of the timeline are scrolled out of sight, where it has more than fit.</summary>
    public int FirstLane { get; private init; }

    /// <summary>Whether a narrow board shows figures in place of the order.</summary>
    public bool ShowsFigures { get; private init; }

    /// <summary>A line for the player.</summary>
    public string Status { get; private init; } = "";

    /// <summary>Where the plan can be submitted; null outside competitions.</summary>
    public SubmitDesk? Desk { get; init; }

    /// <summary>How many hints have been read; after the last the first comes again.</summary>
    public int HintsRead { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => BoardCommands.All.ToHelp(this);

    /// <summary>What the model says about plans in lists.</summary>
    internal PlanFigures Figures { get; }

    /// <summary>Where the minutes of the forecast go; null without one.</summary>
    internal Explanation? Explanation => _explanation ??= Prediction.Forecast is { } f ? new(f.Compiled, f.Run.Timeline) : null;

    /// <summary>What the model says about the present of <see cref="History"/>, and said about the one before the last edit.</summary>
    private Prediction Settled { get; init; }

    private Prediction? Former { get; init; }

    /// <summary>Where the player was before something was laid over the board, which may show other plans; null while nothing is.</summary>
    private BoardCursor? CursorBefore { get; init; }

    /// <summary>The whole plan is one list of steps.</summary>
    public bool IsByHand => Lanes.Length == 1 && LaneAt(0).Kind == LaneKind.Manual;

    /// <summary>Every lane's place.</summary>
    public ImmutableArray<LaneAddress> Lanes => PlanEdit.Lanes(Plan);

    /// <summary>The lane under the cursor; null on the slips, and where there is no lane.</summary>
    public LaneAddress? CurrentLane => !Cursor.IsInSlips && Cursor.Lane < Lanes.Length ? Lanes[Cursor.Lane] : null;

    /// <summary>The batch under the cursor; on a slip what is not on a lane yet, or all copies. Null in an empty lane.</summary>
    public TaskRef? Selected
    {
        get
        {
            if (Cursor.IsInSlips)
            {
                TaskSpec task = Level.Tasks[Cursor.Slip];
                return Batches.Unassigned(Level, Plan).Where(b => b.Task == task.Id).Select(b => (TaskRef?)b).FirstOrDefault() ?? Batches.All(task);
            }
            if (CurrentLane is not { } at) return null;
            Lane lane = PlanEdit.LaneAt(Plan, at);
            if (lane.Kind == LaneKind.Manual) return Cursor.Entry < lane.Steps.Length ? new(lane.Steps[Cursor.Entry].Task, lane.Steps[Cursor.Entry].Copy, lane.Steps[Cursor.Entry].Copy) : null;
            return Cursor.Entry < lane.Tasks.Length ? lane.Tasks[Cursor.Entry] : null;
        }
    }

    /// <summary>The task of <see cref="Selected"/>.</summary>
    public TaskSpec? SelectedTask => Selected is { } batch ? Level.FindTask(batch.Task) : null;

    /// <summary>A lane by its number from 0.</summary>
    public Lane LaneAt(int lane) => PlanEdit.LaneAt(Plan, Lanes[lane]);

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Overlay is { } overlay && !(overlay.IsHint && key == BoardCommands.HintKey) ? overlay.Press(key) : BoardCommands.All.Press(this, key);

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        ScreenMessage.Say say => this with { Status = say.Text },
        BoardMove move => (Overlay is null ? this : Lay(null)).Do(move),
        Show show => Lay(show.Overlay),
        Edited edited => Apply(edited.Plan, edited.Status),
        Travelled to => Travel(to.History),
        HintRead => ReadHint(),
        LossAsked asked => Lay(new LossAtWork { Title = "hint", Plan = asked.Plan }),
        LossCame came => Overlay is LossAtWork work && ReferenceEquals(work.Plan, came.Loss.Plan) ? (this with { Loss = came.Loss, HintsRead = Level.Hints.Length }).ReadHint() : this,
        PlansCame plans => Lay(PlanShelf.Of(Level, History.Present, plans, Figures)),
        InspectionAsked asked => Lay(new InspectorAtWork { Title = "inspector", Plan = asked.Plan }),
        InspectionDone done => Inspect(done.Result),
        DeskCame came => this with { Desk = came.Desk, Status = came.News.Length > 0 ? came.News : Status },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height) => BoardRows.Draw(this, width, height);

    private BoardModel Do(BoardMove move) => move switch
    {
        Moved by => Carry is null ? Move(by.Columns, by.Rows) : MoveCarried(by.Columns, by.Rows),
        SidesChanged => ChangeSides(),
        PickedUp => PickUp(),
        PutDown => Put(),
        PutBack => Back(),
        SentTo to => Send(to.Lane),
        StepAdded of => AddStep(of.Task),
        TakenOff => TakeOff(),
        Shifted by => Shift(by.Columns, by.Rows),
        Held held => Hold(held.Target),
        Dragged dragged => DragTo(dragged.Over),
        Dropped => Drop(),
        Clicked clicked => Click(clicked.Target),
        MenuAsked menu => ShowCommands(menu.Target),
        MomentCame at => this with { Moment = at.Moment, Status = "" },
        Scrolled by => this with { FirstLane = Math.Clamp(FirstLane + by.Lanes, 0, Math.Max(0, (Prediction.Forecast?.Run.Timeline.Rows.Length ?? 0) - 1)), Status = "" },
        FiguresToggled => this with { ShowsFigures = !ShowsFigures, Moment = null, Status = "" },
        _ => this,
    };

    /// <summary>Takes note of what the inspector found, and shows it if the player still waits for it.</summary>
    private BoardModel Inspect(InspectedPlan result)
    {
        BoardModel noted = this with { Inspected = result };
        return Overlay is InspectorAtWork work && ReferenceEquals(work.Plan, result.Plan) ? noted.Lay(new InspectorReport { Title = "inspector", Result = result }) : noted;
    }

    /// <summary>What the next hint takes: the level's own first, then what the plan loses against better ones, which must be looked for once for each plan.</summary>
    internal ScreenMessage NextHint() => HintsRead < Level.Hints.Length || IsLossKnown ? new HintRead() : new LossAsked(Prediction.Forecast!.Compiled);

    private bool IsLossKnown => Loss is { } loss && ReferenceEquals(loss.Plan, Prediction.Forecast?.Compiled);

    /// <summary>The next hint; after the last the first comes again.</summary>
    private BoardModel ReadHint()
    {
        int read = HintsRead, last = Level.Hints.Length + (Loss is { IsNone: false, Split: not null } ? PlanLoss.Rungs : 1);
        Overlay hint = read < Level.Hints.Length ? new Notice { Title = $"hint {read + 1} of {Level.Hints.Length}", Text = Level.Hints[read] } : LossBoxes.Of(Loss!, read - Level.Hints.Length);
        return Lay(hint with { IsHint = true }) with { HintsRead = read + 1 < last || read < Level.Hints.Length ? read + 1 : 0 };
    }

    /// <summary>Lays something over the board, or takes it away; the board follows to the plan that it shows.</summary>
    private BoardModel Lay(Overlay? overlay)
    {
        BoardModel laid = this with { Overlay = overlay, Drag = null, LastClicked = null, CursorBefore = Overlay is null ? Cursor : CursorBefore, Status = "" };
        if (overlay is null && CursorBefore is { } before) laid = laid with { Cursor = before, CursorBefore = null };
        if (ReferenceEquals(laid.Plan, Plan)) return Within(laid);
        return overlay?.Preview is null ? Within(laid) with { Prediction = Settled } : Predicted(laid);
    }

    private static BoardModel Predicted(BoardModel board) => Within(board) with { Prediction = board._predict(board.Level, board.Plan) };

    /// <summary>With the cursor on something that is there.</summary>
    private static BoardModel Within(BoardModel board)
    {
        int lane = Math.Clamp(board.Cursor.Lane, 0, Math.Max(0, board.Lanes.Length - 1));
        int count = board.Lanes.IsEmpty ? 0 : Count(board.LaneAt(lane));
        BoardCursor cursor = board.Cursor with { Lane = lane, Entry = Math.Clamp(board.Cursor.Entry, 0, Math.Max(0, count - 1)) };
        if (board.Lanes.IsEmpty) cursor = cursor with { IsInSlips = true };
        return board with { Cursor = cursor };
    }

    private static decimal? Minutes(Prediction? prediction) => prediction?.Forecast?.Score[Metric.Time];

    internal static int Count(Lane lane) => lane.Kind == LaneKind.Manual ? lane.Steps.Length : lane.Tasks.Length;
}
