using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Session;

/// <summary>Files that a player names.</summary>
public static class InputFile
{
    /// <summary>Whether a text that might be a name is meant as the path of a file.</summary>
    public static bool IsPath(string text) =>
        text.Contains('/') || text.Contains('\\') || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(text) || Directory.Exists(text);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its bytes, a few more than a reader accepts at most.</param>
    /// <param name="complaint">Why it cannot be read; empty if it can.</param>
    public static bool TryRead(string path, out byte[] bytes, out string complaint)
    {
        (bytes, complaint) = ([], "");
        try
        {
            using FileStream file = File.OpenRead(path);
            bytes = Read(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            complaint = $"{path}: cannot be read: {(Directory.Exists(path) ? "it is a folder" : e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message)}";
            return false;
        }
    }

    /// <summary>The bytes of a stream, a few more than a reader accepts at most.</summary>
    public static byte[] Read(Stream stream)
    {
        byte[] bytes = new byte[JsonText.MostBytes + 4]; // room for a byte order mark and one byte too many
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }
}
