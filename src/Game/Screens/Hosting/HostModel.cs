using System.Collections.Immutable;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Competition;
using ShortOrder.Game.Screens.Settings;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Hosting;

/// <summary>The competition has come on.</summary>
public sealed record HostViewCame(HostView View) : ScreenMessage;

/// <summary>The teacher wants something done.</summary>
public sealed record HostAsked(HostCommand Command) : ScreenMessage;

/// <summary>What the teacher looks at.</summary>
public enum HostPage
{
    /// <summary>Code, addresses, QR code, and who has come.</summary>
    Joining,

    /// <summary>Everybody, each to be chosen.</summary>
    Players,

    /// <summary>The board without the freeze.</summary>
    Standings,

    /// <summary>Queue, machines, plans that are alike.</summary>
    Judge,
}

/// <summary>A competition as its teacher sees it.</summary>
public sealed record HostModel(HostView View) : IScreenModel
{
    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => HostCommands.All.ToHelp(this);

    /// <summary>What the teacher looks at.</summary>
    public HostPage Page { get; private init; }

    /// <summary>Place of the player under the cursor, on the page of players.</summary>
    public int Cursor { get; private init; }

    /// <summary>How far the other pages are scrolled.</summary>
    public int First { get; private init; }

    /// <summary>Where results are written unless the teacher names another folder.</summary>
    public string ExportFolder { get; init; } = "";

    /// <summary>The player under the cursor; null outside the page of players.</summary>
    public PlayerView? Selected => Page == HostPage.Players && Cursor < View.Players.Length ? View.Players[Cursor] : null;

    internal Overlay? Overlay { get; private init; }

    private string Status { get; init; } = "";

    /// <summary>The preview that was shown already.</summary>
    private RejudgePreview? Shown { get; init; }

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Overlay is { } overlay ? overlay.Press(key) : HostCommands.All.Press(this, key);

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => Overlay is { } overlay ? overlay.Point(pointer) : pointer is { Act: PointerAct.Click, Target: RowTarget at } ? new HostMoved(at.Row - Cursor) : null;

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        HostViewCame came => Come(came.View),
        HostMoved by when Page == HostPage.Players => this with { Cursor = Math.Clamp(Cursor + by.Rows, 0, Math.Max(0, View.Players.Length - 1)), Status = "" },
        HostMoved by => this with { First = Math.Clamp(First + by.Rows, 0, Math.Max(0, (Page == HostPage.Joining ? View.Roster.Length : View.Board?.Rows.Length ?? 0) - 1)), Status = "" },
        PageTurned to => this with { Page = to.Page, First = 0, Status = "" },
        Show show => this with { Overlay = show.Overlay, Status = "" },
        HostAsked => this with { Overlay = null, Status = "" },
        ScreenMessage.Say say => this with { Status = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        string status = Status.Length > 0 ? Status : View.Notice.Length > 0 ? View.Notice : View.Announcement.Length > 0 ? $"You said: {View.Announcement}" : "";
        ScreenFrame frame = new(Line.Of(View.Title.Length > 0 ? View.Title : "Competition", Ink.Title), $"code {View.Code} · {Words(View)}", status, HostCommands.All.ToBar(this, width, 3));
        ImmutableArray<Line> rows = frame.Rows([.. HostRows.Draw(this, width, frame.BodyHeight(height))], width, height);
        return Overlay is { } overlay ? BoardRows.Laid(overlay, rows, width, 1 + frame.BodyHeight(height)) : rows;
    }

    /// <summary>State and time in a few words.</summary>
    internal static string Words(HostView view)
    {
        string left = CompetitionWords.Of(view.Remaining);
        return (view.Phase, view.IsPaused) switch
        {
            _ when !view.IsOnline => "the server does not answer",
            (JoinedPhase.Lobby, _) => $"lobby{(view.IsLocked ? ", locked" : "")}, {left} to play",
            (JoinedPhase.Running, true) => $"paused, {left} left",
            (JoinedPhase.Frozen, true) => $"frozen and paused, {left} left",
            (JoinedPhase.Running, _) => $"running, {left} left",
            (JoinedPhase.Frozen, _) => $"frozen, {left} left",
            (JoinedPhase.Finished, _) => "time is over, the queue is judged",
            (JoinedPhase.Duel, _) => "podium duel",
            (JoinedPhase.Sealed, _) => view is { Revealed: { } revealed, Board.Rows.Length: var rows } ? $"the reveal, {revealed} of {rows} rows" : "the reveal",
            (JoinedPhase.Published, _) => "published",
            _ => "called off",
        };
    }

    private HostModel Come(HostView view)
    {
        bool begins = View.Phase == JoinedPhase.Lobby && view.Phase is JoinedPhase.Running or JoinedPhase.Frozen, ends = View.Phase != view.Phase && view.Phase == JoinedPhase.Sealed;
        HostModel come = this with { View = view, Cursor = Math.Clamp(Cursor, 0, Math.Max(0, view.Players.Length - 1)), Page = (begins && Page == HostPage.Joining) || ends ? HostPage.Standings : Page };
        if (view.Preview is { } preview && !ReferenceEquals(preview, Shown) && Overlay is null) come = come with { Shown = preview, Overlay = HostMenus.Confirm(preview) };
        return come;
    }
}

/// <summary>Up or down.</summary>
internal sealed record HostMoved(int Rows) : ScreenMessage;

/// <summary>Another page.</summary>
internal sealed record PageTurned(HostPage Page) : ScreenMessage;
