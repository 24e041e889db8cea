using System.Collections.Immutable;
using System.Text;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary>Who may join a competition: a file of names, one a line, and the file of the personal codes that they get.</summary>
internal static class HostRoster
{
    /// <summary>The names of a file; blank lines and those that begin with # are passed over.</summary>
    /// <returns>The names; null after a complaint about every line that is no name or looks like another.</returns>
    public static ImmutableArray<string>? Read(string file, CommandStreams streams)
    {
        if (!InputFile.TryRead(file, out byte[] bytes, out string complaint))
        {
            streams.Error.WriteLine(complaint);
            return null;
        }
        string[] lines = Encoding.UTF8.GetString(bytes).TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');
        List<(PlayerName Name, int Line)> names = [];
        bool isGood = true;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is not { Length: > 0 } text || text[0] == '#') continue;
            PlayerName? name = PlayerName.Read(text, out string wrong);
            int twin = name is null ? -1 : names.FindIndex(n => n.Name.Skeleton == name.Skeleton);
            if (twin >= 0) wrong = $"{text} looks like {names[twin].Name.Text} in line {names[twin].Line}: add an initial.";
            if (wrong.Length > 0) streams.Error.WriteLine($"{file}:{i + 1}: {wrong}");
            else names.Add((name!, i + 1));
            isGood &= wrong.Length == 0;
        }
        if (isGood && names.Count is 0 or > PlayerDesk.MostRoster)
        {
            streams.Error.WriteLine($"{file}: a roster has 1 to {PlayerDesk.MostRoster} names, one a line");
            return null;
        }
        return isGood ? [.. names.Select(n => n.Name.Text)] : null;
    }

    /// <summary>Writes the codes down, for the teacher's eyes alone: a line for each student, the code first.</summary>
    public static void Keep(string file, IEnumerable<RosterCode> codes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, codes.Select(c => $"{c.Code} {c.Name}"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>The codes that were written down; empty if none were.</summary>
    public static ImmutableArray<RosterCode> Find(string file) => !File.Exists(file) ? []
        : [.. File.ReadLines(file).Where(l => l.Length > JoinCode.Length + 1 && JoinCode.Read(l[..JoinCode.Length]) is not null).Select(l => new RosterCode(SafeText.Escape(l[(JoinCode.Length + 1)..]), l[..JoinCode.Length]))];
}
