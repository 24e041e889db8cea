namespace ShortOrder.Execution.Hat;

/// <summary>Unwinds a thread of a run that was aborted. Caught at the bottom of every thread, never shown.</summary>
internal sealed class RunAbortedException : Exception;
