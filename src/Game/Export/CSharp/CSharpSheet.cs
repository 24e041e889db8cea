using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ShortOrder.Game.Export.CSharp;

/// <summary>The program while it is written: lines, and which of them perform which step.</summary>
internal sealed class CSharpSheet
{
    private const int CommentColumn = 48;
    private const int Indent = 4;

    private readonly StringBuilder _text = new();
    private readonly List<CodeMark> _marks = [];
    private int _line = 1;
    private int _depth;

    /// <summary>Whether a loop over copies has been written.</summary>
    public bool HasCopies { get; private set; }

    /// <summary>Writes lines as they are, and an empty line after them.</summary>
    public void Part(string text)
    {
        foreach (string line in text.TrimEnd().Split('\n')) Line(line);
        Line("");
    }

    /// <summary>Writes a line at the present indent.</summary>
    public void Line(string text, string comment = "")
    {
        if (text.Length + comment.Length > 0)
        {
            string code = $"{new string(' ', _depth * Indent)}{text}";
            _text.Append(comment.Length == 0 ? code : $"{(text.Length == 0 ? code : $"{code.PadRight(CommentColumn - 1)} ")}// {CSharpNames.Comment(comment)}");
        }
        _text.Append('\n');
        _line++;
    }

    /// <summary>Writes a block in braces.</summary>
    public void Block(string head, Action body, string comment = "")
    {
        Line(head, comment);
        Line("{");
        _depth++;
        body();
        _depth--;
        Line("}");
    }

    /// <summary>Writes a statement.</summary>
    public void Write(Statement statement)
    {
        if (statement.Step >= 0) _marks.Add(new(statement.Task, statement.Step, _line));
        Line(statement.Text, statement.Comment);
    }

    /// <summary>Writes units, those of consecutive copies as one loop.</summary>
    public void Write(IReadOnlyList<Unit> units)
    {
        for (int at = 0; at < units.Count;)
        {
            int same = 1;
            while (at + same < units.Count && units[at].GoesOnWith(units[at + same], same)) same++;
            if (same > 1)
            {
                HasCopies = true;
                string head = $"foreach (int n in Copies({units[at].Copy}, {units[at].Copy + same - 1}))";
                Unit unit = units[at];
                if (unit.Lines is [Statement only]) Write(only.With("n") with { Text = $"{head} {only.With("n").Text}" });
                else Block(head, () => Write(unit, "n"));
            }
            else Write(units[at], units[at].Copy.ToString(CultureInfo.InvariantCulture));
            at += same;
        }
    }

    /// <summary>What has been written.</summary>
    public CodeListing ToListing() => new($"{_text.ToString().TrimEnd('\n')}\n", [.. _marks]);

    private void Write(Unit unit, string copy)
    {
        foreach (Statement line in unit.Lines) Write(line.With(copy));
    }
}
