using System.Runtime.CompilerServices;

namespace ShortOrder.Game.Tests.Session;

public sealed class LayersTests
{
    [Theory]
    [InlineData("Session")]
    [InlineData("Themes")]
    [InlineData("Commands")]
    public void Only_screens_and_widgets_know_the_terminal_library(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Source(), folder), "*.cs", SearchOption.AllDirectories))
            Assert.DoesNotContain("using Terminal.Gui", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void The_session_knows_no_screen()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Source(), "Session"), "*.cs"))
            Assert.DoesNotContain("using ShortOrder.Game.", File.ReadAllText(file), StringComparison.Ordinal);
    }

    private static string Source([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "src", "Game");
}
