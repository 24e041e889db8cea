using System.Text;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Screens;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Themes;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace ShortOrder.Game.Tests.Themes;

/// <summary>Every screen in every theme as the terminal gets it: the text, and below it a letter for the colours of each cell.</summary>
public sealed class ThemeScreensTests
{
    private static readonly (string Name, FlowState State, string[] Keys)[] Screens =
    [
        ("title", FlowState.Title, []),
        ("help", FlowState.Title, ["?"]),
        ("settings", FlowState.Title, ["s"]),
        ("almanac", FlowState.Title, ["a", Keys.Down]),
        ("entry", FlowState.Title, ["a", Keys.Enter]),
        ("map", FlowState.Levels, []),
        ("search", FlowState.Levels, ["/", "r", "u"]),
        ("briefing", FlowState.Briefing, []),
        ("board", FlowState.Planning, [Keys.Down, Keys.Enter]),
        ("menu", FlowState.Planning, [":"]),
        ("undo tree", FlowState.Planning, [Keys.Down, Keys.ShiftDown, "u", Keys.ShiftUp, "U"]),
        ("plans", FlowState.Planning, ["p"]),
        ("serving", FlowState.Serving, []),
        ("verdict", FlowState.Verdict, []),
        ("ledger", FlowState.Explaining, []),
        ("path", FlowState.Explaining, [Keys.Right]),
        ("what if", FlowState.Explaining, [Keys.Right, Keys.Right]),
        ("compare", FlowState.Explaining, [Keys.Right, Keys.Right, Keys.Right]),
        ("findings", FlowState.Explaining, [Keys.Right, Keys.Right, Keys.Right, Keys.Right]),
        ("workshop", FlowState.Workshop, []),
        ("editor", FlowState.Editing, [Keys.Right]),
        ("editor's menu", FlowState.Editing, [Keys.Enter, Keys.Down]),
        ("replay", FlowState.Replaying, [Keys.Space, Keys.Right, Keys.Right]),
    ];

    public static TheoryData<string, bool, int, int> Looks => new(
        from theme in Theme.All
        from isAscii in (bool[])[false, true]
        from size in ((int, int)[])[(80, 24), (120, 36)]
        where !isAscii || theme == Theme.Mono // what remains of a terminal that can do the least
        select new TheoryDataRow<string, bool, int, int>(theme.Name, isAscii, size.Item1, size.Item2));

    [Theory]
    [MemberData(nameof(Looks))]
    public void Every_screen_looks_as_accepted(string theme, bool isAscii, int width, int height)
    {
        StringBuilder all = new();
        foreach ((string name, FlowState state, string[] keys) in Screens)
        {
            using GameController game = RandomKeysTests.At(state, new Random(1));
            using Shell shell = new(game);
            using TuiHost tui = new(shell, width, height);
            if (state == FlowState.Serving) Assert.True(SpinWait.SpinUntil(() => { game.Tick(); return string.Join('\n', game.Rows(width, height)).Contains("run 1 of 3", StringComparison.Ordinal); }, TimeSpan.FromSeconds(10)));
            foreach (string key in keys) game.Press(key);
            shell.Suit(new(Theme.Find(theme)!, isAscii));
            tui.Resize(width, height);
            all.Append($"== {name}\n{tui.Text}\n-- colours\n{Colours(tui, width, height)}\n");
            if (isAscii) Assert.DoesNotContain(string.Join('\n', game.Rows(width, height)), c => c != '?' && ShortOrder.Game.Themes.Ascii.Of($"{c}") == "?");
            if (isAscii) Assert.True(System.Text.Ascii.IsValid(tui.Text), $"{name}: {new string([.. tui.Text.Where(c => c > '~').Distinct()])}");
        }
        Snapshot.Matches(all.ToString(), $"{theme.Replace(' ', '-')}{(isAscii ? "-ascii" : "")}-{width}x{height}");
    }

    /// <summary>A letter per cell, <c>.</c> for the commonest look, and what the letters mean.</summary>
    private static string Colours(TuiHost tui, int width, int height)
    {
        Cell[,] cells = tui.App.Driver!.Contents!;
        IEnumerable<Attribute> looks = from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width) select cells[y, x].Attribute!.Value;
        Dictionary<Attribute, char> letters = looks.GroupBy(a => a).OrderByDescending(g => g.Count()).Select((g, i) => (g.Key, Letter: i == 0 ? '.' : (char)('a' + i - 1))).ToDictionary(p => p.Key, p => p.Letter);
        StringBuilder text = new();
        for (int y = 0; y < height; y++)
        {
            StringBuilder row = new();
            for (int x = 0; x < width; x++) row.Append(letters[cells[y, x].Attribute!.Value]);
            text.Append(row.ToString().TrimEnd('.')).Append('\n');
        }
        return text.ToString().TrimEnd() + "\n" + string.Join('\n', letters.Select(l => $"{l.Value} {l.Key.Foreground} on {l.Key.Background}{(l.Key.Style == TextStyle.None ? "" : $" {l.Key.Style}")}"));
    }
}
