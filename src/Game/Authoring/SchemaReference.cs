namespace ShortOrder.Game.Authoring;

/// <summary>What a new level's <c>$schema</c> says, so that an editor completes its keys.</summary>
internal static class SchemaReference
{
    private const string Schema = "level.schema.json";
    private const int Height = 6;

    /// <summary>The nearest schema in the folder or above it, as a relative path; otherwise the game's own is put beside the file. Null if there is none either.</summary>
    /// <param name="folder">Where the level will be.</param>
    /// <param name="shipped">The folder of the levels that ship with the game.</param>
    public static string? For(string folder, string shipped)
    {
        DirectoryInfo? at = new(folder);
        for (int up = 0; up < Height && at is not null; up++, at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, Schema))) return (up == 0 ? "./" : string.Concat(Enumerable.Repeat("../", up))) + Schema;
        if (!File.Exists(Path.Combine(shipped, Schema))) return null;
        File.Copy(Path.Combine(shipped, Schema), Path.Combine(folder, Schema));
        return "./" + Schema;
    }
}
