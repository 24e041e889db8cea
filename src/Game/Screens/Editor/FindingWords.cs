using System.Globalization;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>What the checker has found, with what it speaks of in an author's words in front.</summary>
internal static class FindingWords
{
    /// <summary>The finding as a sentence, e.g. <c>plan best: expects 6, reaches 7</c>.</summary>
    public static string Of(Level level, LevelFinding finding) => $"{PlaceOf(level, finding.Path)}: {finding.Message}";

    /// <summary>A place of the level file: <c>plan best</c>, <c>Coffee, step 2</c>, <c>gold</c>, <c>hint 1</c>, otherwise the key.</summary>
    private static string PlaceOf(Level level, string path)
    {
        string[] keys = path.Split('.');
        return keys switch
        {
            [_, "plans", var name, ..] => $"plan {name}",
            [_, "medals", _, var medal] => medal,
            [_, "tools", var tool, ..] => tool,
            [_, var task, .. var rest] when Numbered(task) is ("tasks", var index) && index < level.Tasks.Length =>
                level.Tasks[index].Title + (rest is [var step, ..] && Numbered(step) is ("steps", var number) ? $", step {number + 1}" : ""),
            [_, var key, ..] => Numbered(key) is var (list, item) ? $"{list.TrimEnd('s')} {item + 1}" : key,
            _ => "level",
        };
    }

    /// <summary>Name and index of <c>tasks[2]</c>; null if the key has no index.</summary>
    private static (string Name, int Index)? Numbered(string key)
    {
        int open = key.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && int.TryParse(key.AsSpan(open + 1, key.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? (key[..open], index) : null;
    }
}
