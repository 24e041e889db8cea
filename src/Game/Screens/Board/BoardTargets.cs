using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Board;

/// <summary>An order slip.</summary>
internal sealed record SlipTarget(int Slip) : Target;

/// <summary>The column of the order slips, beside any slip.</summary>
internal sealed record SlipsTarget : Target;

/// <summary>A lane beside what it holds.</summary>
internal sealed record LaneTarget(int Lane) : Target;

/// <summary>Something that a lane holds.</summary>
internal sealed record EntryTarget(int Lane, int Entry) : Target;

/// <summary>The forecast's timeline.</summary>
/// <param name="First">Column of the screen where its time begins.</param>
/// <param name="Columns">How many columns it has.</param>
/// <param name="Span">The time that they stand for.</param>
internal sealed record TimeTarget(int First, int Columns, KitchenDuration Span) : Target
{
    /// <summary>The moment in the middle of a column.</summary>
    public KitchenTime At(int column) => new(Math.Clamp(2L * (column - First) + 1, 0, 2L * Columns) * Span.Ticks / (2L * Columns));
}
