using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Widgets;

/// <summary>What the lanes of a plan are called: as timelines call them, with their settings.</summary>
public static class LaneNames
{
    /// <summary>A lane's name in its kitchen: <c>head cook</c>, <c>cook 2</c>, <c>4 cooks</c>, <c>order window, at most 10</c>.</summary>
    public static string Of(Plan plan, LaneAddress at)
    {
        Kitchen kitchen = plan.Kitchens[at.Kitchen];
        Lane lane = kitchen.Lanes[at.Lane];
        if (lane.Kind != LaneKind.Thread) return Words.Of(lane);
        return lane.Workers > 1 ? $"{lane.Workers} cooks" : $"cook {kitchen.Lanes.Take(at.Lane + 1).Count(l => l.Kind == LaneKind.Thread)}";
    }
}
