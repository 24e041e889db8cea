using System.Text.Json.Serialization;

namespace ShortOrder.Contest.Judging;

/// <summary>A line that the judge's child writes: a sign of life, or the result.</summary>
/// <param name="Phase">What it has begun; null in the last line of an order.</param>
/// <param name="Served">The result; null in every other line.</param>
internal sealed record ChildLine(string? Phase, Measurement? Served);

/// <summary>The lines between the judge and its child.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ServingOrder))]
[JsonSerializable(typeof(ChildLine))]
internal sealed partial class ChildJson : JsonSerializerContext;
