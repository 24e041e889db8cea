using ShortOrder.Game.Screens.Editor;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Authoring;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens;

public sealed partial class GameController
{
    private readonly LevelDesk _desk;
    private EditorModel? _editor;
    private bool _isTried;

    /// <summary>Opens what the game was started with.</summary>
    private void Begin(EditStart start)
    {
        if (start.Copied is { } level) Send(new EditAsked(level));
        else if (start.File is null) Send(new ScreenMessage.Leave(FlowTrigger.Author));
        else if (File.Exists(start.File)) Send(new OpenAsked(start.File));
        else Send(new DocumentOpened(_desk.Begin(LevelEdit.Empty(LevelEdit.IdOf(Path.GetFileNameWithoutExtension(start.File)), "New level"), start.File), $"A new level; ^S writes {start.File}."));
    }

    private void Author(ScreenMessage message)
    {
        switch (message)
        {
            case OpenAsked asked:
                OpenedLevel opened = _desk.Open(asked.File);
                if (opened.Document is { } document) Edit(document, "");
                else Screen = Screen.Update(new OpeningFailed(asked.File, opened.Problems));
                break;
            case DraftAsked { IsThrownAway: true } asked:
                _desk.Drafts.Drop(asked.Draft.Name);
                Enter(null);
                break;
            case DraftAsked asked:
                if (_desk.Resume(asked.Draft) is { } resumed) Edit(resumed, "Unsaved work, as it was left.");
                else Screen = Screen.Update(new ScreenMessage.Say("Another game has that open."));
                break;
            case DocumentOpened begun:
                Edit(begun.Document, begun.Status);
                break;
            case EditAsked asked:
                EditLevel(asked.Level);
                break;
            case TryAsked asked:
                Try(asked);
                break;
            case SaveAsked asked:
                Save(asked);
                break;
            case EditorLeft left when Screen.Bare() is EditorModel editor:
                if (left.ThrowsAway) _desk.Drafts.Drop(editor.Document.Draft);
                else _desk.Drafts.Release(editor.Document.Draft);
                Go(FlowTrigger.Back);
                break;
        }
    }

    /// <summary>A level of the player's own is edited itself, any other one as a copy with an id of its own.</summary>
    private void EditLevel(Level level)
    {
        if (_session.Worlds.Any(w => w.IsOwn && w.Levels.Contains(level)) && _desk.Own().FirstOrDefault(o => o.Level?.Id == level.Id) is { } own)
        {
            Author(new OpenAsked(own.File));
            return;
        }
        string id = LevelEdit.FreeId(level.Id, _session.Worlds.SelectMany(w => w.Levels).Select(l => l.Id).Append(level.Id));
        Edit(_desk.Begin(LevelEdit.FitPlans(level with { Id = id, Schema = null })), $"A copy of {level.Title}; the original stays as it is.");
    }

    private void Edit(LevelDocument document, string status)
    {
        _editor = new EditorModel(document) { Status = status };
        Go(FlowTrigger.Edit);
    }

    /// <summary>Where the author left off; with the plan that was on the board meanwhile.</summary>
    private void Return()
    {
        EditorModel editor = _editor!;
        if (_isTried && editor.Level.Challenge is null && _session.PlanFor(editor.Level).Present is { } plan)
            editor = editor with { BoardPlan = plan, Status = PlanChecker.Check(editor.Level, plan).IsEmpty ? "s stores the plan on the board as one of yours." : "" };
        _isTried = false;
        Screen = editor;
        _side.Analyst.Start(editor.Level);
    }

    private void Try(TryAsked asked)
    {
        if (Screen.Bare() is not EditorModel editor) return;
        Level level = editor.Level;
        _session.Try(level);
        if (asked.Plan is { } plan && Batches.Plain(level, plan) is var plain && Batches.Fit(level, plain)) _session.Keep(level, _session.PlanFor(level).Do(plain));
        Go(asked.FromBriefing ? FlowTrigger.Open : FlowTrigger.Plan);
        _isTried = true;
    }

    private void Save(SaveAsked asked)
    {
        if (Screen.Bare() is not EditorModel editor) return;
        SavedLevel result = _desk.Save(editor.Document, asked.To, asked.HasConsent);
        Screen = Screen.UpdateBare(new SaveEnded(result, asked));
        if (result.Document.IsChanged) return;
        if (result.Document.File is { } file && Path.GetDirectoryName(file) != _desk.Folder) Preferences.AddEditedFile(_session.Progress, file);
        if (asked.ThenLeave) Go(FlowTrigger.Back);
    }

    /// <summary>Keeps unsaved work and has the level looked at once more, if it was changed.</summary>
    private void Keep(EditorModel editor)
    {
        if (ReferenceEquals(editor.Level, _editor?.Level)) return;
        _editor = editor;
        _desk.Drafts.Keep(editor.Document);
        _side.Analyst.Start(editor.Level);
        if (_desk.Drafts.Notice is { Length: > 0 } notice) Screen = editor with { Status = notice };
    }
}
