using System.Text;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Export.CSharp;

/// <summary>Makes identifiers, comments and literals of what a level's author wrote, so that no name can become code.</summary>
internal sealed class CSharpNames
{
    /// <summary>Names that the program's own parts use.</summary>
    private static readonly string[] Taken =
    [
        "Action", "Alone", "Args", "Channel", "Chunk", "Clock", "Console", "Cook", "Copies", "Enumerable", "Equipment", "Func", "Hat", "Home", "Interlocked", "Kitchen", "List", "Loop", "Main", "Pantry", "Program",
        "Semaphore", "SemaphoreSlim", "Signal", "Signals", "Socket", "Start", "Stopwatch", "Switchboard", "Task", "TaskCompletionSource", "Thread", "Threads", "Work",
    ];

    private readonly HashSet<string> _used = new(Taken, StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Name), string> _names = [];

    /// <summary>The identifier of a thing: always the same for the same thing, never the same for two.</summary>
    /// <param name="kind">What kind of thing it is, so that a tool and a task of one name differ.</param>
    /// <param name="name">Its name in the level.</param>
    /// <param name="suffix">What is put behind the name, e.g. <c>Done</c>.</param>
    public string Of(string kind, string name, string suffix = "")
    {
        if (_names.TryGetValue((kind, name), out string? known)) return known;
        string wanted = $"{Pascal(name)}{suffix}", free = wanted;
        for (int number = 2; !_used.Add(free); number++) free = $"{wanted}_{number}";
        return _names[(kind, name)] = free;
    }

    /// <summary>Letters and digits of ASCII, each word with a capital; never empty, never a keyword.</summary>
    public static string Pascal(string name)
    {
        StringBuilder word = new();
        bool isStart = true;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                isStart = true;
                continue;
            }
            if (word.Length == 0 && char.IsAsciiDigit(c)) word.Append('N');
            word.Append(isStart ? char.ToUpperInvariant(c) : c);
            isStart = false;
        }
        return word.Length == 0 ? "Unnamed" : word.ToString();
    }

    /// <summary>A text that cannot leave its line: for behind <c>//</c>.</summary>
    public static string Comment(string text)
    {
        StringBuilder safe = new();
        foreach (char c in SafeText.Escape(text)) safe.Append(c is '\u0085' or '\u2028' or '\u2029' || char.IsControl(c) ? ' ' : c);
        return safe.ToString();
    }
}
