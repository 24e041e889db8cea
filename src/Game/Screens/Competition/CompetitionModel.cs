using System.Collections.Immutable;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Map;
using ShortOrder.Game.Screens.Settings;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Competition;

/// <summary>The competition has come on.</summary>
public sealed record ViewCame(JoinedView View) : ScreenMessage;

/// <summary>What became of a submission shall be seen.</summary>
public sealed record ReviewAsked(OwnSubmission Submission) : ScreenMessage;

/// <summary>A competition as who takes part sees it: before the start who is there and what will be played, then the levels with what one has reached, and the standings.</summary>
public sealed record CompetitionModel(JoinedView View) : IScreenModel
{
    private static readonly ImmutableArray<KeyCommand<CompetitionModel>> Commands =
    [
        new([Keys.Up, "k"], "↑↓", "choose", "The level above; in the standings: scroll up.", (_, _) => new MoveBy(-1)) { IsShown = HasBegun },
        new([Keys.Down, "j"], "", "", "The level below; in the standings: scroll down.", (_, _) => new MoveBy(1)),
        new([Keys.PageUp, Keys.PageDown], "", "", "Ten rows up or down (PageUp, PageDown).", (_, key) => new MoveBy(key == Keys.PageUp ? -10 : 10)),
        new([Keys.Enter, Keys.Space], "Enter", "open", "Open the level: look at it, plan, practise, submit.", (m, _) => new LevelChosen(m.Selected!.Level!)) { WhyNot = m => m.WhyNotOpen, IsShown = HasBegun },
        new(["v"], "v", "verdict", "What became of your latest plan for this level.", (m, _) => new ReviewAsked(m.View.Latest(m.Selected!.Hash)!))
        {
            WhyNot = m => m.Selected is { } level && m.View.Latest(level.Hash) is not null ? null : "You have submitted nothing for this level yet.", IsShown = HasBegun,
        },
        new([Keys.Tab, Keys.ShiftTab], "Tab", "standings", "Between the levels and the whole standings.", (_, _) => new ViewChanged())
        {
            WordsNow = m => m.ShowsBoard ? "levels" : "standings", WhyNot = m => HasBegun(m) ? null : "There are no standings before the start.", IsShown = HasBegun,
        },
        new(["m"], "m", "messages", "Everything that the teacher has said.", (m, _) => new Show(new Notice { Title = "what the teacher said", Text = string.Join('\n', m.View.Announcements.Select(a => "· " + a)) }))
        {
            WhyNot = m => m.View.Announcements.IsEmpty ? "The teacher has said nothing yet." : null,
        },
        new(["r"], "r", "come back", "The words by which you come back from another machine.", (m, _) => new Show(new Notice { Title = "come back", Text = $"On another machine: shortorder join {m.View.Address} {m.View.Code} --resume \"{m.View.Resume}\"\nOn this one just join again." }))
        {
            WhyNot = m => m.View.Resume.Length > 0 ? null : "The words come with the server's first answer.",
        },
        new(["a", Keys.F2], "", "almanac", "The almanac: every term, with a picture (also F2).", (_, _) => new Almanac.AlmanacAsked()),
        new(["s"], "s", "settings", "Theme, characters, tempo of your practice.", (_, _) => new SettingsAsked()),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new(["q", Keys.Escape], "q", "leave", "Leave, when asked once more; join again and everything is as it was.", (_, _) => Leaving()),
    ];

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    /// <summary>Whether the whole standings are shown in place of the levels.</summary>
    public bool ShowsBoard { get; private init; }

    /// <summary>Place of the level under the cursor.</summary>
    public int Cursor { get; private init; }

    /// <summary>How far the standings are scrolled.</summary>
    public int First { get; private init; }

    /// <summary>The level under the cursor; null as long as none is known.</summary>
    public JoinedLevel? Selected => Cursor < View.Levels.Length ? View.Levels[Cursor] : null;

    internal Overlay? Overlay { get; private init; }

    private sealed record MoveBy(int Rows) : ScreenMessage;

    private sealed record ViewChanged : ScreenMessage;

    private string Status { get; init; } = "";

    private static bool HasBegun(CompetitionModel model) => model.View.Phase != JoinedPhase.Lobby;

    private string? WhyNotOpen => Selected is not { } level ? (HasBegun(this) ? "The levels have not come yet." : "The levels come when the competition begins.")
        : level.Level is not null ? null
        : level.Problem.Length > 0 ? level.Problem : "The level is still on its way.";

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Overlay is { } overlay ? overlay.Press(key) : Commands.Press(this, key);

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => Overlay is { } overlay ? overlay.Point(pointer) : pointer switch
    {
        { Act: PointerAct.Click, Target: RowTarget at } when at.Row == Cursor => Commands.Press(this, Keys.Enter),
        { Act: PointerAct.Click, Target: RowTarget at } => new MoveBy(at.Row - Cursor),
        _ => null,
    };

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        ViewCame came => Come(came.View),
        MoveBy by when ShowsBoard => this with { First = Math.Clamp(First + by.Rows, 0, Math.Max(0, View.Board.Length - 1)), Status = "" },
        MoveBy by => this with { Cursor = Math.Clamp(Cursor + by.Rows, 0, Math.Max(0, View.Levels.Length - 1)), Status = "" },
        ViewChanged => this with { ShowsBoard = !ShowsBoard, Status = "" },
        Show show => this with { Overlay = show.Overlay, Status = "" },
        ScreenMessage.Say say => this with { Status = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        string status = Status.Length > 0 ? Status : View.LinkWords.Length > 0 ? View.LinkWords : View.Announcements.IsEmpty ? "" : $"The teacher: {View.Announcements[0]}";
        ScreenFrame frame = new(Line.Of(View.Title.Length > 0 ? View.Title : "Competition", Ink.Title), $"{View.Player} · {CompetitionWords.Of(View)}", status, Commands.ToBar(this, width, 2));
        ImmutableArray<Line> rows = frame.Rows([.. CompetitionRows.Draw(this, width, frame.BodyHeight(height))], width, height);
        return Overlay is { } overlay ? BoardRows.Laid(overlay, rows, width, 1 + frame.BodyHeight(height)) : rows;
    }

    private CompetitionModel Come(JoinedView view)
    {
        bool begins = View.Phase == JoinedPhase.Lobby && view.Phase == JoinedPhase.Running, ends = View.Phase != JoinedPhase.Published && view.Phase == JoinedPhase.Published;
        return this with { View = view, Cursor = Math.Clamp(Cursor, 0, Math.Max(0, view.Levels.Length - 1)), ShowsBoard = ends || (ShowsBoard && !begins) };
    }

    private static Show Leaving() => new(new Menu
    {
        Title = "leave the competition?",
        Items = [new("stay", new Show(null)), new("leave: what you have sent stays sent", new ScreenMessage.Leave(FlowTrigger.Quit))],
    });
}
