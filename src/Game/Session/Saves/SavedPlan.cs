using System.Text;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Session.Saves;

/// <summary>Plans that come back from the save file. Their level may have been rewritten since: only their form is sure.</summary>
internal static class SavedPlan
{
    /// <summary>Reads a plan; null where the text is none, which only a damaged file can hold.</summary>
    public static Plan? Read(string json) => PlanReader.ReadDraft(Encoding.UTF8.GetBytes(json), "plan").Value;

    /// <summary>Reads a plan; an empty one where the text is none.</summary>
    public static Plan ReadOrEmpty(string json, string level) => Read(json) ?? new() { Level = level, Kitchens = [new("home", 1, [])] };
}
