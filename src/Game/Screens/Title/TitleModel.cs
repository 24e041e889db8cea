using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Map;
using ShortOrder.Game.Screens.Settings;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.Title;

/// <summary>The player wants today's order, which is made on a worker.</summary>
public sealed record TodayAsked : ScreenMessage;

/// <summary>The first screen: on with the level of the last time, or anywhere else.</summary>
public sealed record TitleModel : IScreenModel
{
    private static readonly ImmutableArray<KeyCommand<TitleModel>> Commands =
    [
        new([Keys.Up, "k"], "↑↓", "choose", "The line above.", (_, _) => new MoveBy(-1)),
        new([Keys.Down, "j"], "", "", "The line below.", (_, _) => new MoveBy(1)),
        new([Keys.Enter, Keys.Space], "Enter", "go", "Go there.", (m, _) => m.Entries[m.Cursor].Message),
        new(["t"], "", "", "Today's order.", (_, _) => new TodayAsked()),
        new(["J"], "", "", "Join a class: a competition that your teacher holds.", (m, _) => ClassPrompts.First(m.ClassAddress)),
        new(["c"], "", "", "The campaign: all levels.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Browse)),
        new(["a", Keys.F2], "", "", "The almanac: every term, with a picture (also F2).", (_, _) => new AlmanacAsked()),
        new(["e"], "", "", "The editor: levels of your own.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Author)),
        new(["s"], "", "", "Settings.", (_, _) => new SettingsAsked()),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new(["q", Keys.Escape], "q", "leave", "Leave the game.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Quit)),
    ];

    /// <summary>Rows without which a card is not worth showing.</summary>
    private const int LeastCard = 4;

    private readonly int _served;
    private readonly PackTitle? _pack;

    /// <summary>A title whose first line goes on with a level.</summary>
    /// <param name="worlds">The campaign.</param>
    /// <param name="progress">What the player has reached.</param>
    /// <param name="current">The level to go on with; null: the first one.</param>
    /// <param name="today">The best attempt at today's order; null if there is none.</param>
    /// <param name="pack">The pack that the levels are from; null: they are the campaign.</param>
    public TitleModel(IReadOnlyList<World> worlds, IProgressStore progress, Level? current, Attempt? today = null, PackTitle? pack = null)
    {
        _pack = pack;
        CampaignProgress campaign = new(worlds, progress);
        (Notice, _served, ClassAddress) = (progress.Notice, campaign.Served, Preferences.ClassAddress(progress));
        Level? level = current ?? campaign.Levels.FirstOrDefault();
        ImmutableArray<Entry> go = level is null ? [] : [new(current is null ? "Begin" : "Continue", campaign.NameOf(level), new LevelChosen(level))];
        Entries =
        [
            .. go,
            new(pack is null ? "Campaign" : "Levels", campaign.Summary, new ScreenMessage.Leave(FlowTrigger.Browse)),
            new("Today", today is null ? "the same new puzzle for everyone" : $"your best {Words.Minutes(today.Minutes)} min  {Words.Of(today.Medal)}", new TodayAsked()),
            new("Join a class", "a competition that your teacher holds", ClassPrompts.First(ClassAddress)),
            new("Almanac", $"{AlmanacTerms.All.Length} terms, each with a picture", new AlmanacAsked()),
            new("Editor", "levels of your own", new ScreenMessage.Leave(FlowTrigger.Author)),
            new("Settings", "theme, characters, tempo", new SettingsAsked()),
            new("Help", "the keys; ? works everywhere", new HelpAsked()),
            new("Leave", "everything is kept", new ScreenMessage.Leave(FlowTrigger.Quit)),
        ];
    }

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    private sealed record MoveBy(int Rows) : ScreenMessage;

    private sealed record Entry(string Name, string Words, ScreenMessage Message);

    private sealed record EntryTarget(Entry Entry) : Target;

    private ImmutableArray<Entry> Entries { get; }

    private int Cursor { get; init; }

    private string Notice { get; init; }

    private string ClassAddress { get; }

    private Overlay? Overlay { get; init; }

    /// <summary>With the cursor on today's order.</summary>
    public TitleModel OnToday() => this with { Cursor = Entries.IndexOf(Entries.First(e => e.Message is TodayAsked)) };

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Overlay is { } overlay ? overlay.Press(key) : Commands.Press(this, key);

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => Overlay is { } overlay ? overlay.Point(pointer) : pointer is { Act: PointerAct.Click, Target: EntryTarget at } ? at.Entry.Message : null;

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        MoveBy by => this with { Cursor = (Cursor + by.Rows + Entries.Length) % Entries.Length },
        TodayAsked => this with { Notice = "Today's order is being made…" },
        Show show => this with { Overlay = show.Overlay, Notice = "" },
        ClassQuestionCame came => this with { Overlay = ClassPrompts.Of(came.Entry, came.Question, came.Complaint) },
        ClassAtDoor => this with { Overlay = null, Notice = "Asking the server for your seat…" },
        ScreenMessage.Say say => this with { Notice = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ScreenFrame frame = new(Line.Empty, "", Notice, Commands.ToBar(this, width, 1));
        int left = (width - Logo.Rows[0].Width) / 2;
        List<Line> body = [.. Logo.Rows, Line.Empty, .. Subtitle(frame.BodyHeight(height) - Logo.Rows.Length - 2 - Entries.Length), Line.Empty];
        for (int i = 0; i < Entries.Length; i++)
        {
            Line row = Line.Of($" {(i == Cursor ? "▶" : " ")} {Entries[i].Name}").Fit(17) + Line.Of(Entries[i].Words, Ink.Dim);
            row = row.Fit(Logo.Rows[0].Width).For(new EntryTarget(Entries[i]));
            body.Add(i == Cursor ? row.In(Ink.Strong, isReversed: true) : row);
        }
        int free = frame.BodyHeight(height) - body.Count;
        AlmanacEntry card = AlmanacTerms.All[_served * 7 % AlmanacTerms.All.Length];
        ImmutableArray<Line> term = [Line.Empty, Line.Of(card.Name, Ink.Title) + Line.Of("  " + card.Kitchen, Ink.Dim), .. Layout.Wrap(card.Text, Logo.Rows[0].Width)];
        if (term.Length > free && free >= LeastCard) term = [.. term[..(free - 1)], term[free - 1].Slice(0, Logo.Rows[0].Width - 2) + Line.Of(" …", Ink.Dim)];
        if (term.Length <= free) body.AddRange(term);
        int top = Math.Max(0, (frame.BodyHeight(height) - body.Count) / 3);
        ImmutableArray<Line> rows = frame.Rows([.. Enumerable.Repeat(Line.Empty, top), .. body.Select(l => Line.Of(new string(' ', left)) + l)], width, height);
        return Overlay is { } overlay ? BoardRows.Laid(overlay, rows, width, 1 + frame.BodyHeight(height)) : rows;
    }

    /// <summary>What the game is about; of a pack its title, its author and its story, in at most so many rows.</summary>
    private IEnumerable<Line> Subtitle(int mostRows) => _pack is null ? [Line.Of("doing two things at once", Ink.Dim)]
        : Layout.Wrap($"{_pack.Title}, by {_pack.Author}", Logo.Rows[0].Width, Ink.Title).Concat(Layout.Wrap(_pack.Story, Logo.Rows[0].Width)).Where(l => l.Width > 0).Take(Math.Max(1, mostRows));
}
