using System.Text.Json.Nodes;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Levels;

/// <summary>How many a plan may use: a whole number, <c>true</c> for any number, <c>false</c> for none.</summary>
internal sealed class CountShape(int most) : Shape<int?>
{
    public override int? Read(JsonCursor value)
    {
        switch (value.Item.Kind)
        {
            case JsonKind.True: return Allowance.Any;
            case JsonKind.False: return 0;
            case JsonKind.Number: return value.AsWhole(0, most);
            default:
                value.Report(() => $"expected a whole number, or true for any number, found {value.Item.Description}");
                return null;
        }
    }

    internal override JsonObject Keywords(SchemaText schema) => new() { ["type"] = SchemaText.Texts(["integer", "boolean"]), ["minimum"] = 0, ["maximum"] = most };
}
