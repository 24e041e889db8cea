using ShortOrder.Execution;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Briefing;
using ShortOrder.Game.Screens.Editor;
using ShortOrder.Game.Screens.Explain;
using ShortOrder.Game.Screens.Inspect;
using ShortOrder.Game.Screens.Map;
using ShortOrder.Game.Screens.Outcome;
using ShortOrder.Game.Screens.Serving;
using ShortOrder.Game.Screens.Title;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Generation;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens;

/// <summary>The way through the screens: where a trigger leads, and with what each state begins.</summary>
public sealed partial class GameController
{
    private void Go(FlowTrigger trigger)
    {
        if (!_flow.CanFire(trigger)) return;
        Forecast? forecast = Board?.Prediction.Forecast;
        if (Screen.Bare() is EditorModel editor) _editor = editor;
        _class.Leave(Screen);
        Level? next = trigger == FlowTrigger.Next ? _session.NextLevel : null;
        _flow.Fire(trigger);
        _side.LeaveScreen();
        _class.Stop();
        if (next is not null) _session.Open(next);
        Enter(forecast);
    }

    private TitleModel Title() => new(_session.Worlds, _session.Progress, _session.LastLevel, _session.Progress.Best(DailyOrders.IdOf(DailyOrder.Today(_clock))), _options.PackTitle);

    private void Enter(Forecast? forecast)
    {
        Level? level = _session.Level;
        IScreenModel? before = _beforeReplay;
        _beforeReplay = null;
        switch (_state)
        {
            case FlowState.Title:
                _session.SetOwn(_desk.ToWorld());
                Screen = _session.Level is { } left && DailyOrders.IsDaily(left.Id) ? Title().OnToday() : Title();
                break;
            case FlowState.Levels:
                _session.SetOwn(_desk.ToWorld());
                Screen = new MapModel(_session.Worlds, _session.Progress, level, _options.PackTitle?.Title ?? "Campaign");
                break;
            case FlowState.Briefing:
                Screen = new BriefingModel(level!, _session.ConceptOf(level!, AlmanacTerms.Has), _session.Progress.Best(level!.Id));
                break;
            case FlowState.Planning:
                Screen = _class.WithDesk(new BoardModel(level!, _session.PlanFor(level!), _predict) { HintsRead = _session.HintsRead(level!) });
                break;
            case FlowState.Inspecting:
                Screen = new InspectModel(level!);
                break;
            case FlowState.Serving:
                _side.Stop(PatienceWithSideWork);
                Screen = new ServingModel(level!, forecast!);
                NeedsQuiet = !Executor.LeavesCoreFree(forecast!.Compiled);
                _job = new(_serve, forecast!.Compiled, _options.Serving with { TempoMs = _preferences.TempoMs });
                break;
            case FlowState.Verdict:
                Screen = before ?? new OutcomeModel(_standing!, _isTried ? "back to the editor" : _session.IsApart ? "back to the title" : _session.NextLevel?.Title) { Tally = _side.Counter.Tally, Notice = IsJoined ? PracticeNotice : "" };
                break;
            case FlowState.Explaining:
                Screen = before ?? ExplainModel.Of(_standing!);
                break;
            case FlowState.Workshop:
                Screen = new WorkshopModel(_desk, Preferences.EditedFiles(_session.Progress));
                break;
            case FlowState.Editing:
                Return();
                break;
            case FlowState.Competition or FlowState.Hosting or FlowState.Judging:
                Screen = _class.Enter(_state);
                break;
            case FlowState.Replaying or FlowState.Closed:
                break;
        }
    }
}
