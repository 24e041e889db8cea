using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ShortOrder.Contest.Server;

/// <summary>A certificate that the server signs itself, kept beside its data, so that its fingerprint stays the same: that is what students' machines check.</summary>
public static class ServerCertificate
{
    private const string FileName = "server.pfx";

    /// <summary>The folder's certificate; made if there is none.</summary>
    /// <param name="folder">Where it is kept, readable by the teacher's user alone.</param>
    /// <param name="time">The clock.</param>
    public static X509Certificate2 Load(string folder, TimeProvider time)
    {
        string path = Path.Combine(folder, FileName);
        Directory.CreateDirectory(folder);
        if (!File.Exists(path))
        {
            using X509Certificate2 made = Make(time);
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using FileStream file = new(path, options);
            file.Write(made.Export(X509ContentType.Pkcs12));
        }
        return X509CertificateLoader.LoadPkcs12FromFile(path, null);
    }

    /// <summary>SHA-256 of the certificate, in lower-case hex.</summary>
    public static string Fingerprint(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));

    private static X509Certificate2 Make(TimeProvider time)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Short Order", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        DateTimeOffset now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(2));
    }
}
