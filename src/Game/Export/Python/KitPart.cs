namespace ShortOrder.Game.Export.Python;

/// <summary>A piece of Python that programs are put together from. A program has those that it needs, each once.</summary>
/// <param name="Place">Where it stands among the others, from the top; negative: before everything else in the program, because a definition at the top level uses it.</param>
/// <param name="Text">Top-level definitions, two empty lines between them; empty if the part is nothing but imports.</param>
/// <param name="Imports">What it imports: <c>json</c>, or <c>time: perf_counter</c> for a name from a module.</param>
/// <param name="Needs">Parts that it uses.</param>
internal sealed record KitPart(int Place, string Text, string[] Imports, params KitPart[] Needs);
