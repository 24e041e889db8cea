using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ShortOrder.Simulation.Reading;

/// <summary>Something wrong in a file: where, what, and how to mend it.</summary>
/// <param name="Source">File name, or how else the text is known, e.g. <c>-</c> or <c>plan "best"</c>.</param>
/// <param name="Line">From 1; 0 if the whole text is meant.</param>
/// <param name="Column">From 1, in characters; 0 if unknown.</param>
/// <param name="Path">JSON path, e.g. <c>$.tasks[3].after[0]</c>.</param>
/// <param name="Message">What is wrong and how to mend it, without control characters.</param>
public sealed record Problem(string Source, int Line, int Column, string Path, string Message)
{
    /// <summary><c>file:line:column: $.path: message</c>.</summary>
    public override string ToString() => Line == 0 ? $"{Source}: {Path}: {Message}" : $"{Source}:{Line}:{Column}: {Path}: {Message}";
}

/// <summary>What a reader made of a text: the value, or every problem in file order.</summary>
/// <param name="Value">The value; null if there is any problem.</param>
/// <param name="Problems">Empty if and only if there is a value.</param>
public sealed record ReadResult<T>(T? Value, ImmutableArray<Problem> Problems) where T : class
{
    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsGood => Value is not null;
}
