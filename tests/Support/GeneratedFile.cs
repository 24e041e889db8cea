namespace ShortOrder.Support;

/// <summary>Files of the repository that are written by code. With <c>SHORTORDER_ACCEPT=1</c> in the environment what differs is accepted, to be looked at in the diff.</summary>
public static class GeneratedFile
{
    /// <summary>What is wrong with a file of <see cref="LevelFiles.Folder"/>; null if it is what the code writes.</summary>
    public static string? Difference(string name, string text)
    {
        string file = Path.Combine(LevelFiles.Folder, name);
        string kept = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (kept == text) return null;
        if (Environment.GetEnvironmentVariable("SHORTORDER_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(file, text);
            return null;
        }
        string[] before = kept.Split('\n'), now = text.Split('\n');
        int line = before.Zip(now).TakeWhile(l => l.First == l.Second).Count();
        return $"""
            levels/{name} is not what the code writes, from line {line + 1} on.
            --- in the file
            {before.ElementAtOrDefault(line)}
            --- from the code
            {now.ElementAtOrDefault(line)}
            --- to accept what the code writes: run this test with SHORTORDER_ACCEPT=1
            """;
    }
}
