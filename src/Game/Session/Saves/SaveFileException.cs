namespace ShortOrder.Game.Session.Saves;

/// <summary>The file of the player's progress cannot be used; it was not changed. The message is for the player.</summary>
public sealed class SaveFileException(string message, Exception? inner = null) : Exception(message, inner);
