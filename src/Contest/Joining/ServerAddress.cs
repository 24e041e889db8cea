using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ShortOrder.Contest.Joining;

/// <summary>Where a server is, as a person types it: <c>192.168.1.20:5080</c>, <c>http://lab7:5080/j/K7M2QP</c>, <c>https://lab7:5443#FINGERPRINT</c>.</summary>
/// <param name="Root">Scheme, host and port.</param>
/// <param name="Code">The join code, if the address had one; null otherwise.</param>
/// <param name="Fingerprint">SHA-256 of the only certificate that is accepted, 64 hexadecimal digits; null: as the machine's own rules say.</param>
public sealed record ServerAddress(Uri Root, string? Code, string? Fingerprint)
{
    /// <summary>The port without one in the address.</summary>
    public const int UsualPort = 5080;

    /// <summary>As it is shown and typed.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Root.Scheme == Uri.UriSchemeHttp ? "" : Root.Scheme + "://")}{Root.Host}:{Root.Port}{(Fingerprint is null ? "" : "#" + Fingerprint)}");

    /// <summary>Reads it; null if it cannot be one.</summary>
    public static ServerAddress? Read(string typed) => Read(typed, out _);

    /// <summary>Reads it; null if it cannot be one. A fingerprint means https, which is the only scheme that checks it.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="complaint">What is wrong with it; empty if nothing is.</param>
    public static ServerAddress? Read(string typed, out string complaint)
    {
        complaint = "This is no address; the teacher's screen shows one like 192.168.1.20:5080.";
        typed = typed.Trim();
        if (typed.Length is 0 or > 300) return null;
        bool hasScheme = typed.Contains("://", StringComparison.Ordinal), hasFingerprint = typed.Contains('#', StringComparison.Ordinal);
        if (!Uri.TryCreate(hasScheme ? typed : (hasFingerprint ? "https://" : "http://") + typed, UriKind.Absolute, out Uri? uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.Host.Length == 0 || uri.UserInfo.Length > 0) return null;
        string authority = typed[(hasScheme ? typed.IndexOf("://", StringComparison.Ordinal) + 3 : 0)..].Split('/', '#', '?')[0];
        bool hasPort = authority[(authority.LastIndexOf(']') + 1)..].Contains(':', StringComparison.Ordinal);
        UriBuilder root = new(uri.Scheme, uri.Host, hasPort ? uri.Port : UsualPort);
        string[] parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string? code = parts is ["j", var one] ? Protocol.JoinCode.Read(one) : null;
        if (parts.Length > 0 && code is null) return null;
        string fingerprint = uri.Fragment.TrimStart('#').Replace(":", "", StringComparison.Ordinal);
        if (hasFingerprint && (fingerprint.Length != 64 || !fingerprint.All(char.IsAsciiHexDigit)))
        {
            complaint = "The fingerprint behind # is not whole: it has 64 digits and letters up to F. Copy the line of the teacher's screen.";
            return null;
        }
        if (hasFingerprint && uri.Scheme != Uri.UriSchemeHttps)
        {
            complaint = "Over http nobody checks the fingerprint behind #: the address begins with https://.";
            return null;
        }
        complaint = "";
        return new(root.Uri, code, hasFingerprint ? fingerprint.ToUpperInvariant() : null);
    }

    /// <summary>Whether a server's certificate is the one that was handed out with the address.</summary>
    public bool Accepts(X509Certificate2 certificate) => Fingerprint is { } expected && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(expected), certificate.GetCertHash(HashAlgorithmName.SHA256));
}
