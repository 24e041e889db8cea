using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Packs;

/// <summary>Names of files in a pack: relative, below the pack, the same on every system.</summary>
internal static class PackNames
{
    /// <summary>Most characters of a name.</summary>
    public const int Longest = 120;

    /// <summary>Why a name is not to be trusted; null if it is.</summary>
    public static string? Complaint(string name)
    {
        string quoted = SafeText.Quote(name);
        if (name.Length is 0 or > Longest) return $"the name {quoted} has {name.Length} characters: 1 to {Longest} are accepted";
        if (SafeText.FirstUnsafe(name) >= 0) return $"the name {quoted} contains a control character: rename the file";
        if (name[0] is '/' or '\\' || (name.Length > 1 && name[1] == ':')) return $"the name {quoted} is absolute: files in a pack are named from its own folder on";
        if (name.Contains('\\') || name.Contains(':')) return $"the name {quoted} contains \\ or a colon, which other systems do not take for a name: rename the file";
        string[] parts = (name.EndsWith('/') ? name[..^1] : name).Split('/');
        if (parts.Any(p => p is "..")) return $"the name {quoted} leads out of the pack: files stand inside it";
        return parts.Any(p => p is "" or "." || p[^1] is ' ' or '.') ? $"the name {quoted} has a part that is empty or ends in a dot or blank: rename the file" : null;
    }
}
