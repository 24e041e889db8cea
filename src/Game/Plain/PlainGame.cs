using System.Collections.Immutable;
using ShortOrder.Contest.Joining;
using ShortOrder.Execution;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Classroom;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Plain;

/// <summary>The whole game as a dialogue of lines: commands in, sentences out. Needs no terminal.</summary>
/// <remarks>For one thread; only <see cref="Interrupt"/> may come from another.</remarks>
public sealed class PlainGame : IDisposable
{
    /// <summary>How long the first line waits for the server's first answer.</summary>
    private static readonly TimeSpan PatienceWithServer = TimeSpan.FromSeconds(10);

    private readonly PlainOptions _options;
    private readonly LineSource _lines;
    private readonly GameFlow _flow;
    private readonly PlainKitchen _kitchen;
    private readonly CancellationTokenSource _end = new();
    private readonly Queue<string> _typedAhead = new();
    private FlowState _state = FlowState.Levels;
    private (Plan Plan, Prediction Prediction)? _predicted;
    private JoinedView? _view;

    /// <summary>A game at the campaign.</summary>
    /// <param name="input">Where commands come from.</param>
    /// <param name="output">Where sentences go.</param>
    /// <param name="session">Campaign and progress.</param>
    /// <param name="serve">Executes a plan.</param>
    /// <param name="options">How the dialogue is held.</param>
    public PlainGame(TextReader input, TextWriter output, GameSession session, ServePlan serve, PlainOptions? options = null)
    {
        _options = options ?? new();
        (Session, _lines, Out) = (session, new(input), new(output, _options.Width));
        _kitchen = new(serve, Out);
        Class = new(new(_options.DataFolder));
        _flow = new(() => _state, state => _state = state, () => Prediction.Forecast is not null, () => Session.NextLevel is not null, () => false, () => Breaking is not null); // no film in words
    }

    /// <summary>Where the player is.</summary>
    public FlowState State => _state;

    /// <summary>The competition to go on with once the game has ended: a seat in it was taken; null: none.</summary>
    public Entrance? Entrance => Class.Entrance;

    internal ClassTalk Class { get; }

    internal GameSession Session { get; }

    internal PlainWriter Out { get; }

    /// <summary>The level that is open; only where <see cref="HasLevel"/>.</summary>
    internal Level Level => Session.Level!;

    internal bool HasLevel => State is not (FlowState.Title or FlowState.Levels or FlowState.Closed);

    /// <summary>The competition that was joined; null: none.</summary>
    internal JoinedContest? Joined => _options.Joined;

    /// <summary>What has been reached so far.</summary>
    internal CampaignProgress Campaign => new(Session.Worlds, Session.Progress);

    /// <summary>What the player has chosen for all levels.</summary>
    internal Preferences Preferences => Preferences.Read(Session.Progress, _options.Serving.TempoMs);

    /// <summary>Whether what was served is what the player looks at.</summary>
    internal bool IsAtVerdict => State is FlowState.Verdict or FlowState.Explaining;

    internal EditHistory<Plan> History => Session.PlanFor(Level);

    internal Plan Plan => History.Present;

    /// <summary>What the model says about the plan; it is asked once for each.</summary>
    internal Prediction Prediction
    {
        get
        {
            if (_predicted is not { } known || !ReferenceEquals(known.Plan, Plan)) _predicted = known = (Plan, Prediction.Of(Level, Plan));
            return known.Prediction;
        }
    }

    /// <summary>What was served last of the level that is open; null if nothing was.</summary>
    internal ServedOrder? Served => Standing?.Served;

    /// <summary>Where that stands.</summary>
    internal Standing? Standing { get; private set; }

    /// <summary>How far the breaking of the given plan is; null in the usual levels.</summary>
    internal InspectionGame? Breaking { get; set; }

    /// <summary>How many hints of the level have been read.</summary>
    internal int HintsRead { get; set; }

    /// <summary>What was found last that a plan loses; null if it was not asked. It may be of another plan.</summary>
    internal PlanLoss? Loss { get; set; }

    /// <summary>Cancelled when the game is to end at once.</summary>
    internal CancellationToken Ending => _end.Token;

    /// <summary>Talks until the player leaves, the input ends or <see cref="Interrupt"/> ends it.</summary>
    /// <param name="start">A level to open at once; null: the campaign.</param>
    /// <returns>Whether it ended by itself, not by an interrupt.</returns>
    public bool Run(Level? start = null)
    {
        if (Joined is { } joined) SpinWait.SpinUntil(() => joined.View.IsSettled || _end.IsCancellationRequested, PatienceWithServer);
        else CampaignTalk.Greet(this);
        if (start is not null) Open(start);
        while (State != FlowState.Closed)
        {
            if (!TryRead(out string? line)) return false;
            if (line is not null) Do(line);
            else Leave("The input has ended. ");
        }
        return true;
    }

