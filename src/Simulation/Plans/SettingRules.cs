using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Plans;

/// <summary>Chosen places and purchases: whether the level leaves them open.</summary>
internal static class SettingRules
{
    /// <param name="check">Where problems go.</param>
    /// <param name="level">The level as authored.</param>
    public static void Check(PlanCheck check, Level level)
    {
        HashSet<string> seen = [];
        foreach (PlacesPlan choice in check.Plan.Places)
        {
            string path = $"$.places.{choice.Tool}";
            if (!seen.Add(choice.Tool)) check.Report(path, $"the places of {SafeText.Quote(choice.Tool)} are there twice: keep one");
            else CheckPlaces(check, choice, level, path);
        }
        seen.Clear();
        for (int i = 0; i < check.Plan.Buys.Length; i++)
        {
            string bought = check.Plan.Buys[i];
            string[] known = [.. level.Equipment.Select(e => e.Id)];
            if (!known.Contains(bought))
                check.Report($"$.buys[{i}]", known.Length == 0 ? "there is nothing to buy in this level: take it out" : $"nothing for sale is named {SafeText.Quote(bought)}{Suggestion.DidYouMean(bought, known)}; there is {string.Join(", ", known.Take(8))}");
            else if (!seen.Add(bought))
                check.Report($"$.buys[{i}]", $"\"{bought}\" is bought already: one is enough");
        }
    }

    private static void CheckPlaces(PlanCheck check, PlacesPlan choice, Level level, string path)
    {
        ToolSpec[] chosen = [.. level.Tools.Where(t => t.IsChosen)];
        if (chosen.FirstOrDefault(t => t.Id == choice.Tool) is not ToolSpec tool)
            check.Report(path, chosen.Length == 0 ? "the level fixes the places of all its tools: take them out" : $"a plan chooses the places of {string.Join(", ", chosen.Select(t => t.Id).Take(8))} only, not of {SafeText.Quote(choice.Tool)}");
        else if (choice.Places < 1 || choice.Places > tool.Places)
            check.Report(path, $"{choice.Places} places: choose 1 to {tool.Places}");
    }
}
