using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace ShortOrder.Benchmarks.Terminal;

/// <summary>What every Terminal.Gui program costs: a window with one word in it, until Ctrl+Q.</summary>
internal static class EmptyWindow
{
    public const string Word = "nothing";

    public static int Run()
    {
        using IApplication app = Application.Create();
        app.Init();
        app.Keyboard.KeyBindings.ReplaceCommands(Key.Q.WithCtrl, Command.Quit);
        using Runnable window = new() { Width = Dim.Fill(), Height = Dim.Fill() };
        window.Add(new Label { Text = Word });
        app.Run(window);
        return 0;
    }
}
