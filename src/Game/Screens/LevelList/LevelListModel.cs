using System.Collections.Immutable;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.LevelList;

/// <summary>The player chose a level.</summary>
public sealed record LevelChosen(Level Level) : ScreenMessage;

/// <summary>Worlds and their levels, with what has been reached in each.</summary>
public sealed record LevelListModel : IScreenModel
{
    private static readonly ImmutableArray<KeyCommand<LevelListModel>> Commands =
    [
        new([Keys.Up, "k"], "↑↓", "choose", "Another level.", (_, _) => new MoveBy(-1)),
        new([Keys.Down, "j"], "", "", "The next level.", (_, _) => new MoveBy(1)),
        new([Keys.PageUp, Keys.Left], "", "", "Ten levels up.", (_, _) => new MoveBy(-10)),
        new([Keys.PageDown, Keys.Right], "", "", "Ten levels down.", (_, _) => new MoveBy(10)),
        new([Keys.Enter, Keys.Space], "Enter", "open", "Open the level.", (m, _) => new LevelChosen(m.Levels[m.Cursor]))
        {
            WhyNot = m => m.Levels.IsEmpty ? "There is no level to open." : null,
        },
        new(["a", Keys.F2], "a", "almanac", "The almanac: every term, with a picture (also F2).", (_, _) => new AlmanacAsked()),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new(["q", Keys.Escape], "q", "leave", "Leave the game.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Quit)),
    ];

    /// <summary>The list with the cursor on a level, on the first if that is not in the campaign.</summary>
    public LevelListModel(IReadOnlyList<World> worlds, IProgressStore progress, Level? current)
    {
        Worlds = worlds;
        Levels = [.. worlds.SelectMany(w => w.Levels)];
        Best = Levels.Select(l => progress.Best(l.Id)).OfType<Attempt>().DistinctBy(a => a.Level).ToImmutableDictionary(a => a.Level);
        Cursor = current is null ? 0 : Math.Max(0, Levels.IndexOf(current));
        Status = progress.Notice;
    }

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    private sealed record MoveBy(int Rows) : ScreenMessage;

    private IReadOnlyList<World> Worlds { get; }

    private ImmutableArray<Level> Levels { get; }

    private ImmutableDictionary<string, Attempt> Best { get; }

    private int Cursor { get; init; }

    private string Status { get; init; } = "";

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        MoveBy by => this with { Cursor = Math.Clamp(Cursor + by.Rows, 0, Math.Max(0, Levels.Length - 1)), Status = "" },
        ScreenMessage.Say say => this with { Status = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ScreenFrame frame = new(Line.Of("SHORT ORDER", Ink.Title) + Line.Of("  doing two things at once", Ink.Dim), $"{Best.Count} of {Levels.Length} served", Status,
            Commands.ToBar(this, width, 1));
        ImmutableArray<Line> story = [.. Layout.Wrap(Levels.IsEmpty ? "No levels were found." : Levels[Cursor].Story, width - 4).Select(l => Line.Of("  ") + l)];
        int listHeight = Math.Max(1, frame.BodyHeight(height) - story.Length - 3);
        (List<Line> list, int cursorRow) = List(width);
        return frame.Rows([Line.Empty, .. Layout.Window(list, Layout.Around(cursorRow, list.Count, listHeight), listHeight), Layout.Rule("", width), .. story], width, height);
    }

    private (List<Line> Rows, int CursorRow) List(int width)
    {
        List<Line> rows = [];
        int index = 0, cursorRow = 0, worldNumber = 0;
        foreach (World world in Worlds)
        {
            if (rows.Count > 0) rows.Add(Line.Empty);
            rows.Add(Line.Of($"  {++worldNumber}  {world.Title}", Ink.Title));
            bool isHere = index <= Cursor && Cursor < index + world.Levels.Length;
            if (isHere && world.Story.Length > 0) rows.AddRange(Layout.Wrap(world.Story, Math.Min(100, width - 8), Ink.Dim).Select(l => Line.Of("     ") + l));
            int number = 0;
            foreach (Level level in world.Levels)
            {
                if (index == Cursor) cursorRow = rows.Count;
                rows.Add(Row($"{worldNumber}.{++number}", level, index++ == Cursor, width));
            }
        }
        return (rows, cursorRow);
    }

    private Line Row(string number, Level level, bool isSelected, int width)
    {
        Attempt? best = Best.GetValueOrDefault(level.Id);
        Line medal = best is null ? Line.Of("·", Ink.Dim) : Words.Of(best.Medal) + Line.Of($"  {Words.Minutes(best.Minutes)} min");
        Line name = Line.Of($"{(isSelected ? "▶" : " ")} {number}  {level.Title}", isSelected ? Ink.Strong : Ink.Normal);
        Line row = Line.Of("  ") + name.Fit(Math.Clamp(width / 2, 36, 48)) + medal;
        return isSelected ? row.Fit(width - 2).In(Ink.Strong, isReversed: true) : row;
    }
}
