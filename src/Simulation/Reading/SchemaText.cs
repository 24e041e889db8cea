using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ShortOrder.Simulation.Reading;

/// <summary>Shapes as a JSON Schema, draft 2020-12.</summary>
public sealed class SchemaText
{
    private const int Width = 170;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _named = [];

    private SchemaText()
    {
    }

    /// <summary>The schema of a file, ending in a line feed. It refers to no other file, so it can be copied anywhere.</summary>
    /// <param name="file">What the file has to be.</param>
    /// <param name="title">What an editor calls such a file.</param>
    public static string Of(ObjectShape file, string title)
    {
        SchemaText schema = new();
        JsonObject root = new() { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title, ["allowComments"] = true, ["allowTrailingCommas"] = true };
        schema.Fill(root, file);
        root["$defs"] = schema._named;
        return Lines(root, "") + "\n";
    }

    /// <summary>A number with up to four decimal places. Validators that divide binary fractions need a tolerance of 0.00001 (ajv: <c>multipleOfPrecision: 5</c>).</summary>
    internal static JsonObject Number(decimal least, decimal most) => new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most, ["multipleOf"] = 0.0001m };

    internal static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => JsonValue.Create(t))];

    /// <summary>The schema of a key's value.</summary>
    internal JsonObject Of(Key key)
    {
        JsonObject schema = Of(key.Shape, key.Doc);
        if (key.Default is JsonNode standard) schema["default"] = standard;
        if (key.Examples.Length > 0) schema["examples"] = new JsonArray([.. key.Examples.Select(e => JsonNode.Parse(e))]);
        return schema;
    }

    /// <summary>The schema of a value, or a reference to it.</summary>
    internal JsonObject Of(Shape shape, string? doc = null)
    {
        JsonObject schema = [];
        if (doc is not null) schema["description"] = doc;
        if (shape.Name is not string name)
        {
            Fill(schema, shape);
            return schema;
        }
        if (!_named.ContainsKey(name))
        {
            JsonObject definition = [];
            _named[name] = definition;
            Fill(definition, shape);
        }
        schema["$ref"] = $"#/$defs/{name}";
        return schema;
    }

    private void Fill(JsonObject schema, Shape shape)
    {
        if (shape.Doc is not null) schema.TryAdd("description", shape.Doc);
        foreach ((string keyword, JsonNode? value) in shape.Keywords(this).ToArray()) schema.TryAdd(keyword, value?.DeepClone());
        if (!shape.Rules.IsEmpty) schema["allOf"] = new JsonArray([.. shape.Rules.Select(r => JsonNode.Parse(r))]);
    }

    /// <summary>On one line what fits there, else a line for each part.</summary>
    private static string Lines(JsonNode? node, string indent)
    {
        string flat = Flat(node);
        if (node is null or JsonValue || indent.Length + flat.Length <= Width) return flat;
        string deeper = indent + "  ";
        return node is JsonObject members
            ? $"{{\n{string.Join(",\n", members.Select(m => $"{deeper}{Flat(m.Key)}: {Lines(m.Value, deeper)}"))}\n{indent}}}"
            : $"[\n{string.Join(",\n", node.AsArray().Select(e => $"{deeper}{Lines(e, deeper)}"))}\n{indent}]";
    }

    private static string Flat(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject members => $"{{ {string.Join(", ", members.Select(m => $"{Flat(m.Key)}: {Flat(m.Value)}"))} }}",
        JsonArray elements => $"[{string.Join(", ", elements.Select(Flat))}]",
        _ => Scalar(node),
    };

    private static string Scalar(JsonNode? node)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes, Plain))
        {
            if (node is null) writer.WriteNullValue();
            else node.WriteTo(writer);
        }
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
