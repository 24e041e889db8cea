using ShortOrder.Support;

namespace ShortOrder.Benchmarks;

/// <summary>The table in the repository, written anew after each row, so that a run that is interrupted keeps what it had and a run of a few levels replaces their rows.</summary>
internal sealed class PythonTableFile
{
    private readonly string _path, _head;
    private readonly List<string> _rows = [];

    /// <param name="path">The file.</param>
    /// <param name="head">What stands above the rows.</param>
    /// <param name="isWhole">Whether all rows are measured anew, so that the old ones go.</param>
    public PythonTableFile(string path, string head, bool isWhole)
    {
        (_path, _head) = (path, head);
        if (!isWhole && File.Exists(path)) _rows.AddRange(File.ReadLines(path).Where(l => LevelFiles.Levels.Any(level => l.StartsWith($"| {level.Id} |", StringComparison.Ordinal))));
    }

    /// <summary>Adds a row, or replaces the one with the same key, and writes the file. Rows stand in the order of the levels.</summary>
    /// <param name="key">How the row begins.</param>
    /// <param name="row">The row.</param>
    public void Put(string key, string row)
    {
        int at = _rows.FindIndex(r => r.StartsWith(key, StringComparison.Ordinal));
        if (at >= 0) _rows[at] = row;
        else _rows.Add(row);
        string[] order = [.. LevelFiles.Levels.Select(l => l.Id)];
        string[] sorted = [.. _rows.OrderBy(r => Array.FindIndex(order, id => r.StartsWith($"| {id} |", StringComparison.Ordinal)))];
        File.WriteAllText(_path, $"{_head}{string.Join('\n', sorted)}\n");
    }
}
