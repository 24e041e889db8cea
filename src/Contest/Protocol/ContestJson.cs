using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShortOrder.Contest.Protocol;

/// <summary>JSON of everything that travels: camel case, and strict. Unknown and doubled members, missing ones and nesting beyond 16 are refused.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = Depth)]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(SubmitRequest))]
[JsonSerializable(typeof(AdminCommand))]
[JsonSerializable(typeof(PlayerCommand))]
[JsonSerializable(typeof(LobbyCommand))]
[JsonSerializable(typeof(RosterRequest))]
[JsonSerializable(typeof(Announcement))]
[JsonSerializable(typeof(RejudgeRequest))]
[JsonSerializable(typeof(ContestProblem))]
[JsonSerializable(typeof(Joined))]
[JsonSerializable(typeof(CompetitionView))]
[JsonSerializable(typeof(SubmissionView))]
[JsonSerializable(typeof(ImmutableArray<SubmissionView>))]
[JsonSerializable(typeof(ImmutableArray<PlayerView>))]
[JsonSerializable(typeof(ImmutableArray<RosterCode>))]
[JsonSerializable(typeof(ImmutableArray<RosterSeat>))]
[JsonSerializable(typeof(ImmutableArray<CopyView>))]
[JsonSerializable(typeof(JudgesView))]
[JsonSerializable(typeof(RejudgeView))]
[JsonSerializable(typeof(StateView))]
[JsonSerializable(typeof(Board))]
[JsonSerializable(typeof(JoinPlace))]
[JsonSerializable(typeof(ImmutableArray<WinnerView>))]
[JsonSerializable(typeof(StateChanged))]
[JsonSerializable(typeof(BoardChanged))]
[JsonSerializable(typeof(PlayerChanged))]
[JsonSerializable(typeof(ImmutableArray<MetricView>))]
public sealed partial class ContestJson : JsonSerializerContext
{
    /// <summary>Deepest nesting that is read.</summary>
    public const int Depth = 16;
}
