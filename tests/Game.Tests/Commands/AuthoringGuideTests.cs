using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ShortOrder.Game.Tests.Commands;

/// <summary>The authoring guide, followed to the letter: its files are written, its commands typed, in its order, and what it shows is what comes.</summary>
public sealed partial class AuthoringGuideTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "levels", "README.md")).ReplaceLineEndings("\n");

    private readonly string _folder = Directory.CreateTempSubdirectory("guide").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_new_author_who_does_what_the_guide_says_sees_what_it_shows()
    {
        int files = 0, commands = 0;
        foreach (Match block in Blocks().Matches(Guide))
        {
            string body = block.Groups["body"].Value;
            if (block.Groups["kind"].Value == "jsonc")
            {
                string file = Path.Combine(_folder, block.Groups["file"].Value);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, body, TestContext.Current.CancellationToken);
                files++;
                continue;
            }
            foreach (string step in body.Split("$ ", StringSplitOptions.RemoveEmptyEntries))
            {
                string command = step.Split('\n')[0], shown = step[(command.Length + 1)..];
                string output = await TypeAsync(command);
                Assert.True(Shows(shown, output), $"$ {command}\n--- the guide shows\n{shown}\n--- there came\n{output}");
                commands++;
            }
        }
        Assert.Equal((3, 16), (files, commands));
    }

    [Fact]
    public void Every_block_of_the_guide_is_one_that_the_test_understands() =>
        Assert.Equal(Guide.Split('\n').Count(line => line.StartsWith("```", StringComparison.Ordinal)), 2 * Blocks().Count(Guide));

    [Fact]
    public void Every_key_of_the_schemas_stands_in_the_guide()
    {
        string[] schemas = Directory.GetFiles(Path.Combine(Repository.Root, "levels"), "*.schema.json");
        HashSet<string> keys = [];
        foreach (string schema in schemas) Collect(JsonDocument.Parse(File.ReadAllBytes(schema)).RootElement, keys);

        Assert.True(keys.Count > 50, $"{keys.Count} keys in {schemas.Length} schemas");
        Assert.Equal("", string.Join(", ", keys.Where(key => !Guide.Contains($"`{key}`", StringComparison.Ordinal) && !Guide.Contains($"\"{key}\"", StringComparison.Ordinal))));
    }

    private static void Collect(JsonElement schema, HashSet<string> keys)
    {
        if (schema.ValueKind == JsonValueKind.Array) foreach (JsonElement element in schema.EnumerateArray()) Collect(element, keys);
        if (schema.ValueKind != JsonValueKind.Object) return;
        foreach (JsonProperty property in schema.EnumerateObject())
        {
            if (property is { Name: "properties", Value.ValueKind: JsonValueKind.Object }) keys.UnionWith(property.Value.EnumerateObject().Select(p => p.Name));
            Collect(property.Value, keys);
        }
    }

    /// <summary>Types a command in the folder. The game is played line by line, since nobody sits there, and left at once.</summary>
    private async Task<string> TypeAsync(string command)
    {
        List<string> words = [.. Words().Matches(command).Select(w => w.Value.Trim('"'))];
        Assert.Equal("shortorder", words[0]);
        if (words[1] == "play") words.Add("--plain");
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "shortorder.dll"), .. words.Skip(1)])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SHORTORDER_DATA"] = Path.Combine(_folder, "data"), ["TERM"] = "xterm" },
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token), error = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        string text = await output + await error; // data first, as the guide shows it
        Assert.True(process.ExitCode is 0 or 1, $"$ {command}\n{text}");
        return text;
    }

    /// <summary>Whether a text is what is shown, where <c>...</c> stands for anything, and at the end of it for nothing, too.</summary>
    private static bool Shows(string shown, string output)
    {
        StringBuilder pattern = new("^");
        foreach (string line in shown.Trim().Split('\n')) pattern.Append(line.Trim() == "..." ? @"(.*\n)*?" : Regex.Escape(line.TrimEnd()).Replace(@"\.\.\.", @"[^\n]*", StringComparison.Ordinal) + @"[ ]*\n");
        return Regex.IsMatch(output, pattern.Append('$').ToString(), RegexOptions.None, TimeSpan.FromSeconds(10)) || (shown.Trim() == "" && output.Length >= 0);
    }

    [GeneratedRegex(@"(?:<!-- file: (?<file>[\w./-]+) -->\n)?```(?<kind>console|jsonc)\n(?<body>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"""[^""]*""|\S+")]
    private static partial Regex Words();
}
