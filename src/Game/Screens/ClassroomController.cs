using System.Text;
using System.Text.Json;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Competition;
using ShortOrder.Game.Screens.Hosting;
using ShortOrder.Game.Screens.Title;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Classroom;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens;

/// <summary>The class round the game: the way in from the title, the competition that was joined, the one that is held. Follows what happens there, and says what becomes of a screen and where it leads; the flow is the <see cref="GameController"/>'s.</summary>
/// <param name="options">What the game was started with.</param>
/// <param name="session">Gets the competition's levels when they come.</param>
/// <param name="predict">Asks the model about a plan.</param>
/// <param name="clock">Counts the time that passes in a competition.</param>
internal sealed class ClassroomController(GameOptions options, GameSession session, Func<Level, Plan, Prediction> predict, TimeProvider clock)
{
    private readonly Background<ClassKnock> _knock = new();
    private readonly ClassDoor _door = new(options.DataFolder);
    private JoinedView? _view;
    private CompetitionModel? _competition;
    private string? _reviewed;
    private (int Revision, int Second) _seen = (-1, 0), _seenHosted = (-1, 0);

    /// <summary>Whether a competition was joined.</summary>
    public bool IsJoined => options.Joined is not null;

    /// <summary>Whether there is a competition to follow.</summary>
    public bool IsFollowing => IsJoined || options.Hosted is not null;

    /// <summary>Whether the server is being asked for a seat.</summary>
    public bool IsAtDoor => _knock.IsAtWork;

    /// <summary>The competition to go on with: a seat in it was taken from the title; null: none.</summary>
    public Entrance? Entrance { get; private set; }

    /// <summary>Asks the server no longer.</summary>
    public void Stop() => _knock.Stop();

    /// <summary>Takes the server's answer, the news of a competition and the time that passes in it.</summary>
    /// <returns>What becomes of the screen; null: there is nothing new.</returns>
    public IScreenModel? Tick(IScreenModel screen) => Answered(screen) ?? (options.Joined is { } joined ? Follow(joined, screen) : options.Hosted is { } hosted ? Follow(hosted, screen) : null);

    /// <summary>Does what a player or a teacher wants.</summary>
    /// <returns>What becomes of the screen, and where it leads; no trigger: nowhere.</returns>
    public (IScreenModel Screen, FlowTrigger? Trigger) Do(ScreenMessage message, IScreenModel screen)
    {
        switch (message)
        {
            case ClassAsked asked:
                return (Knock(asked.Entry, screen), null);
            case HostAsked asked:
                options.Hosted?.Do(asked.Command);
                return (screen.Update(asked), null);
            case SubmitAsked when screen.Bare() is BoardModel board:
                return Submit(board, screen);
            case ReviewAsked asked when _view?.LevelOf(asked.Submission.LevelHash)?.Level is { } level:
                session.Open(level);
                _reviewed = asked.Submission.Key;
                return (screen, FlowTrigger.Review);
            case ReviewAsked:
                return (screen.Update(new ScreenMessage.Say("The level is still on its way.")), null);
            default:
                return (screen, null);
        }
    }

