namespace ShortOrder.Simulation.Reading;

/// <summary>Names of levels, tasks, tools, kitchens and shared things.</summary>
public static class Names
{
    /// <summary>Most characters of a name.</summary>
    public const int Longest = 64;

    /// <summary>A name, as a regular expression of ECMAScript.</summary>
    public const string Pattern = "^[a-z0-9-]{1,64}$";

    /// <summary>Whether it is one to 64 lower case letters, digits and hyphens.</summary>
    public static bool IsId(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > Longest) return false;
        foreach (char c in name) if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') return false;
        return true;
    }

    /// <summary>What is wrong with a text that is no name.</summary>
    public static string Complaint(string text) => text.Length > Longest
        ? $"{SafeText.Quote(text)} has {text.Length} characters: names have at most {Longest}"
        : $"{SafeText.Quote(text)} is not a name: use lower case letters, digits and hyphens";
}
