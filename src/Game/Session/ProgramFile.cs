using System.Text;

namespace ShortOrder.Game.Session;

/// <summary>Writes a program that is shown on the screen to a file of the player's.</summary>
internal static class ProgramFile
{
    /// <summary>Writes it, unless another file of that name is there and the player has not agreed to lose it.</summary>
    /// <param name="folder">Where; empty: the current folder.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="text">The program.</param>
    /// <param name="mayReplace">The player has agreed.</param>
    /// <returns>What to tell the player, and whether to ask for agreement.</returns>
    public static (string Words, bool Asks) Write(string folder, string name, string text, bool mayReplace)
    {
        string path = Path.GetFullPath(Path.Combine(folder, name));
        try
        {
            if (File.Exists(path) && !mayReplace)
                return File.ReadAllText(path) == text ? ($"{path} has it already.", false) : ($"{name} is there and differs: w again replaces it.", true);
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return ($"Written to {path}.", false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ($"Not written: {e.Message}", false);
        }
    }
}
