using System.Text.Json;

namespace ShortOrder.Contest.Submissions;

/// <summary>How much a plan's JSON may hold, counted before anything is made of it.</summary>
internal static class PlanText
{
    /// <summary>Most entries in the task lists.</summary>
    public const int MostTasks = 500;

    /// <summary>Most lanes.</summary>
    public const int MostLanes = 64;

    /// <summary>Most items in all lists together.</summary>
    public const int MostItems = 4000;

    /// <summary>What is too much, in a sentence; null if nothing is.</summary>
    public static string? Complaint(JsonElement plan)
    {
        (int tasks, int lanes, int items) = (0, 0, 0);
        Count(plan, null, ref tasks, ref lanes, ref items);
        return tasks > MostTasks ? $"The plan lists {tasks} tasks; at most {MostTasks}. Name copies together, as in guest*200."
            : lanes > MostLanes ? $"The plan has {lanes} lanes; at most {MostLanes}."
            : items > MostItems ? $"The plan's lists have {items} items; at most {MostItems}."
            : null;
    }

    private static void Count(JsonElement element, string? name, ref int tasks, ref int lanes, ref int items)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in element.EnumerateObject()) Count(member.Value, member.Name, ref tasks, ref lanes, ref items);
            return;
        }
        if (element.ValueKind != JsonValueKind.Array) return;
        int length = element.GetArrayLength();
        items += length;
        if (name == "tasks") tasks += length;
        if (name == "lanes") lanes += length;
        foreach (JsonElement item in element.EnumerateArray()) Count(item, null, ref tasks, ref lanes, ref items);
    }
}
