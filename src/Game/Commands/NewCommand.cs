using System.CommandLine;
using System.Text;
using ShortOrder.Game.Authoring;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary><c>new LEVEL-FILE</c>: begins a level with a small good one, whose comments teach the format.</summary>
internal static class NewCommand
{
    public static Command Build(CommandStreams streams, Func<LevelLibrary> library)
    {
        Argument<string> file = new("LEVEL-FILE") { Description = "The file to make; it must not exist", HelpName = "LEVEL-FILE" };
        Option<string?> id = new("--id") { Description = "The level's id; default: from the file's name" };
        Option<string?> title = new("--title") { Description = "The level's title; default: from its id" };
        Option<string> template = new("--template") { Description = "What to begin with", DefaultValueFactory = _ => LevelTemplates.Names[0] };
        template.AcceptOnlyFromAmong([.. LevelTemplates.Names]);
        Command command = new("new", "Begin a level: a small good one with comments that teach the format") { file, id, title, template };
        file.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            string named = parsed.GetValue(id) ?? IdOf(path);
            return Make(path, named, parsed.GetValue(title) ?? TitleOf(named), parsed.GetValue(template)!, library().Folder, streams);
        });
        return command;
    }

    private static int Make(string path, string id, string title, string template, string shipped, CommandStreams streams)
    {
        string? problem = !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? $"{path}: a level file ends in .json: call it {path}.json"
            : File.Exists(path) || Directory.Exists(path) ? $"{path}: is there already, and nothing is written over: choose another name"
            : !Names.IsId(id) ? $"--id: {Names.Complaint(id)}"
            : title.Length is 0 or > LevelTemplates.LongestTitle || SafeText.FirstUnsafe(title) >= 0 ? $"--title: one line of 1 to {LevelTemplates.LongestTitle} plain characters"
            : null;
        if (problem is not null)
        {
            streams.Error.WriteLine(problem);
            return ExitCodes.BadInput;
        }
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        byte[] text = Encoding.UTF8.GetBytes(LevelTemplates.Fill(template, id, title, SchemaReference.For(folder, shipped)));
        using (FileStream file = new(path, FileMode.CreateNew)) file.Write(text);
        string name = Quoted(path);
        streams.Out.WriteLine($"made {path} from the template \"{template}\"");
        streams.Out.WriteLine("Next, open it in an editor, and type");
        streams.Out.WriteLine($"  shortorder watch {name}    checks it at every save and draws its plans");
        streams.Out.WriteLine($"  shortorder solve {name}    looks for the best plan and good medals");
        streams.Out.WriteLine($"  shortorder play {name}     plays it");
        return ExitCodes.Good;
    }

    /// <summary>The file's name without the number at its front, in the letters that an id may have.</summary>
    private static string IdOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path).TrimStart("0123456789".ToCharArray()).Trim('-', '_', ' ', '.').ToLowerInvariant();
        string id = new([.. name.Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-').Take(Names.Longest)]);
        return id.Trim('-') is { Length: > 0 } good ? good : "my-level";
    }

    private static string TitleOf(string id) => id.Length == 0 ? id : $"{char.ToUpperInvariant(id[0])}{id[1..].Replace('-', ' ')}";

    private static string Quoted(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '\\' or ':') ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
