using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Authoring;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>A file shall be opened in the editor.</summary>
public sealed record OpenAsked(string File) : ScreenMessage;

/// <summary>Unsaved work shall be gone on with, or be thrown away.</summary>
public sealed record DraftAsked(LevelDraft Draft, bool IsThrownAway = false) : ScreenMessage;

/// <summary>What came of opening: why there is nothing to edit.</summary>
public sealed record OpeningFailed(string File, ImmutableArray<string> Problems) : ScreenMessage;

/// <summary>The door of the editor: a new level, unsaved work, the author's own levels, any file.</summary>
public sealed record WorkshopModel : IScreenModel
{
    private static readonly ImmutableArray<KeyCommand<WorkshopModel>> Commands =
    [
        new([Keys.Up, "k"], "↑↓", "choose", "The row above.", (_, _) => new MoveBy(-1)),
        new([Keys.Down, "j"], "", "", "The row below.", (_, _) => new MoveBy(1)),
        new([Keys.Enter, Keys.Space], "Enter", "open", "Open it in the editor.", (m, _) => m.Entries[m.Cursor].Message),
        new(["n"], "n", "new", "A new level with one task.", (m, _) => m.Entries[0].Message),
        new(["o"], "o", "open a file", "Open any level file by its path.", (_, _) => OpenFile("")),
        new([Keys.Delete, Keys.Backspace, "x"], "Del", "throw away", "Throw unsaved work away, when asked once more.", (m, _) => m.Entries[m.Cursor].Remove!) { WhyNot = m => m.Entries[m.Cursor].Remove is null ? "Only unsaved work can be thrown away; files are yours to delete." : null },
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape, "q"], "Esc", "back", "Back to the title.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Back)),
    ];

    /// <summary>The door as it is now.</summary>
    /// <param name="desk">The author's files.</param>
    /// <param name="recent">Files outside the data folder that were edited lately, the latest first.</param>
    public WorkshopModel(LevelDesk desk, ImmutableArray<string> recent)
    {
        Notice = desk.Drafts.Notice;
        Entries =
        [
            new("begin", "A new level", "one task, and everything to come", new DocumentOpened(desk.Begin(LevelEdit.Empty("new-level", "New level")), "T gives the task a title, → goes to its step, Tab to the other panels.")),
            .. LevelTemplates.All.Select(t => new Entry("begin", t.Name, t.Words, new DocumentOpened(desk.Begin(t.Level), "A level to change: ? tells the keys."))),
            .. desk.Drafts.All().Select(d => new Entry("unsaved work", d.Title, $"{When(d.Kept)}{(d.File is null ? "" : $", {d.File}")}", new DraftAsked(d))
            {
                Remove = EditorField.MenuOf($"throw away {d.Title}?", new("keep it", new Show(null)), new("throw it away", new DraftAsked(d, IsThrownAway: true))),
            }),
            .. desk.Own().Select(l => new Entry("my levels", l.Level?.Title ?? Path.GetFileName(l.File), l.Level is null ? "cannot be read; open it to see why" : When(l.Changed), new OpenAsked(l.File))),
            .. recent.Select(f => new Entry("files", Path.GetFileName(f), Path.GetDirectoryName(f) ?? "", new OpenAsked(f))),
            new("files", "Open a file …", "any level file, by its path", OpenFile("")),
        ];
    }

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    private sealed record MoveBy(int Rows) : ScreenMessage;

    private sealed record Entry(string Group, string Name, string Words, ScreenMessage Message)
    {
        public ScreenMessage? Remove { get; init; }
    }

    private string Notice { get; }

    private ImmutableArray<Entry> Entries { get; }

    private int Cursor { get; init; }

    private Overlay? Overlay { get; init; }

    private string Status { get; init; } = "";

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Overlay is { } overlay ? overlay.Press(key) : Commands.Press(this, key);

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => Overlay is { } overlay ? overlay.Point(pointer) : pointer is { Act: PointerAct.Click, Target: RowTarget at }
        ? at.Row == Cursor ? Entries[at.Row].Message : new MoveBy(at.Row - Cursor) : null;

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        MoveBy by => this with { Cursor = Math.Clamp(Cursor + by.Rows, 0, Entries.Length - 1), Status = "" },
        Show show => this with { Overlay = show.Overlay, Status = "" },
        ScreenMessage.Say say => this with { Status = say.Text },
        OpeningFailed failed => this with { Overlay = new Notice { Title = $"{Path.GetFileName(failed.File)} cannot be edited", Text = Told(failed.Problems) } },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ScreenFrame frame = new(Line.Of("Editor", Ink.Title), "levels of your own", Status.Length > 0 ? Status : Notice, Commands.ToBar(this, width, 1));
        List<Line> rows = [];
        int cursorRow = 0;
        for (int i = 0; i < Entries.Length; i++)
        {
            Entry entry = Entries[i];
            if (i == 0 || Entries[i - 1].Group != entry.Group) rows.AddRange([Line.Empty, Line.Of($"  {entry.Group}", Ink.Title)]);
            if (i == Cursor) cursorRow = rows.Count;
            Line row = (Line.Of($"  {(i == Cursor ? "▶" : " ")} {entry.Name}").Fit(Math.Min(40, width / 3)) + Line.Of(" " + entry.Words, Ink.Dim)).Fit(width - 1).For(new RowTarget(i));
            rows.Add(i == Cursor ? row.In(Ink.Strong, isReversed: true) : row);
        }
        int room = frame.BodyHeight(height);
        ImmutableArray<Line> screen = frame.Rows(Layout.Window(rows, Layout.Around(cursorRow, rows.Count, room), room), width, height);
        return Overlay is { } overlay ? BoardRows.Laid(overlay, screen, width, 1 + room) : screen;
    }

    private static Show OpenFile(string path) => new(new EditorPrompt { Title = "open a file", Question = "Path of a level file.", Text = path, Complete = PathCompletion.Of, Answer = file => new OpenAsked(file) });

    /// <summary>As many problems as one can take in at once.</summary>
    private static string Told(ImmutableArray<string> problems)
    {
        const int Most = 6;
        return string.Join('\n', problems.Take(Most)) + (problems.Length > Most ? $"\nand {problems.Length - Most} more: shortorder check tells them all" : "");
    }

    private static string When(DateTime utc) => utc.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
