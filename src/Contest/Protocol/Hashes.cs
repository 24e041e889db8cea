using System.Security.Cryptography;
using System.Text;

namespace ShortOrder.Contest.Protocol;

/// <summary>SHA-256 in lower-case hex, and secrets.</summary>
public static class Hashes
{
    /// <summary>Of a text's UTF-8.</summary>
    public static string OfText(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A secret of so many bits, in hex.</summary>
    public static string Secret(int bits) => RandomNumberGenerator.GetHexString(bits / 4, lowercase: true);
}
