namespace ShortOrder.Simulation.Tests.Schemas;

/// <summary>A file with one mistake.</summary>
/// <param name="Name">Where it comes from and what was done to it.</param>
/// <param name="Text">The file.</param>
/// <param name="Line">Line of the mistake, from 1.</param>
/// <param name="Path">JSON path of the mistake; a problem may also name what it is in.</param>
/// <param name="Level">Id of the shipped level that it answers, if it is a plan; null: it is a level, or a plan for the level of the tests.</param>
/// <param name="IsPlan">Whether it is a plan file.</param>
public sealed record BrokenFile(string Name, string Text, int Line, string Path, string? Level = null, bool IsPlan = false);
