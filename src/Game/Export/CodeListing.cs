using System.Collections.Immutable;

namespace ShortOrder.Game.Export;

/// <summary>A plan written as a program in some language.</summary>
/// <param name="Text">The whole program, lines ended by <c>\n</c>.</param>
/// <param name="Marks">Which line performs which step, in the order of lines. A step may have several, as a line that copies of a task share has one for the task.</param>
public sealed record CodeListing(string Text, ImmutableArray<CodeMark> Marks);

/// <summary>The line that performs a step.</summary>
/// <param name="Task">Id of the task in its level.</param>
/// <param name="Step">Index of the step from 0.</param>
/// <param name="Line">Line from 1.</param>
public readonly record struct CodeMark(string Task, int Step, int Line);
