namespace ShortOrder.Execution.Kitchens;

/// <summary>A kitchen's process or the pantry is gone, or cannot go on. The message is for the player.</summary>
internal sealed class LostPartException(string message, Exception? inner = null) : Exception(message, inner);
