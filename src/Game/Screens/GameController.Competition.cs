using System.Text;
using System.Text.Json;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Competition;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens;

public sealed partial class GameController
{
    private const string PracticeNotice = "Practice on your own machine: it does not count. F6 on the board submits.";

    private JoinedView? _view;
    private CompetitionModel? _competition;
    private string? _reviewed;
    private int _seenRevision = -1, _seenSecond;

    private bool IsJoined => _options.Joined is not null && !_isTried;

    /// <summary>Takes the news of the competition, and the time that passes in it.</summary>
    private bool TickCompetition() => _options.Joined is { } joined && Follow(joined);

    private bool Follow(JoinedContest joined)
    {
        int revision = joined.Revision, second = (int)(_clock.GetTimestamp() / _clock.TimestampFrequency);
        if (revision == _seenRevision && second == _seenSecond) return false;
        (_seenRevision, _seenSecond) = (revision, second);
        (JoinedView? before, JoinedView view) = (_view, joined.View);
        _view = view;
        if (before is null || !before.Levels.Select(l => l.Level).SequenceEqual(view.Levels.Select(l => l.Level)))
            _session.Replace([new World(view.Title, "", [.. view.Levels.Select(l => l.Level).OfType<Level>()])]);
        Screen = Screen.UpdateBare(Screen.Bare() is BoardModel ? new DeskCame(Desk(view), before is null ? "" : CompetitionNews.Of(before, view)) : new ViewCame(view));
        return true;
    }

    private static SubmitDesk Desk(JoinedView view) => new(CompetitionWords.Of(view), view.WhyNotSubmit);

    /// <summary>The board, with the desk where its plan can be submitted.</summary>
    private BoardModel WithDesk(BoardModel board) => IsJoined && _view is { } view ? board with { Desk = Desk(view) } : board;

    private void EnterCompetition()
    {
        _view ??= _options.Joined!.View;
        Screen = _competition = (CompetitionModel)(_competition ?? new(_view)).Update(new ViewCame(_view));
    }

    private void EnterJudging()
    {
        JoinedView view = _view = _options.Joined!.View;
        Screen = new JudgingModel(view, _reviewed!, view.Submissions.FirstOrDefault(s => s.Key == _reviewed) is { } submission ? ForecastOf(view, submission) : null);
    }

    private void Compete(ScreenMessage message)
    {
        switch (message)
        {
            case SubmitAsked when Board is { } board:
                Submit(board);
                break;
            case ReviewAsked asked when _view?.LevelOf(asked.Submission.LevelHash)?.Level is { } level:
                _session.Open(level);
                _reviewed = asked.Submission.Key;
                Go(FlowTrigger.Review);
                break;
            case ReviewAsked:
                Screen = Screen.Update(new ScreenMessage.Say("The level is still on its way."));
                break;
        }
    }

    private void Submit(BoardModel board)
    {
        JoinedView view = _view = _options.Joined!.View;
        if (view.Levels.FirstOrDefault(l => ReferenceEquals(l.Level, board.Level)) is not { } level || view.WhyNotSubmit is not null)
        {
            Screen = Screen.Update(new ScreenMessage.Say(view.WhyNotSubmit ?? "This level is none of the competition."));
            return;
        }
        try
        {
            using JsonDocument plan = JsonDocument.Parse(PlanWriter.Write(board.Plan));
            _reviewed = _options.Joined!.Submit(level, plan.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Screen = Screen.Update(new ScreenMessage.Say($"Not submitted: it could not be written down: {e.Message}"));
            return;
        }
        Go(FlowTrigger.Submit);
    }

    /// <summary>What the model here says about a plan that was sent; null if its text is not known here.</summary>
    private Forecast? ForecastOf(JoinedView view, OwnSubmission submission)
    {
        if (submission.Plan.Length == 0 || view.LevelOf(submission.LevelHash)?.Level is not { } level) return null;
        return PlanReader.Read(Encoding.UTF8.GetBytes(submission.Plan), "plan", level) is { IsGood: true, Value: { } plan } ? _predict(level, plan).Forecast : null;
    }
}
