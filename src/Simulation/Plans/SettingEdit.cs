using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>Edits of what a plan settles about its level: places of tools, purchases. An edit that changes nothing returns the same plan object.</summary>
public static class SettingEdit
{
    /// <summary>Gives a tool whose places the plan chooses so many, within its bounds; as many as there may be is the same as no choice.</summary>
    public static Plan SetPlaces(Plan plan, ToolSpec tool, int places)
    {
        int within = Math.Clamp(places, 1, tool.Places);
        if (within == PlanSettings.PlacesOf(plan, tool)) return plan;
        ImmutableArray<PlacesPlan> rest = plan.Places.RemoveAll(p => p.Tool == tool.Id);
        return plan with { Places = within == tool.Places ? rest : [.. rest.Add(new(tool.Id, within)).OrderBy(p => p.Tool, StringComparer.Ordinal)] };
    }

    /// <summary>Buys a piece of equipment, or gives it back.</summary>
    public static Plan ToggleBuy(Plan plan, string equipment) =>
        plan with { Buys = plan.Buys.Contains(equipment) ? plan.Buys.Remove(equipment) : [.. plan.Buys.Add(equipment).Order(StringComparer.Ordinal)] };
}
