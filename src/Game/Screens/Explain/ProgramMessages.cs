namespace ShortOrder.Game.Screens.Explain;

/// <summary>The program on the screen is to be written to a file.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Text">The program.</param>
/// <param name="MayReplace">The player has agreed to lose a file of that name.</param>
public sealed record ProgramAsked(string Name, string Text, bool MayReplace) : ScreenMessage;

/// <summary>What became of it.</summary>
/// <param name="Words">For the player.</param>
/// <param name="Name">The file that would have to be replaced; empty if none.</param>
public sealed record ProgramWritten(string Words, string Name) : ScreenMessage;
