namespace ShortOrder.Game.Session.Saves;

/// <summary>Where a player's progress is kept.</summary>
public static class SaveFolder
{
    /// <summary>Environment variable that names another folder.</summary>
    public const string Variable = "SHORTORDER_DATA";

    /// <summary>The folder, which need not exist yet; null where the user has no home.</summary>
    /// <remarks><c>$XDG_DATA_HOME/short-order</c> or <c>~/.local/share/short-order</c> on Linux, <c>~/Library/Application Support/short-order</c> on macOS, <c>%LOCALAPPDATA%\short-order</c> on Windows.</remarks>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return Path.GetFullPath(named);
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length == 0 ? null : Path.Combine(data, "short-order");
    }

    /// <summary>The folder for the progress in a pack, below the other one.</summary>
    /// <param name="pack">What tells the pack from others; null: the campaign.</param>
    public static string? Find(string? pack) => pack is null || Find() is not { } folder ? Find() : Path.Combine(folder, "packs", pack);
}
