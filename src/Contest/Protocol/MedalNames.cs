using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Protocol;

/// <summary>Names of medals in JSON and in the database.</summary>
public static class MedalNames
{
    /// <summary>none, bronze, silver, gold.</summary>
    public static string Name(Medal medal) => medal.ToString().ToLowerInvariant();

    /// <summary>The medal of that name; none for every other word.</summary>
    public static Medal Medal(string name) => Enum.GetValues<Medal>().FirstOrDefault(m => Name(m) == name);
}
