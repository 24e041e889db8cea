using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Themes;
using ShortOrder.Game.Widgets;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using Line = ShortOrder.Game.Widgets.Line;

namespace ShortOrder.Game.Screens;

/// <summary>The one borderless window: draws the controller's rows and hands it the keys. While a plan is being executed or a film plays it asks for news in every round of the main loop.</summary>
public sealed class Shell : Runnable
{
    /// <summary>The smallest terminal that the screens are made for.</summary>
    public const int LeastWidth = 72, LeastHeight = 20;

    /// <summary>Rounds of the main loop in a second: many for a quick answer to keys; Terminal.Gui's usual number when nobody has touched anything for a while; a frame of what moves in each; few while a plan needs every core.</summary>
    internal const ushort RoundsPlaying = 60, RoundsResting = 25, RoundsMoving = 30, RoundsQuiet = 5;

    /// <summary>Shorter than a round: one tick in each.</summary>
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(2);

    private static readonly TimeSpan RestAfter = TimeSpan.FromSeconds(5);

    private readonly GameController _game;
    private readonly InputRows _view;
    private bool _isTicking;
    private object? _rest;

    /// <summary>A window on a game.</summary>
    public Shell(GameController game)
    {
        _game = game;
        _view = new(Rows, () => _game.Style, Press, Point);
        Add(_view);
    }

    /// <summary>The terminal has told what suits it.</summary>
    public void Suit(Style style) => Do(game => game.UsualStyle = style);

    /// <summary>The main loop has begun: asks for news from now on, if there is any to come before a key is pressed.</summary>
    internal bool Begin()
    {
        Do(_ => { });
        return false;
    }

    /// <summary>The rows cover the window.</summary>
    protected override bool OnClearingViewport() => true;

    private ImmutableArray<Line> Rows(int width, int height) => width >= LeastWidth && height >= LeastHeight ? _game.Rows(width, height)
        : [.. Widgets.Layout.Wrap($"Short Order needs a terminal of at least {LeastWidth}x{LeastHeight}; this one is {width}x{height}. Please enlarge it.", Math.Max(1, width))];

    private void Press(string key) => Do(game => game.Press(key));

    private void Point(PointerAct act, int column, int row)
    {
        Pointer pointer = Pointer.Over(_game.Rows(_view.Viewport.Width, _view.Viewport.Height), act, column, row);
        Do(game => game.Point(pointer));
    }

    private void Do(Action<GameController> act)
    {
        act(_game);
        Style style = _game.Style;
        if (App?.Driver is { } driver && driver.Force16Colors != style.Theme.IsSixteen) driver.Force16Colors = style.Theme.IsSixteen;
        if (_game.State == FlowState.Closed) App?.RequestStop();
        if (_game.IsWorking && !_isTicking && App is not null)
        {
            _isTicking = true;
            App.AddTimeout(TickEvery, Tick);
        }
        KeepPace();
        _view.SetNeedsDraw();
    }

    private bool Tick()
    {
        if (_game.Tick()) _view.SetNeedsDraw();
        if (_game.State == FlowState.Closed) App?.RequestStop(); // a worker can end the game, too: the player is in a class
        _isTicking = _game.IsWorking;
        if (!_isTicking) KeepPace();
        return _isTicking;
    }

    private void KeepPace()
    {
        if (App is null) return;
        Application.MaximumIterationsPerSecond = _game.IsServing && _game.NeedsQuiet ? RoundsQuiet : _game.IsServing || _game.IsPlaying ? RoundsMoving : RoundsPlaying;
        if (_rest is not null) App.RemoveTimeout(_rest);
        _rest = App.AddTimeout(RestAfter, Rest);
    }

    private bool Rest()
    {
        _rest = null;
        if (!_game.IsBusy) Application.MaximumIterationsPerSecond = RoundsResting;
        return false;
    }
}
