using System.Security.Cryptography;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Contest.Joining;

/// <summary>Levels by the hash of their text. Whatever comes from a server or from the disk is used only if its bytes have that hash and our own reader takes them.</summary>
/// <param name="folder">Where they are kept; made if it is not there.</param>
public sealed class LevelCache(string folder)
{
    /// <summary>Most bytes of a level.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>The level; from the disk if it is there, otherwise from the server.</summary>
    /// <returns>The level, or why it cannot be used, in a sentence.</returns>
    /// <exception cref="HttpRequestException">The server does not answer.</exception>
    /// <exception cref="Protocol.ContestException">The server refuses.</exception>
    public async Task<(Level? Level, string Problem)> GetAsync(ContestClient client, string hash, CancellationToken cancel)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower)) return (null, "The server names a level by something that is no hash.");
        string file = Path.Combine(folder, hash + ".json");
        if (await KeptAsync(file, cancel).ConfigureAwait(false) is { } kept && HashOf(kept) == hash) return Read(kept);
        byte[] bytes = await client.LevelAsync(hash, cancel).ConfigureAwait(false);
        if (bytes.Length > MostBytes) return (null, "The server's level is larger than any level may be.");
        if (HashOf(bytes) != hash) return (null, "The server's level is not the one that it announced: its hash is wrong. Tell the teacher.");
        (Level? level, string problem) = Read(bytes);
        if (level is not null) Keep(file, bytes);
        return (level, problem);
    }

    private static async Task<byte[]?> KeptAsync(string file, CancellationToken cancel)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: <= MostBytes } ? await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A level that cannot be kept is fetched again next time.</summary>
    private void Keep(string file, byte[] bytes)
    {
        try
        {
            Directory.CreateDirectory(folder);
            DurableFile.Write(file, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it is in memory
        }
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static (Level? Level, string Problem) Read(byte[] bytes)
    {
        ReadResult<Level> read = LevelReader.Read(bytes, "level");
        if (!read.IsGood) return (null, $"This version cannot read the level: {SafeWords.Of(read.Problems[0].Message)}");
        return read.Value.Challenge is null ? (read.Value, "") : (null, "A level for the inspector has no plan to submit.");
    }
}
