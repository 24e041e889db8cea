using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Tests.Support;

/// <summary>Screens kept as text files beside the tests. With <c>SHORTORDER_ACCEPT=1</c> in the environment what differs is accepted, to be looked at in the diff.</summary>
public static class Snapshot
{
    /// <summary>Compares rows with <c>Snapshots/{name}.txt</c> beside the calling test.</summary>
    public static void Matches(ImmutableArray<Line> rows, string name, [CallerFilePath] string test = "") =>
        Matches(string.Join('\n', rows.Select(r => r.ToString().TrimEnd())).TrimEnd(), name, test);

    /// <summary>Compares a text with <c>Snapshots/{name}.txt</c> beside the calling test.</summary>
    public static void Matches(string actual, string name, [CallerFilePath] string test = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name + ".txt"), received = Path.ChangeExtension(file, ".received.txt");
        string expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd() : "";
        if (expected == actual.TrimEnd())
        {
            File.Delete(received);
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (Environment.GetEnvironmentVariable("SHORTORDER_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(file, actual.TrimEnd() + "\n");
            return;
        }
        File.WriteAllText(received, actual.TrimEnd() + "\n");
        Assert.Fail($"""
            The screen is not as it was accepted.
            --- accepted ({name}.txt)
            {expected}
            --- now
            {actual}
            --- to accept what is there now:
            mv "{received}" "{file}"
            """);
    }
}
