using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Joining;

/// <summary>A player's place in a competition, and the folder where what belongs to it is kept between sittings.</summary>
/// <param name="Player">Who the player is.</param>
/// <param name="Code">The join code.</param>
/// <param name="Folder">Kept there: token, outbox, the competition as it was last seen.</param>
public sealed record Seat(PlayerFile Player, string Code, string Folder)
{
    private const string PlayerName = "player.json";

    /// <summary>The seat that was taken on this machine before; null if there is none. Without a name the one that was used last.</summary>
    /// <param name="root">Folder of all competitions.</param>
    /// <param name="address">The server.</param>
    /// <param name="code">The join code.</param>
    /// <param name="name">The player's name as it was typed; null: whoever played last.</param>
    public static Seat? Find(string root, ServerAddress address, string code, string? name)
    {
        string server = FolderOf(root, address, code);
        if (!Directory.Exists(server)) return null;
        IEnumerable<string> folders = name is null
            ? Directory.EnumerateDirectories(server).OrderByDescending(f => File.GetLastWriteTimeUtc(Path.Combine(f, PlayerName)))
            : [Path.Combine(server, Short(name.Trim().ToUpperInvariant()))];
        return folders.Select(f => Open(f, code)).FirstOrDefault(s => s is not null);
    }

    /// <summary>Keeps a place that the server has given.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static Seat Keep(string root, ServerAddress address, string code, string name, Joined joined)
    {
        string folder = Path.Combine(FolderOf(root, address, code), Short(name.Trim().ToUpperInvariant()));
        Directory.CreateDirectory(folder);
        PlayerFile player = new(joined.Player, SafeWords.Of(joined.Name), joined.Token, SafeWords.Of(joined.Resume));
        DurableFile.Write(Path.Combine(folder, PlayerName), JsonSerializer.SerializeToUtf8Bytes(player, JoiningJson.Default.PlayerFile));
        return new(player, code, folder);
    }

    private static Seat? Open(string folder, string code)
    {
        try
        {
            string file = Path.Combine(folder, PlayerName);
            return File.Exists(file) && JsonSerializer.Deserialize(File.ReadAllBytes(file), JoiningJson.Default.PlayerFile) is { } player ? new(player, code, folder) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string FolderOf(string root, ServerAddress address, string code) =>
        Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{Short(address.Root.Host.ToUpperInvariant())}-{address.Root.Port}-{code}"));

    /// <summary>A name of a folder from any text.</summary>
    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
