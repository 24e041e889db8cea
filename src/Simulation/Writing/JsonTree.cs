using System.Globalization;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Writing;

/// <summary>Makes JSON values that stand in no file yet.</summary>
public static class JsonTree
{
    /// <summary>A text.</summary>
    public static JsonItem Text(string text) => new(JsonKind.String, 0, text);

    /// <summary>A number in plain digits with at most four decimal places.</summary>
    public static JsonItem Number(decimal number) => new(JsonKind.Number, 0, number.ToString("0.####", NumberFormatInfo.InvariantInfo));

    /// <summary>Kitchen minutes.</summary>
    public static JsonItem Minutes(KitchenDuration length) => Number(length.Minutes);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static JsonItem Flag(bool flag) => new(flag ? JsonKind.True : JsonKind.False, 0, "");

    /// <summary>A list.</summary>
    public static JsonItem List(IEnumerable<JsonItem> elements) => new(JsonKind.Array, 0, "") { Elements = [.. elements] };

    /// <summary>A list; null if there is nothing in it, so that its key is left out.</summary>
    public static JsonItem? ListIfAny(IEnumerable<JsonItem> elements) => List(elements) is { Elements.Length: > 0 } list ? list : null;

    /// <summary>An object of the members that have a value, in order.</summary>
    public static JsonItem Object(params IEnumerable<(string Key, JsonItem? Value)> members) =>
        new(JsonKind.Object, 0, "") { Members = [.. members.Where(m => m.Value is not null).Select(m => new JsonMember(m.Key, 0, m.Value!))] };

    /// <summary>An object; null if it would be empty.</summary>
    public static JsonItem? ObjectIfAny(params IEnumerable<(string Key, JsonItem? Value)> members) => Object(members) is { Members.Length: > 0 } found ? found : null;
}
