using System.Collections.Immutable;

namespace ShortOrder.Game.Screens;

/// <summary>Keys as a keyboard shows them, e.g. <c>↑ k</c>, <c>Shift+↑↓←→</c>, <c>1-9</c>.</summary>
public static class KeyLabels
{
    private const string Shift = "Shift+", Control = "Ctrl+";

    /// <summary>All of them, those that do the same with a blank between; arrows and digits in a row stand together.</summary>
    public static string Of(ImmutableArray<string> keys)
    {
        List<string> labels = [];
        for (int i = 0, end; i < keys.Length; i = end)
        {
            for (end = i + 1; end < keys.Length && IsArrow(keys[end]) && IsArrow(keys[end - 1]) && IsShifted(keys[end]) == IsShifted(keys[i]); end++) { }
            if (end > i + 1)
            {
                labels.Add((IsShifted(keys[i]) ? Shift : "") + string.Concat(keys[i..end].Select(k => Of(k)[^1])));
                continue;
            }
            for (; end < keys.Length && IsDigit(keys[end]) && IsDigit(keys[end - 1]); end++) { }
            labels.Add(end > i + 1 ? $"{keys[i]}-{keys[end - 1]}" : Of(keys[i]));
        }
        return string.Join(' ', labels);
    }

    /// <summary>One key.</summary>
    public static string Of(string key) => key switch
    {
        Keys.Up => "↑",
        Keys.Down => "↓",
        Keys.Left => "←",
        Keys.Right => "→",
        Keys.Space => "Space",
        Keys.Delete => "Del",
        _ when IsShifted(key) => Shift + Of(key[Shift.Length..]),
        _ when key.StartsWith(Control, StringComparison.Ordinal) => $"^{key[Control.Length..]}",
        _ => key,
    };

    private static bool IsShifted(string key) => key.StartsWith(Shift, StringComparison.Ordinal);

    private static bool IsArrow(string key) => (IsShifted(key) ? key[Shift.Length..] : key) is Keys.Up or Keys.Down or Keys.Left or Keys.Right;

    private static bool IsDigit(string key) => key is [>= '0' and <= '9'];
}
