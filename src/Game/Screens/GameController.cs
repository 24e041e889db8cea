using System.Collections.Immutable;
using ShortOrder.Execution;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Briefing;
using ShortOrder.Game.Screens.Competition;
using ShortOrder.Game.Screens.Editor;
using ShortOrder.Game.Screens.Explain;
using ShortOrder.Game.Screens.Inspect;
using ShortOrder.Game.Screens.Map;
using ShortOrder.Game.Screens.Outcome;
using ShortOrder.Game.Screens.Replay;
using ShortOrder.Game.Screens.Serving;
using ShortOrder.Game.Screens.Settings;
using ShortOrder.Game.Screens.Title;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Authoring;
using ShortOrder.Game.Session.Classroom;
using ShortOrder.Game.Themes;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Generation;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens;

/// <summary>The whole game without a terminal: keys in, rows out. Not thread-safe; execution happens on workers that it asks for news.</summary>
public sealed partial class GameController : IDisposable
{
    private const string PracticeNotice = "Practice on your own machine: it does not count. F6 on the board submits.";

    /// <summary>How long what is to be measured waits for a worker to stop.</summary>
    private static readonly TimeSpan PatienceWithSideWork = TimeSpan.FromSeconds(2);

    private readonly GameSession _session;
    private readonly GameFlow _flow;
    private readonly Func<Level, Plan, Prediction> _predict;
    private readonly ServePlan _serve;
    private readonly GameOptions _options;
    private readonly TimeProvider _clock;
    private readonly SideWork _side = new();
    private readonly ClassroomController _class;
    private Preferences _preferences;
    private FlowState _state = FlowState.Title;
    private ServingJob? _job;
    private ServedOrder? _served;
    private Standing? _standing;
    private IScreenModel? _beforeReplay;
    private long? _lastFrame;

    /// <summary>A game at the title, or at the briefing of the level to start with.</summary>
    /// <param name="options">Campaign and settings.</param>
    /// <param name="progress">What the player has reached.</param>
    /// <param name="predict">Asks the model about a plan.</param>
    /// <param name="serve">Executes a plan.</param>
    /// <param name="clock">Moves what moves by itself on a screen; null: the system's.</param>
    public GameController(GameOptions options, IProgressStore progress, Func<Level, Plan, Prediction> predict, ServePlan serve, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _session = new(options.Worlds, progress);
        (_predict, _serve, _options) = (predict, serve, options);
        _preferences = Preferences.Read(progress, options.Serving.TempoMs);
        _desk = new(options.DataFolder);
        _class = new(options, _session, predict, _clock);
        _session.SetOwn(_desk.ToWorld());
        _flow = new(() => _state, s => _state = s, () => Board?.Prediction.Forecast is not null, () => _session.NextLevel is not null, () => _beforeReplay is ExplainModel, () => _session.Level?.Challenge is not null, () => _isTried, () => IsJoined, () => _session.IsApart);
        Screen = Title();
        if (options.Start is { } start) Send(new LevelChosen(start));
        if (options.Edit is { } edit) Begin(edit);
        if (options.Joined is not null) Go(FlowTrigger.Join);
        if (options.Hosted is not null) Go(FlowTrigger.Host);
    }

    /// <summary>What is on the screen.</summary>
    public IScreenModel Screen { get; private set; }

    /// <summary>How it looks.</summary>
    public Style Style => new(Theme.Find(_preferences.Theme) ?? UsualStyle.Theme, _preferences.IsAscii ?? UsualStyle.IsAscii);

    /// <summary>What suits the terminal.</summary>
    public Style UsualStyle { get; set; } = new(Theme.Dark);

    /// <summary>Where the player is.</summary>
    public FlowState State => _state;

    /// <summary>Whether a plan is being executed.</summary>
    public bool IsServing => _job is not null;

