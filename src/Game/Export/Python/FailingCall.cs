namespace ShortOrder.Game.Export.Python;

/// <summary>A step that fails at first, as the pantry is told of it before the clock.</summary>
/// <param name="Name">The constant that holds its number.</param>
/// <param name="Number">Its number; copy <c>n</c> has this plus <c>n</c>.</param>
/// <param name="Copies">How many copies its task has; 0 for a task without.</param>
/// <param name="Fails">How many of its first attempts fail.</param>
internal sealed record FailingCall(string Name, int Number, int Copies, int Fails);
