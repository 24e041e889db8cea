using System.Collections.Immutable;
using System.Text;

namespace ShortOrder.Game.Export.Python;

/// <summary>Lines of Python under construction, indented by blocks, some of them marked with the step that they perform.</summary>
internal sealed class PythonSource
{
    private const int Width = 88;

    private readonly List<string> _lines = [];
    private readonly List<CodeMark> _marks = [];
    private int _depth;

    /// <summary>How many lines there are.</summary>
    public int Count => _lines.Count;

    /// <summary>Adds a line at the present depth.</summary>
    public void Line(string text) => _lines.Add(text.Length == 0 ? "" : new string(' ', 4 * _depth) + text);

    /// <summary>Adds the line that performs a step of a task; no mark if <paramref name="step"/> is negative.</summary>
    public void Line(string text, string task, int step)
    {
        Line(text);
        Mark(task, step);
    }

    /// <summary>Adds the line that performs a step, with the words on the slip behind it, or above it where they are long.</summary>
    /// <param name="text">The line.</param>
    /// <param name="note">Words of the level, as they are; empty if none.</param>
    /// <param name="task">Id of the task.</param>
    /// <param name="step">Its step.</param>
    public void Step(string text, string note, string task, int step)
    {
        note = PythonText.Comment(note);
        if (note.Length > 0 && text.Length + note.Length + 12 > Width)
        {
            foreach (string part in PythonText.Wrap(note, Width - 12)) Line($"# {part}");
            note = "";
        }
        Line(note.Length > 0 ? $"{text}  # {note}" : text, task, step);
    }

    /// <summary>The last line performs a step, too: one where something ends without a word, such as the last of a block.</summary>
    public void Mark(string task, int step)
    {
        if (step >= 0) _marks.Add(new(task, step, _lines.Count));
    }

    /// <summary>Adds empty lines.</summary>
    public void Blank(int lines = 1)
    {
        for (int i = 0; i < lines; i++) Line("");
    }

    /// <summary>Adds a text of several lines at the present depth.</summary>
    public void Text(string text)
    {
        foreach (string line in text.Split('\n')) Line(line);
    }

    /// <summary>Adds the head of a block, e.g. <c>def main():</c>; what follows until the result is disposed is its body.</summary>
    public Block Open(string head, string task = "", int step = -1)
    {
        Line(head, task, step);
        _depth++;
        return new(this);
    }

    /// <summary>Adds the lines of another source at the present depth.</summary>
    public void Add(PythonSource other)
    {
        foreach (CodeMark mark in other._marks) _marks.Add(mark with { Line = mark.Line + _lines.Count });
        foreach (string line in other._lines) Line(line);
    }

    /// <summary>The program: its text and marks.</summary>
    public CodeListing ToListing() => new(ToString(), [.. _marks.OrderBy(m => m.Line)]);

    /// <summary>All lines, each ended by <c>\n</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (string line in _lines) text.Append(line).Append('\n');
        return text.ToString();
    }

    /// <summary>An open block.</summary>
    internal readonly ref struct Block(PythonSource source)
    {
        /// <summary>Ends the block; one without lines gets <c>pass</c> by its author.</summary>
        public void Dispose() => source._depth--;
    }
}
