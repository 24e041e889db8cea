using System.Globalization;

namespace ShortOrder.Game.Export.Python;

/// <summary>A call of a task's function.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Copy">The argument: a number, or the variable of a loop over copies; empty for a task without copies.</param>
internal readonly record struct TaskCall(string Function, string Copy)
{
    /// <summary>Whether there is an argument.</summary>
    public bool IsCopy => Copy.Length > 0;

    /// <summary>The call.</summary>
    public string Text => $"{Function}({Copy})";
}

/// <summary>Neighbours of a list of tasks that are done by the same function: a task, or consecutive copies of one.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="First">First copy; 0 for a task without copies.</param>
/// <param name="Last">Last copy, inclusive.</param>
internal readonly record struct TaskRun(string Function, int First, int Last)
{
    /// <summary>Whether it has a number.</summary>
    public bool IsCopies => First > 0;

    /// <summary>Python's range over the copies.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"range({First}, {Last + 1})");

    /// <summary>Writes a line per task: in a loop over <c>n</c> where there are several.</summary>
    public void Write(PythonSource code, Func<TaskCall, string> line)
    {
        if (First == Last)
        {
            code.Line(line(new(Function, IsCopies ? First.ToString(CultureInfo.InvariantCulture) : "")));
            return;
        }
        using (code.Open($"for n in {Range}:")) code.Line(line(new(Function, "n")));
    }

    /// <summary>Writes a list that has an element for each task: <c>greenlets = [gevent.spawn(guest, n) for n in range(1, 7)]</c>.</summary>
    /// <param name="code">Where to write it.</param>
    /// <param name="runs">The tasks.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="element">The element of a task.</param>
    public static void WriteList(PythonSource code, IReadOnlyList<TaskRun> runs, string name, Func<TaskCall, string> element)
    {
        if (runs is [var only] && only.First != only.Last)
        {
            code.Line($"{name} = [{element(new(only.Function, "n"))} for n in {only.Range}]");
            return;
        }
        using (code.Open($"{name} = ["))
            foreach (TaskRun run in runs)
                code.Line(run.First == run.Last ? $"{element(new(run.Function, run.IsCopies ? run.First.ToString(CultureInfo.InvariantCulture) : ""))}," : $"*({element(new(run.Function, "n"))} for n in {run.Range}),");
        code.Line("]");
    }
}
