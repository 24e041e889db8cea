namespace ShortOrder.Simulation.Plans;

/// <summary>Plan to text: what <see cref="PlanReader"/> reads back as an equal plan, with defaults left out.</summary>
public static class PlanWriter
{
    /// <summary>Indented JSON as a person would have written it, ending in a line feed.</summary>
    public static string Write(Plan plan) => throw new NotImplementedException();
}
