using System.Runtime.CompilerServices;

namespace ShortOrder.Contest.Tests;

/// <summary>The diagrams in the README are the machines.</summary>
internal static class Diagrams
{
    public static void AssertShown(string diagram) =>
        Assert.True(File.ReadAllText(Readme()).ReplaceLineEndings("\n").Contains($"```mermaid\n{diagram}\n```", StringComparison.Ordinal), $"src/Contest/README.md should show:\n{diagram}");

    private static string Readme([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "src", "Contest", "README.md");
}