    /// <summary>The screen of a state that is the class's.</summary>
    public IScreenModel Enter(FlowState state) => state switch
    {
        FlowState.Competition => Competition(),
        FlowState.Judging => Judging(),
        FlowState.Hosting => new HostModel(options.Hosted!.View) { ExportFolder = options.ExportFolder },
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "The screen is the game's."),
    };

    /// <summary>Keeps how the competition was left, for when the player comes back to it.</summary>
    public void Leave(IScreenModel screen)
    {
        if (screen.Bare() is CompetitionModel competition) _competition = competition;
    }

    /// <summary>The board, with the desk where its plan can be submitted.</summary>
    public BoardModel WithDesk(BoardModel board) => IsJoined && _view is { } view ? board with { Desk = Desk(view) } : board;

    private static SubmitDesk Desk(JoinedView view) => new(CompetitionWords.Of(view), view.WhyNotSubmit);

    /// <summary>Asks for what is missing, and then the server.</summary>
    private IScreenModel Knock(ClassEntry entry, IScreenModel screen)
    {
        (Entrance? entrance, ClassQuestion ask, string complaint) = entry.Read(_door);
        if (entrance is null) return screen.Update(new ClassQuestionCame(entry, ask, complaint));
        _knock.Start(cancel => ClassKnock.At(_door, entry, entrance, cancel));
        return screen.Update(new ClassAtDoor(entry));
    }

    private IScreenModel? Answered(IScreenModel screen)
    {
        if (_knock.Take() is not { } knock) return null;
        if (knock.Entrance is not { } entrance) return screen.UpdateBare(new ClassQuestionCame(knock.Entry, knock.Ask, knock.Complaint));
        Preferences.SetClassAddress(session.Progress, entrance.Server.ToString());
        Entrance = entrance;
        return screen;
    }

    private IScreenModel? Follow(JoinedContest joined, IScreenModel screen)
    {
        if (!IsNew(ref _seen, joined.Revision)) return null;
        (JoinedView? before, JoinedView view) = (_view, joined.View);
        _view = view;
        if (before is null || !before.Levels.Select(l => l.Level).SequenceEqual(view.Levels.Select(l => l.Level)))
            session.Replace([new World(view.Title, "", [.. view.Levels.Select(l => l.Level).OfType<Level>()])]);
        return screen.UpdateBare(screen.Bare() is BoardModel ? new DeskCame(Desk(view), before is null ? "" : CompetitionNews.Of(before, view)) : new ViewCame(view));
    }

    private IScreenModel? Follow(HostedContest hosted, IScreenModel screen) => IsNew(ref _seenHosted, hosted.Revision) ? screen.UpdateBare(new HostViewCame(hosted.View)) : null;

    /// <summary>Whether there is another revision, or another second has begun.</summary>
    private bool IsNew(ref (int Revision, int Second) seen, int revision)
    {
        (int, int) now = (revision, (int)(clock.GetTimestamp() / clock.TimestampFrequency));
        if (now == seen) return false;
        seen = now;
        return true;
    }

    private CompetitionModel Competition()
    {
        _view ??= options.Joined!.View;
        return _competition = (CompetitionModel)(_competition ?? new(_view)).Update(new ViewCame(_view));
    }

    private JudgingModel Judging()
    {
        JoinedView view = _view = options.Joined!.View;
        return new(view, _reviewed!, view.Submissions.FirstOrDefault(s => s.Key == _reviewed) is { } submission ? ForecastOf(view, submission) : null);
    }

    private (IScreenModel Screen, FlowTrigger? Trigger) Submit(BoardModel board, IScreenModel screen)
    {
        JoinedView view = _view = options.Joined!.View;
        if (view.Levels.FirstOrDefault(l => ReferenceEquals(l.Level, board.Level)) is not { } level || view.WhyNotSubmit is not null)
            return (screen.Update(new ScreenMessage.Say(view.WhyNotSubmit ?? "This level is none of the competition.")), null);
        try
        {
            using JsonDocument plan = JsonDocument.Parse(PlanWriter.Write(board.Plan));
            _reviewed = options.Joined!.Submit(level, plan.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (screen.Update(new ScreenMessage.Say($"Not submitted: it could not be written down: {e.Message}")), null);
        }
        return (screen, FlowTrigger.Submit);
    }

    /// <summary>What the model here says about a plan that was sent; null if its text is not known here.</summary>
    private Forecast? ForecastOf(JoinedView view, OwnSubmission submission)
    {
        if (submission.Plan.Length == 0 || view.LevelOf(submission.LevelHash)?.Level is not { } level) return null;
        return PlanReader.Read(Encoding.UTF8.GetBytes(submission.Plan), "plan", level) is { IsGood: true, Value: { } plan } ? predict(level, plan).Forecast : null;
    }
}
