using System.Text.Json;
using ShortOrder.Game.Export.Python;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Export.Python;

/// <summary>What a plan's program reported when real Python ran it.</summary>
/// <param name="Dishes">Names of the tasks that were finished, in that order.</param>
/// <param name="Minutes">The elapsed time.</param>
/// <param name="Errors">Names of the tasks that an error ended, sorted.</param>
internal sealed record ExportedRun(string[] Dishes, decimal Minutes, string[] Errors)
{
    /// <summary>Runs a plan's program. Skips where the library is absent, which the CI allows of curio alone: Debian has none.</summary>
    public static async Task<ExportedRun> Of(ModelRun model, string library)
    {
        PythonLibrary with = PythonLibrary.All.Single(l => l.Name == library);
        await Needs(with);
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, PythonWriter.Write(model.Compiled, "test", with).Text);
            (int code, string output, string error) = await PythonTools.Python(file, "--json", "--tempo", "5");
            if (error.Contains("Timeout", StringComparison.Ordinal)) (code, output, error) = await PythonTools.Python(file, "--json", "--tempo", "5"); // stuck; or, once, among too many other programs
            Assert.True(code == 0, error);
            using JsonDocument report = JsonDocument.Parse(output);
            string[] dishes = [.. report.RootElement.GetProperty("dishes").EnumerateObject().OrderBy(d => d.Value.GetDecimal()).Select(d => d.Name)];
            string[] errors = report.RootElement.TryGetProperty("errors", out JsonElement ended) ? [.. ended.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)] : [];
            Assert.True(dishes.Length + errors.Length == model.Compiled.Tasks.Length, output + error);
            return new(dishes, report.RootElement.GetProperty("minutes").GetDecimal(), errors);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Skips the test where no Python has the library, unless it is the CI.</summary>
    public static async Task Needs(PythonLibrary library)
    {
        (int found, _, _) = await PythonTools.Python("-c", $"import {library.Module}");
        if (library.Name != "curio" && Environment.GetEnvironmentVariable("CI") == "true") Assert.True(found == 0, $"the CI needs {library.Name}");
        Assert.SkipUnless(found == 0, $"Python has no {library.Name} here");
    }
}