    /// <summary>Whether what is being executed needs every core, so that even a look for news disturbs it.</summary>
    public bool NeedsQuiet { get; private set; }

    /// <summary>Whether something moves by itself on the screen.</summary>
    public bool IsPlaying => Screen is IAnimated { IsPlaying: true };

    /// <summary>Whether <see cref="Tick"/> has something to do.</summary>
    public bool IsWorking => IsBusy || _class.IsFollowing;

    /// <summary>Whether something is under way here; following a competition is not.</summary>
    public bool IsBusy => IsServing || IsPlaying || _side.IsAtWork || _class.IsAtDoor;

    /// <summary>The competition to go on with once the game has ended: a seat in it was taken from the title; null: none.</summary>
    public Entrance? Entrance => _class.Entrance;

    private BoardModel? Board => Screen.Bare() as BoardModel;

    private bool IsJoined => _class.IsJoined && !_isTried;

    /// <summary>A key was pressed.</summary>
    public void Press(string key)
    {
        if (Screen.Press(key) is { } message) Send(message);
    }

    /// <summary>The mouse did something over the rows that are on the screen.</summary>
    public void Point(Pointer pointer)
    {
        if (Screen.Point(pointer) is { } message) Send(message);
        else if (pointer is { Act: PointerAct.Click, Target: TermTarget of }) Send(new AlmanacAsked(of.Term));
        else if (pointer.Key is { } key) Press(key);
    }

    /// <summary>Moves what moves by itself, takes the news of what workers do, and their results once they have ended.</summary>
    /// <returns>Whether there is something new to draw.</returns>
    public bool Tick() => Play() | TickSideWork() | TickServing() | TickClass();

    /// <summary>Tells the screen how much time has passed since the frame before; the first frame only starts the clock.</summary>
    private bool Play()
    {
        if (!IsPlaying) return false;
        long now = _clock.GetTimestamp();
        if (_lastFrame is { } last) Screen = Screen.Update(new TimePassed(_clock.GetElapsedTime(last, now)));
        _lastFrame = now;
        return true;
    }

    private bool TickSideWork()
    {
        bool hasNews = false;
        foreach (ScreenMessage news in _side.News())
        {
            hasNews = true;
            if (news is not LevelChosen) Screen = Screen.UpdateBare(news);
            else if (_state == FlowState.Title) Send(news);
            if (news is TallyCame) _beforeReplay = _beforeReplay?.Update(news);
        }
        return hasNews;
    }

    private bool TickClass()
    {
        if (_class.Tick(Screen) is not { } screen) return false;
        Screen = screen;
        if (Entrance is not null) Go(FlowTrigger.Quit);
        return true;
    }

    private bool TickServing()
    {
        if (_job is not { } job) return false;
        bool isDone = job.Done.IsCompleted;
        NewsCame news = new(job.News());
        Screen = Screen.UpdateBare(news);
        if (!isDone) return news.News.Count > 0;
        _job = null;
        IScreenModel screen = Screen;
        ServingResult? result = job.Done.GetAwaiter().GetResult();
        job.Dispose();
        if (result is null)
        {
            Go(FlowTrigger.Cancelled);
            Screen = screen.WithBare(Screen);
            return true;
        }
        _served = ServedOrder.Judge(((ServingModel)Screen.Bare()).Forecast, result, job.Found);
        Level level = _served.Level;
        _standing = new(_served, _session.Progress.Runs(level.Id));
        _session.Progress.Add(_served.ToAttempt(_preferences.TempoMs));
        _side.Counter.Start(level, _standing.Earlier);
        Go(FlowTrigger.Served);
        Screen = screen.WithBare(Screen); // what the player was reading meanwhile stays open
        return true;
    }

    /// <summary>The screen as rows.</summary>
    public ImmutableArray<Line> Rows(int width, int height) => Screen.Rows(width, height);

