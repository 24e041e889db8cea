using System.Collections.Immutable;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Settings;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.Map;

/// <summary>The player chose a level.</summary>
public sealed record LevelChosen(Level Level) : ScreenMessage;

/// <summary>The campaign: worlds and their levels, with what has been reached in each. Every level can be opened at any time.</summary>
public sealed record MapModel : IScreenModel
{
    private static readonly ImmutableArray<KeyCommand<MapModel>> Commands =
    [
        new([Keys.Up, "k"], "↑↓", "choose", "The level above.", (_, _) => new MoveBy(-1)),
        new([Keys.Down, "j"], "", "", "The level below.", (_, _) => new MoveBy(1)),
        new([Keys.PageUp, Keys.Left], "←→", "world", "The first level of the world before, or of this one.", (m, _) => new MoveTo(m.WorldStart(-1))),
        new([Keys.PageDown, Keys.Right], "", "", "The first level of the next world.", (m, _) => new MoveTo(m.WorldStart(1))),
        new([Keys.Home], "", "", "The first level.", (_, _) => new MoveTo(0)),
        new([Keys.End], "", "", "The last level.", (m, _) => new MoveTo(m.Found.Length - 1)),
        new([Keys.Enter, Keys.Space], "Enter", "open", "Open the level; none is locked.", (m, _) => new LevelChosen(m.Found[m.Cursor])) { WhyNot = m => m.Found.IsEmpty ? "There is no level to open." : null },
        new(["n"], "n", "next unserved", "The next level that you have not served yet.", (m, _) => new MoveTo(m.Found.IndexOf(m.Unserved!))) { WhyNot = m => m.Unserved is null ? "You have served them all." : null },
        new(["/"], "/", "search", "Search titles, stories and concepts.", (_, _) => new SearchChanged("", IsTyping: true)),
        new(["a", Keys.F2], "a", "almanac", "The almanac: every term, with a picture (also F2).", (_, _) => new AlmanacAsked()),
        new(["e"], "e", "edit", "Edit a copy of this level; your own level itself.", (m, _) => new Editor.EditAsked(m.Found[m.Cursor])) { WhyNot = m => m.Found.IsEmpty ? "There is no level to edit." : null },
        new(["s"], "s", "settings", "Theme, characters, tempo.", (_, _) => new SettingsAsked()),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new(["t", Keys.Escape, Keys.Backspace], "Esc", "title", "Back to the title; with a search: all levels again.", (m, _) => m.Search.Length > 0 ? new SearchChanged("", IsTyping: false) : new ScreenMessage.Leave(FlowTrigger.Back))
        {
            WordsNow = m => m.Search.Length > 0 ? "all levels" : "title",
        },
        new(["q"], "q", "leave", "Leave the game.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Quit)),
    ];

    private readonly string _notice;

    /// <summary>The map with the cursor on a level, on the first if that is not in the campaign.</summary>
    /// <param name="worlds">The campaign.</param>
    /// <param name="progress">What the player has reached.</param>
    /// <param name="current">The level under the cursor; null: the first.</param>
    /// <param name="title">What the levels are called together.</param>
    public MapModel(IReadOnlyList<World> worlds, IProgressStore progress, Level? current, string title = "Campaign")
    {
        Title = title;
        Campaign = new(worlds, progress);
        Found = Campaign.Levels;
        Cursor = current is null ? 0 : Math.Max(0, Found.IndexOf(current));
        _notice = progress.Notice;
    }

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    /// <summary>What the levels are called together: the campaign, or the title of a pack.</summary>
    public string Title { get; }

    /// <summary>What has been reached.</summary>
    public CampaignProgress Campaign { get; }

    /// <summary>The levels that the search leaves.</summary>
    public ImmutableArray<Level> Found { get; private init; }

    /// <summary>Place in <see cref="Found"/>.</summary>
    public int Cursor { get; private init; }

    /// <summary>What is searched for; empty: everything.</summary>
    public string Search { get; private init; } = "";

    /// <summary>Letters go into the search.</summary>
    public bool IsTyping { get; private init; }

    /// <summary>The level under the cursor; null if none was found.</summary>
    public Level? Selected => Cursor < Found.Length ? Found[Cursor] : null;

    private sealed record MoveBy(int Rows) : ScreenMessage;

    private sealed record MoveTo(int Place) : ScreenMessage;

    private sealed record SearchChanged(string Text, bool IsTyping) : ScreenMessage;

    private string Status { get; init; } = "";

    private Level? Unserved => Campaign.NextUnserved(Selected) is { } level && Found.Contains(level) ? level : null;

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => !IsTyping ? Commands.Press(this, key) : key switch
    {
        Keys.Enter or Keys.Down or Keys.Up => new SearchChanged(Search, IsTyping: false),
        Keys.Escape => new SearchChanged("", IsTyping: false),
        Keys.Backspace => new SearchChanged(Search.Length == 0 ? "" : Search[..^1], IsTyping: Search.Length > 0),
        { Length: 1 } when Search.Length < 40 => new SearchChanged(Search + key, IsTyping: true),
        _ => null,
    };

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => pointer switch
    {
        { Act: PointerAct.Click, Target: LevelTarget at } when at.Place == Cursor => new LevelChosen(Found[at.Place]),
        { Act: PointerAct.Click, Target: LevelTarget at } => new MoveTo(at.Place),
        _ => null,
    };

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        MoveBy by => At(Cursor + by.Rows),
        MoveTo to => At(to.Place),
        SearchChanged search => Searched(search),
        ScreenMessage.Say say => this with { Status = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ImmutableArray<Line> bar = IsTyping ? [Line.Of(" Enter", Ink.Key) + Line.Of(" keep  ") + Line.Of("Esc", Ink.Key) + Line.Of(" all levels")] : Commands.ToBar(this, width, 2);
        string status = IsTyping || Search.Length > 0 ? $"search: {Search}{(IsTyping ? "_" : "")}   {Found.Length} found" : Status.Length > 0 ? Status : _notice;
        ScreenFrame frame = new(Line.Of(Title, Ink.Title), Campaign.Summary, status, bar);
        return frame.Rows([.. MapRows.Draw(this, width, frame.BodyHeight(height))], width, height);
    }

    private MapModel At(int place) => this with { Cursor = Math.Clamp(place, 0, Math.Max(0, Found.Length - 1)), Status = "" };

    private MapModel Searched(SearchChanged search)
    {
        ImmutableArray<Level> found = search.Text.Length == 0 ? Campaign.Levels : [.. Campaign.Levels.Where(l => Campaign.IsAbout(l, search.Text))];
        return this with { Search = search.Text, IsTyping = search.IsTyping, Found = found, Cursor = Selected is null ? 0 : Math.Max(0, found.IndexOf(Selected)), Status = "" };
    }

    /// <summary>Place of the first level of another world, as far as the search leaves one.</summary>
    private int WorldStart(int by)
    {
        if (Selected is null) return 0;
        ImmutableArray<int> starts = [.. Campaign.Worlds.Select(w => Found.IndexOf(Found.FirstOrDefault(w.Levels.Contains)!)).Where(i => i >= 0)];
        int world = starts.Count(s => s <= Cursor) - 1;
        return starts[Math.Clamp(world + by, 0, starts.Length - 1)];
    }
}

/// <summary>A level on the map.</summary>
/// <param name="Place">In <see cref="MapModel.Found"/>.</param>
internal sealed record LevelTarget(int Place) : Target;
