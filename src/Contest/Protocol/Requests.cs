using System.Collections.Immutable;
using System.Text.Json;

namespace ShortOrder.Contest.Protocol;

/// <summary>Wants to play.</summary>
/// <param name="Code">The join code; case, spaces and hyphens do not matter.</param>
/// <param name="Name">The name on the board: see <see cref="PlayerName"/>.</param>
/// <param name="Factor">The second factor, or the personal code in a competition with a roster; null where neither is asked for.</param>
public sealed record JoinRequest(string Code, string Name, string? Factor = null);

/// <summary>Is back on another machine.</summary>
/// <param name="Code">The join code.</param>
/// <param name="Words">The three words from <see cref="Joined.Resume"/>.</param>
public sealed record ResumeRequest(string Code, string Words);

/// <summary>Hands in a plan. There is no place for a time in it: times are the judge's.</summary>
/// <param name="Level">Id of the level.</param>
/// <param name="LevelHash">SHA-256 of the level's text that the plan was made for, in lower-case hex.</param>
/// <param name="Plan">The plan as a plan file has it.</param>
public sealed record SubmitRequest(string Level, string LevelHash, JsonElement Plan);

/// <summary>A command to the competition.</summary>
/// <param name="Expected">The state that the teacher saw when giving it: in another one the command is refused, so that a double click does nothing twice.</param>
/// <param name="Minutes">For <c>extend</c>: real minutes more; negative for less.</param>
/// <param name="Reason">For <c>pause</c> and <c>void</c>: why; stands in the export.</param>
/// <param name="Override">For <c>start</c>: although the judge is too noisy or there is no player; stands in the export.</param>
public sealed record AdminCommand(string Expected, decimal? Minutes = null, string? Reason = null, bool Override = false);

/// <summary>A command about a player.</summary>
/// <param name="Name">For <c>rename</c>: the new name.</param>
/// <param name="Minutes">For <c>extra-time</c>: real minutes beyond the common end, in all.</param>
/// <param name="On">For <c>hide</c>: whether hidden from the board. For <c>kick</c>: false lets the player in again.</param>
public sealed record PlayerCommand(string? Name = null, decimal? Minutes = null, bool On = true);

/// <summary>Locks the lobby or asks for a second factor; null leaves it as it is.</summary>
/// <param name="Locked">Whether nobody new comes in.</param>
/// <param name="AskFactor">Whether joining needs the digits that the projector shows and that change every 30 s.</param>
public sealed record LobbyCommand(bool? Locked = null, bool? AskFactor = null);

/// <summary>Names who may join; each gets a personal code, and nobody else comes in.</summary>
/// <param name="Names">The names, at most 1,000; none opens the competition to all again.</param>
public sealed record RosterRequest(ImmutableArray<string> Names);

/// <summary>One line for everybody.</summary>
/// <param name="Text">At most 200 characters.</param>
public sealed record Announcement(string Text);

/// <summary>Judges again what matches; null matches all.</summary>
/// <param name="Level">Id of a level.</param>
/// <param name="Player">Id of a player.</param>
/// <param name="Submission">Id of a submission.</param>
/// <param name="Machine">Name of the judge's machine.</param>
/// <param name="Outcome">Outcome of the judgement: <c>ok</c>, <c>failed</c>, <c>noisy</c>, <c>suspect</c>, <c>error</c>.</param>
/// <param name="DryRun">Only count.</param>
public sealed record RejudgeRequest(string? Level = null, string? Player = null, long? Submission = null, string? Machine = null, string? Outcome = null, bool DryRun = false);
