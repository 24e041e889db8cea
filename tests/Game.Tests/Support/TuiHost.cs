using System.Runtime.CompilerServices;
using System.Text;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Text;
using Terminal.Gui.Time;

namespace ShortOrder.Game.Tests.Support;

/// <summary>A real Terminal.Gui application without a terminal: fixed size, virtual time, injected keys.</summary>
public sealed class TuiHost : IDisposable
{
    private readonly VirtualTimeProvider _time = new();
    private readonly SessionToken _session;

    public TuiHost(IRunnable screen, int width = 80, int height = 24)
    {
        App = Application.Create(_time);
        App.Init(DriverRegistry.Names.ANSI);
        App.Driver!.SetScreenSize(width, height);
        _session = App.Begin(screen)!;
        Draw();
    }

    public IApplication App { get; }

    /// <summary>All rows, trailing blanks removed.</summary>
    public string Text => string.Join('\n', Enumerable.Range(0, App.Driver!.Rows).Select(Row)).TrimEnd();

    public TuiHost Key(params Key[] keys)
    {
        foreach (Key key in keys) App.InjectKey(key);
        return Draw();
    }

    public TuiHost Advance(TimeSpan time)
    {
        _time.Advance(time);
        App.TimedEvents!.RunTimers();
        return Draw();
    }

    public TuiHost Resize(int width, int height)
    {
        App.Driver!.SetScreenSize(width, height);
        return Draw();
    }

    public string Row(int y)
    {
        Cell[,] cells = App.Driver!.Contents!;
        StringBuilder row = new();
        for (int x = 0; x < App.Driver.Cols; x++)
        {
            string grapheme = cells[y, x].Grapheme;
            row.Append(grapheme);
            if (grapheme.GetColumns() > 1) x++;
        }
        return row.ToString().TrimEnd();
    }

    public void Dispose()
    {
        if (_session.Runnable is not null) App.End(_session);
        App.Dispose();
    }

    private TuiHost Draw()
    {
        App.LayoutAndDraw();
        return this;
    }
}

internal static class TuiEnvironment
{
    [ModuleInitializer]
    internal static void Initialize() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
}
