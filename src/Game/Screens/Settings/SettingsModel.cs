using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Themes;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Screens.Settings;

/// <summary>The player wants to change settings.</summary>
public sealed record SettingsAsked : ScreenMessage;

/// <summary>The player is done with the settings.</summary>
public sealed record SettingsClosed : ScreenMessage;

/// <summary>The player chose something; it holds at once.</summary>
public sealed record PreferencesChanged(Preferences Preferences) : ScreenMessage;

/// <summary>Theme, characters and tempo, each changed in place.</summary>
/// <param name="Under">The screen that waits below.</param>
/// <param name="Preferences">What is chosen now.</param>
/// <param name="Usual">What suits the terminal.</param>
public sealed record SettingsModel(IScreenModel Under, Preferences Preferences, Style Usual) : IOverlay
{
    private static readonly ImmutableArray<KeyCommand<SettingsModel>> Commands =
    [
        new([Keys.Up, "k"], "↑↓", "choose", "The setting above.", (_, _) => new CursorAt(-1)),
        new([Keys.Down, "j", Keys.Tab], "", "", "The setting below.", (_, _) => new CursorAt(1)),
        new([Keys.Right, Keys.Enter, Keys.Space], "←→", "change", "The next choice; it holds at once.", (m, _) => m.Changed(m.Cursor, 1)),
        new([Keys.Left], "", "", "The choice before.", (m, _) => m.Changed(m.Cursor, -1)),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape, Keys.Backspace, "q"], "Esc", "back", "Back to where you were.", (_, _) => new SettingsClosed()),
    ];

    private static readonly ImmutableArray<Setting> Settings =
    [
        new("Theme", "Colours of everything. NO_COLOR in the environment makes the usual one mono.",
            m => [$"as the terminal ({m.Usual.Theme.Name})", .. Theme.All.Select(t => t.Name)],
            m => m.Preferences.Theme is null ? 0 : 1 + Theme.All.IndexOf(Theme.Find(m.Preferences.Theme) ?? Theme.Dark),
            (p, i) => p with { Theme = i == 0 ? null : Theme.All[i - 1].Name }),
        new("Characters", "With ASCII alone, # is hands-on work and - is waiting; everything else keeps its letter.",
            m => [$"as the terminal ({(m.Usual.IsAscii ? "ASCII" : "Unicode")})", "Unicode", "ASCII"],
            m => m.Preferences.IsAscii switch { null => 0, false => 1, true => 2 },
            (p, i) => p with { IsAscii = i == 0 ? null : i == 2 }),
        new("Tempo", "Real milliseconds of a kitchen minute when a plan is served. A slower run takes longer and drowns less in the noise of a busy machine.",
            _ => [.. Preferences.Tempos.Select(t => $"{t} ms")],
            m => Math.Max(0, Preferences.Tempos.IndexOf(m.Preferences.TempoMs)),
            (p, i) => p with { TempoMs = Preferences.Tempos[i] }),
    ];

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    private sealed record CursorAt(int By) : ScreenMessage;

    private sealed record SettingTarget(int Index) : Target;

    private sealed record Setting(string Name, string Words, Func<SettingsModel, ImmutableArray<string>> Choices, Func<SettingsModel, int> Chosen, Func<Preferences, int, Preferences> With);

    private int Cursor { get; init; }

    /// <inheritdoc/>
    public IOverlay Over(IScreenModel under) => this with { Under = under };

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) =>
        pointer is { Act: PointerAct.Click, Target: SettingTarget at } ? Changed(at.Index, 1) : null;

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        CursorAt at => this with { Cursor = Math.Clamp(Cursor + at.By, 0, Settings.Length - 1) },
        PreferencesChanged changed => this with { Preferences = changed.Preferences },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ScreenFrame frame = new(Line.Of("Settings", Ink.Title), "kept for the next time", "", Commands.ToBar(this, width, 1));
        List<Line> body = [];
        for (int i = 0; i < Settings.Length; i++)
        {
            Setting setting = Settings[i];
            bool isHere = i == Cursor;
            Line name = Line.Of($"  {(isHere ? "▶" : " ")} {setting.Name}", isHere ? Ink.Strong : Ink.Normal).Fit(18);
            Line row = (name + Line.Of("◀ ", Ink.Dim) + Line.Of(setting.Choices(this)[setting.Chosen(this)], Ink.Key) + Line.Of(" ▶", Ink.Dim)).For(new SettingTarget(i));
            body.AddRange([Line.Empty, row, .. Layout.Wrap(setting.Words, Math.Min(76, width - 22), Ink.Dim).Select(l => Line.Of(new string(' ', 18)) + l)]);
        }
        body.AddRange([Line.Empty, Layout.Rule("so it looks", width), .. Sample().Select(l => Line.Of("    ") + l)]);
        return frame.Rows(body, width, height);
    }

    /// <summary>Every ink, so that a theme can be judged before a level is opened.</summary>
    private static IEnumerable<Line> Sample()
    {
        Line medals = Line.Of("gold ", Ink.Gold) + Line.Of("silver ", Ink.Silver) + Line.Of("bronze  ", Ink.Bronze);
        yield return medals + Line.Of("good ", Ink.Good) + Line.Of("waiting ", Ink.Warn) + Line.Of("wrong ", Ink.Bad) + Line.Of("key ", Ink.Key) + Line.Of("title ", Ink.Title) + Line.Of("plain ") + Line.Of("pale", Ink.Dim);
        Line bars = Line.Empty;
        for (int task = 0; task < 8; task++) bars += Line.Of("██░░", TaskInk.Of(task)) + Line.Of(" ");
        yield return bars + Line.Of("ghost", Ink.Ghost);
    }

    private PreferencesChanged Changed(int index, int by)
    {
        Setting setting = Settings[index];
        int count = setting.Choices(this).Length;
        return new(setting.With(Preferences, (setting.Chosen(this) + by + count) % count));
    }
}
