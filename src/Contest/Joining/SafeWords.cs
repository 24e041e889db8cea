using ShortOrder.Simulation.Reading;

namespace ShortOrder.Contest.Joining;

/// <summary>Words that a server sent, made fit to show: no trust in what it claims to have checked.</summary>
internal static class SafeWords
{
    private const int MostCharacters = 400;

    /// <summary>On one line, at most 400 characters, with everything spelled out that could steer a terminal.</summary>
    public static string Of(string? words)
    {
        if (string.IsNullOrEmpty(words)) return "";
        string line = words.Length > MostCharacters ? words[..(char.IsHighSurrogate(words[MostCharacters - 2]) ? MostCharacters - 2 : MostCharacters - 1)] + "…" : words;
        return SafeText.Escape(line.ReplaceLineEndings(" ").Replace('\t', ' '));
    }
}
