namespace ShortOrder.Execution.Pantry;

/// <summary>The pantry closed the connection or is gone: the run cannot be judged.</summary>
internal sealed class PantryLostException() : IOException("The pantry is gone: its process has ended or closed the connection.");
