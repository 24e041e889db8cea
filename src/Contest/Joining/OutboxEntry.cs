using System.Text.Json;
using System.Text.Json.Serialization;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Joining;

/// <summary>A submission as it is written down before it is sent.</summary>
/// <param name="Key">Its idempotency key: however often it is sent, it counts once.</param>
/// <param name="Level">Id of the level.</param>
/// <param name="LevelHash">Hash of the level's text.</param>
/// <param name="Plan">The plan as a plan file has it.</param>
public sealed record OutboxEntry(string Key, string Level, string LevelHash, JsonElement Plan)
{
    /// <summary>The server's name for it; null as long as it has not answered.</summary>
    public string? Id { get; init; }
}

/// <summary>Who a player is at a server, kept between sittings.</summary>
/// <param name="Player">Id.</param>
/// <param name="Name">Name on the board.</param>
/// <param name="Token">Proves it.</param>
/// <param name="Resume">Three words for another machine.</param>
public sealed record PlayerFile(string Player, string Name, string Token, string Resume);

/// <summary>JSON of the files that the student's side keeps.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = ContestJson.Depth + 4)]
[JsonSerializable(typeof(OutboxEntry))]
[JsonSerializable(typeof(PlayerFile))]
internal sealed partial class JoiningJson : JsonSerializerContext;
