using System.Text.Json.Serialization;

namespace ShortOrder.Contest.Judging;

/// <summary>A certificate as the database and the export have it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MachineCertificate))]
internal sealed partial class CertificateJson : JsonSerializerContext;