    /// <summary>Stops what is being executed and waits for its end, at most two seconds.</summary>
    public void Dispose()
    {
        _side.Stop();
        _class.Stop();
        _desk.Drafts.Dispose();
        if (_job is not { } job) return;
        job.Cancel();
        if (job.Done.Wait(TimeSpan.FromSeconds(2))) job.Dispose();
        _job = null;
    }

    private void Send(ScreenMessage message)
    {
        Do(message);
        if (!IsPlaying) _lastFrame = null;
    }

    private void Do(ScreenMessage message)
    {
        switch (message)
        {
            case HelpAsked:
                Screen = new HelpModel(Screen);
                break;
            case AlmanacAsked asked:
                Screen = AlmanacModel.Open(Screen, _session.Worlds, asked.Term);
                break;
            case SettingsAsked:
                Screen = new SettingsModel(Screen, _preferences, UsualStyle);
                break;
            case PreferencesChanged changed:
                _preferences = changed.Preferences;
                _preferences.Write(_session.Progress);
                Screen = Screen.Update(message);
                break;
            case HelpClosed or AlmanacClosed or SettingsClosed when Screen is IOverlay over:
                Screen = over.Under;
                break;
            case LevelChosen chosen:
                _session.Open(chosen.Level);
                Go(FlowTrigger.Open);
                break;
            case TodayAsked:
                _side.Daily.Start(cancel => DailyOrder.Find(DailyOrder.Name, _clock, cancel));
                Screen = Screen.Update(message);
                break;
            case LossAsked asked:
                _side.Losses.Start(cancel => PlanLoss.Of(asked.Plan, cancel));
                Screen = Screen.Update(message);
                break;
            case StopAsked:
                _job?.Cancel();
                Screen = Screen.Update(message);
                break;
            case PlansRequest request when _session.Level is { } level:
                request.CarryOut(_session.Progress, level.Id);
                Screen = Screen.Update(new PlansCame(_session.Progress.Named(level.Id), request.Name, _session.Progress.Best(level.Id) is not null));
                break;
            case Explain.ProgramAsked asked:
                (string words, bool asks) = ProgramFile.Write(_options.ExportFolder, asked.Name, asked.Text, asked.MayReplace);
                Screen = Screen.Update(new Explain.ProgramWritten(words, asks ? asked.Name : ""));
                break;
            case InspectionAsked asked:
                _side.Inspector.Start(asked.Plan);
                Screen = Screen.Update(message);
                break;
            case ReplayAsked asked:
                IScreenModel before = Screen;
                Go(FlowTrigger.Replay);
                (_beforeReplay, Screen) = (before, ReplayModel.Of(_served!, asked.From));
                break;
            case ScreenMessage.Leave leave:
                Go(leave.Trigger);
                break;
            case OpenAsked or DraftAsked or DocumentOpened or EditAsked or TryAsked or SaveAsked or EditorLeft:
                Author(message);
                break;
            case ClassAsked or Hosting.HostAsked or SubmitAsked or ReviewAsked:
                (Screen, FlowTrigger? leads) = _class.Do(message, Screen);
                if (leads is { } trigger) Go(trigger);
                break;
            default:
                bool wasWon = Screen is InspectModel { IsWon: true };
                Screen = Screen.Update(message);
                if (Screen is BoardModel board)
                {
                    Keep(board);
                    if (board.Overlay is not LossAtWork) _side.Losses.Stop();
                }
                if (Screen is EditorModel editor) Keep(editor);
                if (Screen is InspectModel { IsWon: true } broken && !wasWon) _session.Progress.Add(broken.ToAttempt());
                break;
        }
    }

    private void Keep(BoardModel board)
    {
        string before = _session.Progress.Notice;
        _session.Keep(board.Level, board.History);
        _session.KeepHints(board.Level, board.HintsRead);
        if (_session.Progress.Notice is { Length: > 0 } notice && notice != before) Screen = board.Update(new ScreenMessage.Say(notice));
    }
}
