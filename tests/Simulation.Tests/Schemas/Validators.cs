using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Json.Schema;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Tests.Schemas;

/// <summary>Two validators that know nothing of this game. Both see the same document, without comments and trailing commas.</summary>
public static class Validators
{
    private static readonly JsonSchema LevelSchema = JsonSchema.FromText(LevelKeys.SchemaText), PlanSchema = JsonSchema.FromText(PlanKeys.SchemaText);
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 1_000 };

    /// <summary>Where ajv is installed (a folder with <c>node_modules</c>): <c>SHORTORDER_AJV</c>; null if it is not.</summary>
    public static string? AjvFolder { get; } = Environment.GetEnvironmentVariable("SHORTORDER_AJV") is { Length: > 0 } folder ? folder : null;

    /// <summary>What JsonSchema.Net says.</summary>
    public static bool AcceptsByJsonSchemaNet(string text, bool isPlan)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Lenient);
            return (isPlan ? PlanSchema : LevelSchema).Evaluate(document.RootElement).IsValid;
        }
        catch (InvalidOperationException) // half a surrogate pair is no text at all in .NET
        {
            return false;
        }
    }

    /// <summary>What ajv says of every file, in one process.</summary>
    public static bool[] AcceptsByAjv(IEnumerable<(string Text, bool IsPlan)> files)
    {
        ProcessStartInfo start = new("node", [Path.Combine(AppContext.BaseDirectory, "validate.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Environment = { ["NODE_PATH"] = Path.Combine(AjvFolder!, "node_modules") },
        };
        using Process node = Process.Start(start)!;
        Task<string> answers = node.StandardOutput.ReadToEndAsync();
        node.StandardInput.WriteLine(Line(LevelKeys.SchemaText));
        node.StandardInput.WriteLine(Line(PlanKeys.SchemaText));
        foreach ((string text, bool isPlan) in files) node.StandardInput.WriteLine((isPlan ? "plan " : "level ") + Line(text));
        node.StandardInput.Close();
        node.WaitForExit();
        return [.. answers.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(a => a == "true")];
    }

    /// <summary>The document as strict JSON on one line: every token as it was written.</summary>
    public static string Line(string text)
    {
        StringBuilder line = new();
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 1_000 });
        while (reader.Read())
        {
            bool isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (!isEnd && line.Length > 0 && line[^1] is not ('{' or '[' or ':')) line.Append(',');
            string token = Encoding.UTF8.GetString(reader.ValueSpan);
            line.Append(reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? $"\"{token}\"" : token);
            if (reader.TokenType == JsonTokenType.PropertyName) line.Append(':');
        }
        return line.ToString();
    }
}
