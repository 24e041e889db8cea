using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Screens.Board;

/// <summary>The player wants to know what the plan loses.</summary>
/// <param name="Plan">The plan.</param>
public sealed record LossAsked(CompiledPlan Plan) : ScreenMessage;

/// <summary>It is known what a plan loses.</summary>
/// <param name="Loss">What and by what.</param>
public sealed record LossCame(PlanLoss Loss) : ScreenMessage;

/// <summary>Better plans are being looked for.</summary>
internal sealed record LossAtWork : Overlay
{
    /// <summary>The plan that is compared.</summary>
    public required CompiledPlan Plan { get; init; }

    /// <inheritdoc/>
    public override ScreenMessage? Press(string key) => key is Keys.Escape or "h" or "q" ? new Show(null) : null;

    /// <inheritdoc/>
    public override ImmutableArray<Line> Content(int width, int height) =>
        [Line.Of("comparing…", Ink.Strong), .. Layout.Wrap("Your plan with better ones: in order, in who does what, in lanes.", Math.Min(56, width - 8)), KeysRow((Keys.Escape, "Esc", "stop"))];
}

/// <summary>The hints that come from what a plan loses.</summary>
internal static class LossBoxes
{
    /// <summary>What lies over the board on a rung: words, and on the last one the move, to be taken or left.</summary>
    public static Overlay Of(PlanLoss loss, int rung)
    {
        string title = $"your plan and better ones, {rung + 1} of {PlanLoss.Rungs}";
        if (rung < PlanLoss.Rungs - 1 || loss is { IsNone: true } or not { Split.Move: { } }) return new Notice { Title = title, Text = LossWords.Of(loss, rung) };
        string words = LossWords.Of(loss, rung);
        return new Menu
        {
            Title = title,
            Items = [new(words, new Edited(loss.Split.Move.Plan, $"{LossWords.Edit(loss, loss.Split.Move)}.")), new("Leave everything as it is.", new Show(null))],
        };
    }
}
