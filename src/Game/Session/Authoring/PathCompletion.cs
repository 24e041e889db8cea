namespace ShortOrder.Game.Session.Authoring;

/// <summary>Completes the path of a level file as a shell does.</summary>
public static class PathCompletion
{
    /// <summary>The path as far as all folders and JSON files that begin so agree, with a separator behind a folder that is the only one; the path itself where there is none.</summary>
    public static string Of(string path)
    {
        int name = path.LastIndexOf(Path.DirectorySeparatorChar) + 1;
        (string folder, string begun) = (path[..name], path[name..]);
        try
        {
            string[] found = [.. new DirectoryInfo(folder.Length == 0 ? "." : folder).EnumerateFileSystemInfos()
                .Where(e => e.Name.StartsWith(begun, StringComparison.Ordinal) && (e is DirectoryInfo || e.Extension == ".json"))
                .Select(e => e is DirectoryInfo ? e.Name + Path.DirectorySeparatorChar : e.Name)];
            return found.Length == 0 ? path : folder + found.Aggregate(Common);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return path;
        }
    }

    private static string Common(string a, string b) => a[..a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count()];
}
