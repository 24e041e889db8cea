using System.Security.Cryptography;

namespace ShortOrder.Contest.Protocol;

/// <summary>Six symbols of 31 (8.9 × 10⁸ codes) that nobody mistakes for one another when read from the last row or heard.</summary>
public static class JoinCode
{
    /// <summary>Symbols of a code.</summary>
    public const int Length = 6;

    /// <summary>The symbols: no 0 and O, no 1, I and L.</summary>
    public const string Symbols = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>A new code, by chance nobody can foresee.</summary>
    public static string New() => RandomNumberGenerator.GetString(Symbols, Length);

    /// <summary>What was meant by what was typed: upper case, without spaces and hyphens; null if that cannot be a code.</summary>
    public static string? Read(string typed)
    {
        if (typed.Length > 4 * Length) return null;
        string code = string.Concat(typed.Where(c => c is not (' ' or '-' or '\t'))).ToUpperInvariant();
        return code.Length == Length && code.All(Symbols.Contains) ? code : null;
    }
}
