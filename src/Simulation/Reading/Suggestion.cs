namespace ShortOrder.Simulation.Reading;

/// <summary>"Did you mean": the known name that is nearest to a mistyped one.</summary>
public static class Suggestion
{
    private const int LongestName = 64;

    /// <summary>
    /// The known name with the fewest edits (insert, delete, change, swap of neighbours) from <paramref name="given"/>, the earlier one of equals;
    /// null if none is within a third of its length. Case does not count. Names over 64 characters get none.
    /// </summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        if (given.Length is 0 or > LongestName) return null;
        string wanted = given.ToLowerInvariant();
        string? nearest = null;
        int limit = Math.Max(1, given.Length / 3);
        foreach (string name in known)
        {
            if (name.Length > LongestName || Math.Abs(name.Length - given.Length) > limit) continue;
            int distance = Distance(wanted, name.ToLowerInvariant());
            if (distance > limit) continue;
            nearest = name;
            if (distance == 0) return nearest;
            limit = distance - 1;
        }
        return nearest;
    }

    /// <summary><c>; did you mean "…"?</c> for the end of a message, or nothing.</summary>
    public static string DidYouMean(string given, IEnumerable<string> known) =>
        Nearest(given, known) is string name ? $"; did you mean \"{name}\"?" : "";

    /// <summary>Edits between two names: Damerau-Levenshtein in the form of optimal string alignment (no part is edited twice).</summary>
    /// <remarks>Time is the product of the lengths.</remarks>
    public static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[b.Length];
    }
}
