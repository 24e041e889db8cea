using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Editor;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Authoring;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Tests.Editor;

/// <summary>A game in whose editor a test types and clicks; its data folder is gone with it.</summary>
internal sealed class EditorHand : IDisposable
{
    public const int Width = 120, Height = 36;

    /// <summary>A game that begins in the editor.</summary>
    /// <param name="start">With what; null: at the door.</param>
    /// <param name="folder">A data folder that stays; null: one for this game alone.</param>
    public EditorHand(EditStart? start = null, string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("short-order-").FullName;
        IsOwner = folder is null;
        Game = new(new() { Worlds = TestOrders.Worlds, DataFolder = Folder, Edit = start ?? new() }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
    }

    public GameController Game { get; }

    public string Folder { get; }

    public EditorModel Editor => (EditorModel)Game.Screen.Bare();

    public Level Level => Editor.Level;

    public string Screen => string.Join('\n', Game.Rows(Width, Height));

    private bool IsOwner { get; }

    /// <summary>An editor on a level of a test.</summary>
    public static EditorHand On(Level level) => new(new EditStart(Copied: level));

    /// <summary>Presses keys.</summary>
    public EditorHand Press(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) Game.Press(key);
        return this;
    }

    /// <summary>Types letters.</summary>
    public EditorHand Type(string text) => Press([.. text.EnumerateRunes().Select(r => r.ToString())]);

    /// <summary>A key that asks for a text, the text in place of the one there, Enter.</summary>
    public EditorHand Answer(string key, string text) => Press(key, Keys.CtrlU).Type(text).Press(Keys.Enter);

    /// <summary>Clicks on the first place where a text stands.</summary>
    public EditorHand Click(string text) => Point(text, PointerAct.Press, PointerAct.Release, PointerAct.Click);

    /// <summary>Does with the mouse what is said, over a text.</summary>
    public EditorHand Point(string text, params ReadOnlySpan<PointerAct> acts)
    {
        foreach (PointerAct act in acts)
        {
            var rows = Game.Rows(Width, Height);
            int row = Enumerable.Range(0, rows.Length).First(i => rows[i].ToString().Contains(text, StringComparison.Ordinal));
            Game.Point(Pointer.Over(rows, act, TextWidth.Of(rows[row].ToString().Split(text)[0]), row));
        }
        return this;
    }

    /// <summary>Waits for the worker's last word on the level.</summary>
    public EditorHand UntilKnown()
    {
        Assert.True(SpinWait.SpinUntil(() => { Game.Tick(); return !Game.IsWorking; }, TimeSpan.FromSeconds(60)));
        return this;
    }

    /// <summary>Drafts that nobody has open.</summary>
    public IReadOnlyList<LevelDraft> Drafts() => new LevelDrafts(Path.Combine(Folder, "drafts")).All();

    public void Dispose()
    {
        Game.Dispose();
        if (IsOwner) Directory.Delete(Folder, recursive: true);
    }
}
