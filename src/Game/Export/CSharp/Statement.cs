namespace ShortOrder.Game.Export.CSharp;

/// <summary>A line of a method.</summary>
/// <param name="Text">The code, with <see cref="Copy"/> where the number of a task's copy stands.</param>
/// <param name="Comment">What is written behind it; empty if nothing.</param>
/// <param name="Task">Id of the task whose step it performs; empty if none.</param>
/// <param name="Step">That step; −1 if none.</param>
internal readonly record struct Statement(string Text, string Comment = "", string Task = "", int Step = -1)
{
    /// <summary>Stands for the number of a copy.</summary>
    public const string Copy = "§";

    /// <summary>With the number of a copy, or the name of a variable that has it.</summary>
    public Statement With(string copy) => this with { Text = Text.Replace(Copy, copy, StringComparison.Ordinal) };
}

/// <summary>Lines that belong together and are repeated for every copy of a task.</summary>
/// <param name="Copy">Number of the copy; 0 if there are no copies.</param>
/// <param name="Lines">The lines.</param>
internal sealed record Unit(int Copy, params Statement[] Lines)
{
    /// <summary>Whether the other is the same for the next copy.</summary>
    public bool GoesOnWith(Unit next, int by) => Copy > 0 && next.Copy == Copy + by && Lines.AsSpan().SequenceEqual(next.Lines);
}
