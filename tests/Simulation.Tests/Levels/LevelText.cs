using System.Text;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Tests.Levels;

/// <summary>A good level that uses every key; broken ones are made from it by replacing a part.</summary>
internal static class LevelText
{
    public const string Good = """
        {
          "version": 1, // line 2
          "id": "brunch",
          "title": "Brunch",
          "cores": 2,
          "costs": { "openKitchen": 1.0, "switchInterval": 0.25 },
          "tools": { "oven": 1, "lift": { "places": 2, "selfServe": true } },
          "shared": ["jar"],
          "tasks": [
            { "id": "tea", "title": "Tea", "steps": [{ "cpu": 1, "do": "fill" }, { "io": 4, "tool": "lift", "ageing": 2 }, { "cpu": 1.5 }] },
            { "id": "roast", "title": "Roast", "after": ["tea"], "steps": [{ "take": "oven" }, { "io": 6 }, { "drop": "oven" }], "due": 40 },
            { "id": "guest", "title": "Guest", "count": 3, "arrives": 2, "steps": [{ "cpu": 1, "read": "jar" }, { "cpu": 1, "write": "jar" }, { "io": 1, "blocking": true, "device": "disk" }], "crate": { "in": 0.5 } },
          ],
          "allow": { "manual": true, "threads": 4, "kitchens": true, "loops": 2, "greenlets": true, "locks": true, "yields": 3, "offload": true, "tries": true, "callbacks": true, "copies": 2, "order": true },
          "metrics": ["time", "worst-wait"],
          "limits": { "memory": 100 },
          "medals": { "time": { "gold": 20, "silver": 25, "bronze": 30.5 } },
          "hints": ["Start with the tea."],
          "plans": {
            "naive": {
              "plan": { "kitchens": [{ "lanes": [{ "kind": "main", "tasks": ["tea", "roast", "guest"] }] }] },
              "expect": { "time": 20.5, "verdict": "served", "optimal": false }
            }
          }
        }
        """;

    /// <summary>The good level with one part replaced; the part must be there.</summary>
    public static string With(string part, string replacement)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        int at = Good.IndexOf(part, StringComparison.Ordinal);
        return Good[..at] + replacement + Good[(at + part.Length)..];
    }

    public static ReadResult<Level> Read(string text) => LevelReader.Read(Encoding.UTF8.GetBytes(text), "brunch.json");

    public static Level GoodLevel => Read(Good) is { IsGood: true } good ? good.Value : throw new InvalidOperationException(string.Join('\n', Read(Good).Problems));
}
