using System.CommandLine;
using System.Text;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary><c>save export FILE</c>, <c>save import FILE</c>: progress from one machine to another.</summary>
internal static class SaveCommand
{
    private const string Dash = "-";

    /// <summary>The command.</summary>
    /// <param name="streams">Where to read and write.</param>
    /// <param name="folder">Finds the save folder; null where the user has none.</param>
    public static Command Build(CommandStreams streams, Func<string?> folder)
    {
        Argument<string> to = new("FILE") { Description = "File to write; - for the standard output" };
        Command export = new("export", "Write all your progress to a file") { to };
        export.SetAction(parsed => WithFile(streams, folder, save => Export(save, parsed.GetRequiredValue(to), streams)));
        Argument<string> from = new("FILE") { Description = "File that save export wrote; - for the standard input" };
        Command import = new("import", "Add the progress in a file to yours; nothing of yours is lost") { from };
        import.SetAction(parsed => WithFile(streams, folder, save => Import(save, parsed.GetRequiredValue(from), streams)));
        return new("save", "Carry your progress to another machine and back") { export, import };
    }

    /// <summary>Opens the save file for an action, and says on the error stream why it cannot be.</summary>
    public static int WithFile(CommandStreams streams, Func<string?> folder, Func<SaveFile, int> action)
    {
        if (folder() is not string found)
        {
            streams.Error.WriteLine($"you have no home folder: set {SaveFolder.Variable} to a folder");
            return ExitCodes.CannotHere;
        }
        try
        {
            using SaveFile save = SaveFile.Open(found, TimeProvider.System);
            if (save.Notice.Length > 0) streams.Error.WriteLine(save.Notice);
            return action(save);
        }
        catch (SaveFileException e)
        {
            streams.Error.WriteLine(e.Message);
            return ExitCodes.CannotHere;
        }
    }

    private static int Export(SaveFile save, string target, CommandStreams streams)
    {
        SaveContent content = SaveContent.Of(save.Db);
        using MemoryStream text = new();
        SaveWriter.Write(text, content);
        if (target == Dash) streams.Out.Write(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
        else
        {
            // Beside it first: an export that fails half-way leaves an older one whole.
            string beside = $"{target}.{Environment.ProcessId}.tmp";
            try
            {
                using (FileStream file = new(beside, FileMode.Create, FileAccess.Write)) text.WriteTo(file);
                File.Move(beside, target, overwrite: true);
            }
            catch
            {
                File.Delete(beside);
                throw;
            }
        }
        streams.Error.WriteLine($"written: runs {content.Runs.Length}, named plans {content.Plans.Length}, edits {content.Edits.Length}");
        return ExitCodes.Good;
    }

    private static int Import(SaveFile save, string source, CommandStreams streams)
    {
        using Stream stream = source == Dash ? streams.OpenInput() : File.OpenRead(source);
        using MemoryStream bytes = new();
        byte[] buffer = new byte[1 << 16];
        for (int read; bytes.Length <= SaveReader.MostBytes && (read = stream.Read(buffer)) > 0;) bytes.Write(buffer, 0, read);
        ReadResult<SaveContent> content = SaveReader.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), source == Dash ? "standard input" : source);
        foreach (Problem problem in content.Problems) streams.Error.WriteLine(problem.ToString());
        if (!content.IsGood) return ExitCodes.BadInput;
        SaveMerge merge = content.Value.MergeInto(save.Db);
        streams.Error.WriteLine($"new: runs {merge.NewRuns} of {merge.AllRuns}, named plans {merge.NewPlans} of {merge.AllPlans}, edits {merge.NewEdits} of {merge.AllEdits}; the rest was here already");
        return ExitCodes.Good;
    }
}
