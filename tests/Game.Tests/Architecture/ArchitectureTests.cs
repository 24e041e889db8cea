using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ShortOrder.Game.Tests.Architecture;

public sealed partial class ArchitectureTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    [Theory]
    [InlineData("Simulation")]
    [InlineData("Execution", "Simulation")]
    [InlineData("Contest", "Simulation", "Execution")]
    [InlineData("Game", "Simulation", "Execution", "Contest")]
    public void Project_references_never_point_back(string project, params string[] mayReference)
    {
        XDocument file = XDocument.Load(Path.Combine(Source, project, $"{project}.csproj"));
        string[] references = [.. file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];

        Assert.Empty(references.Except(mayReference));
    }

    [Theory]
    [InlineData("Simulation")]
    [InlineData("Execution")]
    public void Simulation_and_execution_need_only_the_base_library(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(Source, project, $"{project}.csproj"));

        Assert.All(file.Descendants("PackageReference"), p => Assert.Equal("all", p.Attribute("PrivateAssets")?.Value)); // analyzers
    }

    [Fact]
    public void Only_screens_widgets_and_themes_know_Terminal_Gui()
    {
        string[] allowed = [.. new[] { "Screens", "Widgets", "Themes" }.Select(f => Path.Combine(Source, "Game", f) + Path.DirectorySeparatorChar)];

        Assert.Empty(string.Join('\n', Files("*").Where(f => !allowed.Any(a => f.StartsWith(a, StringComparison.Ordinal)) && File.ReadAllText(f).Contains("Terminal.Gui", StringComparison.Ordinal))));
    }

    [Fact]
    public void Nothing_scans_or_reflects() =>
        Assert.Empty(string.Join('\n', Files("*").Where(f => File.ReadAllText(f).Contains("System.Reflection", StringComparison.Ordinal))));

    [Fact]
    public void Simulation_has_no_floating_point() =>
        Assert.Empty(string.Join('\n', Files("Simulation").SelectMany(f => File.ReadLines(f).Where(line => FloatingPoint().IsMatch(line)).Select(line => $"{f}: {line}"))));

    [Fact]
    public void Every_banned_symbol_names_its_replacement_and_no_file_silences_the_ban()
    {
        Assert.All(File.ReadLines(Path.Combine(Source, "Simulation", "BannedSymbols.txt")).Where(line => line.Length > 0), line => Assert.Matches("^[TMPF]:[^;]+; .+", line));
        Assert.Empty(string.Join('\n', Files("Simulation").Where(f => File.ReadAllText(f).Contains("RS0030", StringComparison.Ordinal))));
        XDocument project = XDocument.Load(Path.Combine(Source, "Simulation", "Simulation.csproj"));
        Assert.Contains(project.Descendants("AdditionalFiles"), f => f.Attribute("Include")?.Value == "BannedSymbols.txt");
    }

    [Fact]
    public void Namespaces_follow_folders() => Assert.Empty(string.Join('\n', Files("*").Where(f => !HasNamespaceOfFolder(f))));

    private static bool HasNamespaceOfFolder(string file)
    {
        string folder = Path.GetDirectoryName(Path.GetRelativePath(Source, file))!.Replace(Path.DirectorySeparatorChar, '.');
        string? declared = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
        // A folder may share its parent's namespace, e.g. where it would hide a common word such as Help.
        return declared == $"namespace ShortOrder.{folder};" || declared == $"namespace ShortOrder.{folder[..folder.LastIndexOf('.')]};";
    }

    private static IEnumerable<string> Files(string project) =>
        (project == "*" ? Directory.EnumerateDirectories(Source) : [Path.Combine(Source, project)])
            .SelectMany(p => Directory.EnumerateFiles(p, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    // A type at the start of a declaration, a cast, a type argument or a member access; not the word in a text.
    [GeneratedRegex(@"^(?!\s*//)[^""]*\b(double|float)\b[\s.>,)\[?]")]
    private static partial Regex FloatingPoint();
}
