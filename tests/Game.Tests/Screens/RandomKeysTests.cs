using System.Collections.Immutable;
using ShortOrder.Game.Screens;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Tests.Screens;

public sealed class RandomKeysTests
{
    private static readonly ImmutableArray<string> AllKeys =
    [
        Keys.Up, Keys.Down, Keys.Left, Keys.Right, Keys.Home, Keys.End, Keys.PageUp, Keys.PageDown, Keys.ShiftUp, Keys.ShiftDown, Keys.ShiftLeft, Keys.ShiftRight,
        Keys.Enter, Keys.Enter, Keys.Enter, Keys.Escape, Keys.Tab, Keys.ShiftTab, Keys.Space, Keys.Delete, Keys.Backspace, Keys.F1, Keys.CtrlR,
        .. "0123456789+-=?[]abcdefghijklmnopqrstuvwxyzWMTIACRLBDP~é中🍳".EnumerateRunes().Select(r => r.ToString()),
    ];

    [Theory]
    [InlineData(FlowState.Title)]
    [InlineData(FlowState.Levels)]
    [InlineData(FlowState.Briefing)]
    [InlineData(FlowState.Planning)]
    [InlineData(FlowState.Serving)]
    [InlineData(FlowState.Verdict)]
    [InlineData(FlowState.Explaining)]
    [InlineData(FlowState.Replaying)]
    [InlineData(FlowState.Workshop)]
    [InlineData(FlowState.Editing)]
    public void Ten_thousand_keys_clicks_and_resizes_break_no_screen(FlowState state)
    {
        Random random = new(2_000 + (int)state);
        (int width, int height) = (80, 24);
        GameController game = At(state, random);
        for (int i = 0; i < 10_000; i++)
        {
            if (i % 50 == 0) (width, height) = (random.Next(Shell.LeastWidth, 210), random.Next(Shell.LeastHeight, 64));
            bool isPointer = random.Next(5) == 0;
            if (isPointer) game.Point(Pointer.Over(game.Rows(width, height), (PointerAct)random.Next((int)PointerAct.WheelDown + 1), random.Next(width), random.Next(height)));
            else game.Press(AllKeys[random.Next(AllKeys.Length)]);
            game.Tick();
            if (game.State != state)
            {
                game.Dispose();
                game = At(state, random);
            }
            if (i % 10 != 0) continue;
            ImmutableArray<Line> rows = game.Rows(width, height);
            Assert.Equal(height, rows.Length);
            Assert.All(rows, r => Assert.Equal(width, r.Width));
        }
        game.Dispose();
    }

    /// <summary>One of the keys that a player might press.</summary>
    internal static string AnyKey(Random random) => AllKeys[random.Next(AllKeys.Length)];

    /// <summary>A game that has just come to a screen.</summary>
    internal static GameController At(FlowState state, Random random)
    {
        if (state is FlowState.Workshop or FlowState.Editing) return InEditor(state, random);
        GameController game = new(new() { Worlds = TestOrders.Worlds, Start = state <= FlowState.Levels ? null : TestOrders.Worlds[random.Next(2)].Levels[0] },
            new MemoryProgress(), Prediction.Of, state == FlowState.Serving ? TestOrders.ServeForEver : TestOrders.ServeAtOnce);
        if (state == FlowState.Levels) game.Press("c");
        if (state >= FlowState.Planning) game.Press(Keys.Enter);
        if (state >= FlowState.Serving) game.Press(Keys.F5);
        if (state >= FlowState.Verdict) SpinWait.SpinUntil(() => { game.Tick(); return !game.IsServing; }, TimeSpan.FromSeconds(10));
        if (state == FlowState.Explaining) game.Press("e");
        if (state == FlowState.Replaying) game.Press("p");
        Assert.Equal(state, game.State);
        return game;
    }

    private static GameController InEditor(FlowState state, Random random)
    {
        EditStart start = new(Copied: state == FlowState.Workshop ? null : TestOrders.Worlds[random.Next(2)].Levels[0]);
        GameController game = new(new() { Worlds = TestOrders.Worlds, Edit = start }, new MemoryProgress(), Prediction.Of, TestOrders.ServeAtOnce);
        Assert.Equal(state, game.State);
        return game;
    }
}
