using System.Collections.Immutable;
using System.Text;

namespace ShortOrder.Simulation.Reading;

/// <summary>Collects the problems of one text. At most 200 are kept; the rest are counted.</summary>
public sealed class ProblemList
{
    /// <summary>How many problems are kept.</summary>
    public const int Most = 200;

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly string _source;
    private readonly List<(int Offset, string Path, string Message)> _found = [];
    private readonly List<int> _lineStarts = [];
    private int _left;

    /// <summary>No problems yet.</summary>
    /// <param name="utf8">The text, without a byte order mark.</param>
    /// <param name="source">How problems name it.</param>
    public ProblemList(ReadOnlyMemory<byte> utf8, string source) => (_utf8, _source) = (utf8, SafeText.Escape(source));

    /// <summary>Whether any problem was found.</summary>
    public bool HasAny => _found.Count > 0;

    /// <summary>How many were found.</summary>
    public int Count => _found.Count + _left;

    /// <summary>Whether further problems are only counted: then their messages need not be made.</summary>
    public bool IsFull => _found.Count >= Most;

    /// <summary>Notes a problem.</summary>
    /// <param name="offset">Byte at which it stands; −1 if the whole text is meant.</param>
    /// <param name="path">JSON path.</param>
    /// <param name="message">What is wrong and how to mend it. Texts from the file must be quoted with <see cref="SafeText.Quote"/>.</param>
    public void Add(int offset, string path, string message)
    {
        if (IsFull) _left++;
        else _found.Add((offset, SafeText.Escape(path), SafeText.Escape(message)));
    }

    /// <inheritdoc cref="Add(int, string, string)"/>
    public void Add(JsonItem item, JsonPath path, string message) => Add(item.Offset, IsFull ? "" : path.ToString(), message);

    /// <summary>All problems in file order, the last one saying how many more there were.</summary>
    public ImmutableArray<Problem> ToArray()
    {
        ImmutableArray<Problem>.Builder problems = ImmutableArray.CreateBuilder<Problem>();
        foreach ((int offset, string path, string message) in _found.OrderBy(p => p.Offset))
        {
            (int line, int column) = offset < 0 ? (0, 0) : Position(offset);
            problems.Add(new(_source, line, column, path, message));
        }
        if (_left > 0) problems.Add(new(_source, 0, 0, "$", $"and {_left} more: mend these first"));
        return problems.ToImmutable();
    }

    /// <summary>Line and column from 1, the column in characters.</summary>
    private (int Line, int Column) Position(int offset)
    {
        if (_lineStarts.Count == 0)
        {
            _lineStarts.Add(0);
            ReadOnlySpan<byte> all = _utf8.Span;
            for (int i = 0; i < all.Length; i++) if (all[i] == '\n') _lineStarts.Add(i + 1);
        }
        int found = _lineStarts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        int start = _lineStarts[line];
        return (line + 1, Encoding.UTF8.GetCharCount(_utf8.Span[start..offset]) + 1);
    }
}
