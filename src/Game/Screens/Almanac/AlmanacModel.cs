using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Almanac;

/// <summary>The player asked for the almanac.</summary>
/// <param name="Term">Id of the entry to open; null, or one that the almanac does not have: the list.</param>
public sealed record AlmanacAsked(string? Term = null) : ScreenMessage;

/// <summary>The player has closed the almanac.</summary>
public sealed record AlmanacClosed : ScreenMessage;

/// <summary>The almanac: a list that is searched while one types, and an entry with its picture.</summary>
/// <param name="Under">The screen that waits below.</param>
/// <param name="Worlds">The campaign, for the levels that show a term.</param>
public sealed record AlmanacModel(IScreenModel Under, IReadOnlyList<World> Worlds) : IOverlay
{
    private static readonly ImmutableArray<KeyCommand<AlmanacModel>> ListCommands =
    [
        new([Keys.Up], "↑↓", "choose", "The entry above.", (_, _) => new MoveBy(-1)),
        new([Keys.Down], "", "", "The entry below.", (_, _) => new MoveBy(1)),
        new([Keys.PageUp], "", "", "Ten entries up.", (_, _) => new MoveBy(-10)),
        new([Keys.PageDown], "", "", "Ten entries down.", (_, _) => new MoveBy(10)),
        new([Keys.Home], "", "", "The first entry.", (_, _) => new MoveBy(-1000)),
        new([Keys.End], "", "", "The last entry.", (_, _) => new MoveBy(1000)),
        new([Keys.Enter], "Enter", "read", "Open the entry.", (m, _) => new Opened(m.Found[m.Cursor].Id)) { WhyNot = m => m.Found.IsEmpty ? "No entry has that in it." : null },
        new([], "letters", "search", "Any letter, digit or blank: search in names, then in the text.", (_, key) => new Typed(key)),
        new([Keys.Backspace, Keys.Delete], "", "", "Take back the last letter of the search.", (_, _) => new TypedBack()) { WhyNot = m => m.Query.Length == 0 ? "There is nothing to search for." : null },
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape], "Esc", "close", "Clear the search; without one, close the almanac.", (m, _) => m.Query.Length > 0 ? new Cleared() : new AlmanacClosed()),
        new([Keys.F2], "", "", "Close the almanac.", (_, _) => new AlmanacClosed()),
    ];

    private static readonly ImmutableArray<string> Digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly ImmutableArray<KeyCommand<AlmanacModel>> EntryCommands =
    [
        new([Keys.Left, Keys.ShiftTab], "←→", "choose", "The related entry before.", (_, _) => new LinkBy(-1)),
        new([Keys.Right, Keys.Tab], "", "", "The related entry after.", (_, _) => new LinkBy(1)),
        new([Keys.Enter], "Enter", "follow", "Open the related entry that is marked.", (m, _) => new Opened(m.Entry!.SeeAlso[m.Link])),
        new(Digits, "", "", "Open the related entry of that number.", (m, key) => m.Entry!.SeeAlso.Length >= key[0] - '0' ? new Opened(m.Entry.SeeAlso[key[0] - '1']) : new ScreenMessage.Say($"There are only {m.Entry.SeeAlso.Length}.")),
        new([Keys.Up, Keys.PageUp], "↑↓", "scroll", "Scroll up.", (_, key) => new ScrollBy(key == Keys.Up ? -1 : -10)),
        new([Keys.Down, Keys.PageDown], "", "", "Scroll down.", (_, key) => new ScrollBy(key == Keys.Down ? 1 : 10)),
        new(["n"], "n/p", "next", "The next entry of the almanac.", (m, _) => new Turned(1)),
        new(["p"], "", "", "The entry before.", (m, _) => new Turned(-1)),
        new(["/"], "/", "search", "To the list, to search.", (_, _) => new ListAsked()),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape, Keys.Backspace], "Esc", "back", "Where you came from.", (m, _) => m.IsDirect && m.Trail.Length == 1 ? new AlmanacClosed() : new WentBack()),
        new([Keys.F2], "", "", "Close the almanac.", (_, _) => new AlmanacClosed()),
    ];

    private const int LongestQuery = 40;

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    /// <summary>The entry on the screen; null: the list.</summary>
    public AlmanacEntry? Entry => Trail.IsEmpty ? null : AlmanacTerms.Find(Trail[^1]);

    /// <summary>What is searched for.</summary>
    public string Query { get; private init; } = "";

    /// <summary>Entries that have it.</summary>
    public ImmutableArray<AlmanacEntry> Found { get; private init; } = AlmanacTerms.All;

    private sealed record MoveBy(int Rows) : ScreenMessage;

    private sealed record ScrollBy(int Rows) : ScreenMessage;

    private sealed record LinkBy(int Links) : ScreenMessage;

    private sealed record Turned(int By) : ScreenMessage;

    private sealed record Typed(string Text) : ScreenMessage;

    private sealed record TypedBack : ScreenMessage;

    private sealed record Cleared : ScreenMessage;

    private sealed record Opened(string Id) : ScreenMessage;

    private sealed record WentBack : ScreenMessage;

    private sealed record ListAsked : ScreenMessage;

    private ImmutableArray<KeyCommand<AlmanacModel>> Commands => Entry is null ? ListCommands : EntryCommands;

    private ImmutableArray<string> Trail { get; init; } = [];

    private bool IsDirect { get; init; }

    private int Cursor { get; init; }

    private int Link { get; init; }

    private int First { get; init; }

    private string Status { get; init; } = "";

    /// <summary>The almanac at the entry that was asked for, or at its list.</summary>
    public static AlmanacModel Open(IScreenModel under, IReadOnlyList<World> worlds, string? term) =>
        term is not null && AlmanacTerms.Find(term) is not null ? new AlmanacModel(under, worlds) { Trail = [term], IsDirect = true } : new(under, worlds);

    /// <inheritdoc/>
    public IOverlay Over(IScreenModel under) => this with { Under = under };

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) =>
        Commands.Press(this, key) ?? (Entry is null && TextWidth.Graphemes(key).Count() == 1 ? new Typed(key) : null);

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => pointer is { Act: PointerAct.Click, Target: TermTarget at } ? new Opened(at.Term) : null;

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        MoveBy by => this with { Cursor = Math.Clamp(Cursor + by.Rows, 0, Math.Max(0, Found.Length - 1)), Status = "" },
        ScrollBy by => this with { First = Math.Clamp(First + by.Rows, 0, 40), Status = "" },
        LinkBy by => this with { Link = Math.Clamp(Link + by.Links, 0, Entry!.SeeAlso.Length - 1), Status = "" },
        Typed typed => Query.Length < LongestQuery ? Searching(Query + typed.Text) : this,
        TypedBack => Searching(Query[..^1]),
        Cleared => Searching(""),
        Opened opened => At(Trail.Add(opened.Id)),
        Turned turned => At([.. Trail[..^1], AlmanacTerms.All[(AlmanacTerms.All.IndexOf(Entry!) + turned.By + AlmanacTerms.All.Length) % AlmanacTerms.All.Length].Id]),
        WentBack => At(Trail[..^1]),
        ListAsked => At([]),
        ScreenMessage.Say say => this with { Status = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        string place = Entry is null ? $"almanac · {Found.Length} of {AlmanacTerms.All.Length}" : "almanac";
        ScreenFrame frame = new(Line.Of(Entry?.Name ?? "The almanac", Ink.Title), place, Status, Commands.ToBar(this, width, 1));
        int room = frame.BodyHeight(height);
        if (Entry is null) return frame.Rows(List(width, room), width, height);
        ImmutableArray<Line> content = [.. EntryRows.Of(Entry, Link, Worlds, Math.Min(width - 4, 110))];
        int first = Math.Min(First, Math.Max(0, content.Length - room));
        List<Line> body = [.. Layout.Window(content, first, room).Select(l => Line.Of("  ") + l)];
        if (first + room < content.Length) body[^1] = Line.Of("  ↓ more", Ink.Dim);
        return frame.Rows(body, width, height);
    }

    private AlmanacModel Searching(string query) => this with { Query = query, Found = AlmanacTerms.Search(query), Cursor = 0, Status = "" };

    private AlmanacModel At(ImmutableArray<string> trail) => this with { Trail = trail, IsDirect = IsDirect && !trail.IsEmpty, Link = 0, First = 0, Status = "" };

    private IReadOnlyList<Line> List(int width, int room)
    {
        Line search = Line.Of("  search  ", Ink.Dim) + (Query.Length == 0 ? Line.Of("type a word: gil, crate, await …", Ink.Dim) : Line.Of(Query, Ink.Strong) + Line.Of("▏", Ink.Key));
        int rows = Math.Max(1, room - 6), names = Math.Clamp(width / 2, 30, 44);
        IReadOnlyList<Line> entries = [.. Found.Select((e, i) =>
        {
            Line row = Line.Of($"  {(i == Cursor ? "▶" : " ")} {e.Name}", i == Cursor ? Ink.Strong : Ink.Normal).Fit(names) + Line.Of(" " + e.Kitchen, Ink.Dim);
            row = row.For(new TermTarget(e.Id));
            return i == Cursor ? row.Fit(width - 2).In(Ink.Strong, isReversed: true) : row;
        })];
        IEnumerable<Line> preview = Found.IsEmpty ? [Line.Of("  Nothing is called that, and nothing tells of it.", Ink.Dim)]
            : Layout.Wrap(Found[Cursor].Text, width - 4, Ink.Dim).Take(3).Select(l => Line.Of("  ") + l);
        return [search, Line.Empty, .. Layout.Window(entries, Layout.Around(Cursor, entries.Count, rows), rows), Layout.Rule("", width), .. preview];
    }
}
