namespace ShortOrder.Contest.Judging;

/// <summary>This process must not judge; the message says why, and what would mend it.</summary>
public sealed class JudgeRefusedException(string message) : Exception(message);
