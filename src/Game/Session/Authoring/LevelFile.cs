using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ShortOrder.Game.Session.Authoring;

/// <summary>A level file as bytes: what tells it from another, whether its author commented it, and how it is written without ever being half there.</summary>
public static class LevelFile
{
    /// <summary>Different for different bytes (SHA-256).</summary>
    public static string Fingerprint(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    /// <summary>Whether there is a comment in JSON.</summary>
    public static bool HasComments(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true });
        try
        {
            while (reader.Read()) if (reader.TokenType == JsonTokenType.Comment) return true;
        }
        catch (JsonException)
        {
            return false; // no JSON: there is nothing to tell a comment from
        }
        return false;
    }

    /// <summary>Writes a file beside the place where it shall be and moves it there, so that whoever reads it finds the old or the new one. A link stays one, and permissions stay.</summary>
    /// <exception cref="IOException">It could not be written; what was there is as it was.</exception>
    public static void Write(string path, string text)
    {
        string target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string part = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Environment.ProcessId}.part");
        try
        {
            using (FileStream file = new(part, FileMode.Create, FileAccess.Write))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(part, File.GetUnixFileMode(target));
            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Copies a file beside itself under the first of <c>.bak</c>, <c>.2.bak</c>, … that is free.</summary>
    /// <returns>The copy's path.</returns>
    public static string BackUp(string path)
    {
        string copy = path + ".bak";
        for (int number = 2; File.Exists(copy); number++) copy = $"{path}.{number}.bak";
        File.Copy(path, copy);
        return copy;
    }
}