    /// <summary>Does what one line says.</summary>
    public void Do(string line)
    {
        if (Class.Takes(this, line)) return;
        ImmutableArray<string> words = [.. line.Replace("\"", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        if (words.IsEmpty || words[0][0] == '#' || State == FlowState.Closed) return;
        if (PlainCommands.Find(words[0]) is not { } command)
        {
            Out.Say($"There is no command {SafeText.Quote(words[0])}.{Spoken.DidYouMean(words[0], PlainCommands.All.Select(c => c.Word))} Type help for what you can type.");
            return;
        }
        string before = Session.Progress.Notice;
        if ((command.WhyNot(this) ?? command.Do(this, words[1..])) is { } reason) Out.Say(reason);
        if (Session.Progress.Notice is { Length: > 0 } notice && notice != before) Out.Say(notice);
    }

    /// <summary>Stops what is being executed, or ends the game where nothing is. May come from any thread.</summary>
    /// <param name="isEnd">Ends the game in any case.</param>
    public void Interrupt(bool isEnd)
    {
        if (_kitchen.Stop() && !isEnd) return;
        _end.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kitchen.Dispose();
        _end.Dispose();
    }

    /// <summary>Whether a trigger leads anywhere now.</summary>
    internal bool CanFire(FlowTrigger trigger) => _flow.CanFire(trigger);

    /// <summary>Goes where a trigger leads.</summary>
    internal void Fire(FlowTrigger trigger) => _flow.Fire(trigger);

    /// <summary>Leaves what there is and opens a level, which is told.</summary>
    internal void Open(Level level)
    {
        while (State != FlowState.Levels) Fire(FlowTrigger.Back);
        Enter(level);
        Fire(FlowTrigger.Open);
        BriefingTalk.Tell(this);
    }

    /// <summary>On to the next level, or to the campaign after the last one.</summary>
    internal void Next()
    {
        Level? next = Session.NextLevel;
        Fire(FlowTrigger.Next);
        if (next is null)
        {
            Out.Say("That was the last level. Type levels to hear them all.");
            return;
        }
        Enter(next);
        BriefingTalk.Tell(this);
    }

    /// <summary>To the plan, from wherever a level is open.</summary>
    internal void ToPlan()
    {
        if (CanFire(FlowTrigger.Plan)) Fire(FlowTrigger.Plan);
        else if (CanFire(FlowTrigger.Retry)) Fire(FlowTrigger.Retry);
    }

    /// <summary>Makes a plan the present one, keeps it, and says what it would bring.</summary>
    /// <returns>Null, or that there is nothing to change.</returns>
    internal string? Edit(Plan plan, string told)
    {
        if (ReferenceEquals(plan, Plan) || PlanWriter.Write(plan) == PlanWriter.Write(Plan)) return "That is how the plan is already.";
        Travel(History.Do(plan), told);
        return null;
    }

    /// <summary>Goes to another state of the plan's history, keeps it, and says what it would bring.</summary>
    internal void Travel(EditHistory<Plan> history, string told)
    {
        ToPlan();
        Prediction before = Prediction;
        Session.Keep(Level, history);
        Out.Say($"{told} {PredictionTalk.Short(Level, Prediction, before)}");
    }

    /// <summary>Executes the plan and tells how it went.</summary>
    internal void Serve()
    {
        ToPlan();
        Forecast forecast = Prediction.Forecast!;
        Fire(FlowTrigger.Serve);
        ServingOptions how = _options.Serving with { TempoMs = Preferences.TempoMs };
        ServedOrder? served = _kitchen.Serve(forecast, how, _options.IsTyped ? HeardWhileServing : null);
        if (served is null)
        {
            Fire(FlowTrigger.Cancelled);
            Out.Say("The run was stopped. Nothing is lost; the plan is as it was.");
            return;
        }
        Standing = new(served, Session.Progress.Runs(Level.Id));
        Session.Progress.Add(served.ToAttempt(how.TempoMs));
        Fire(FlowTrigger.Served);
        VerdictTalk.Tell(this, Standing);
    }

    /// <summary>Ends the game politely.</summary>
    internal void Leave(string why = "")
    {
        Out.Say($"{why}{(Session.Progress.Notice.Length == 0 ? "Everything is kept. " : "")}Goodbye.");
        Out.Flush();
        Close();
    }

    /// <summary>Ends the game without a word.</summary>
    internal void Close()
    {
        while (!CanFire(FlowTrigger.Quit)) Fire(FlowTrigger.Back);
        Fire(FlowTrigger.Quit);
    }

    private void Enter(Level level)
    {
        (Standing, HintsRead) = (null, 0);
        Breaking = level.Challenge is { } challenge ? InspectionGame.Start(PlanCompiler.Compile(level, level.GivenPlan!), challenge.Goal) : null;
        Session.Open(level);
    }

    /// <summary>Tells what has happened in the competition since the last line, and brings its levels up to date.</summary>
    private void Follow(JoinedContest joined)
    {
        JoinedView view = joined.View;
        if (_view is null || !_view.Levels.Select(l => l.Level).SequenceEqual(view.Levels.Select(l => l.Level)))
            Session.Replace([new World(view.Title, "", [.. view.Levels.Select(l => l.Level).OfType<Level>()])]);
        CompetitionTalk.News(this, _view, view);
        _view = view;
    }

    /// <summary>The next line, null at the end of the input; false if the game is to end at once.</summary>
    private bool TryRead(out string? line)
    {
        if (Joined is { } joined) Follow(joined);
        Out.Ask();
        bool isAhead = _typedAhead.TryDequeue(out line);
        try
        {
            line ??= _lines.Next(_end.Token);
        }
        catch (OperationCanceledException)
        {
            line = null;
            Out.Gap();
            Leave();
            return false;
        }
        if (line is null) Out.Gap();
        else if (!_options.IsTyped || isAhead) Out.Echo(line);
        return true;
    }

    /// <summary>Whether the player wants a run stopped: typed it, or closed the input. Other lines are for afterwards.</summary>
    private bool HeardWhileServing()
    {
        while (_lines.TryNext(out string? line))
        {
            if (line is null || line.Trim().Equals("stop", StringComparison.OrdinalIgnoreCase)) return true;
            if (line.Trim().Length == 0) continue;
            _typedAhead.Enqueue(line);
            Out.Say("That comes when the run is over. Type stop to end the run.");
            Out.Flush();
        }
        return false;
    }
}
