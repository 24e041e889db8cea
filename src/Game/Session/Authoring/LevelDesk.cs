using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Session.Authoring;

/// <summary>What came of opening a file.</summary>
/// <param name="Document">The level; null if it cannot be edited.</param>
/// <param name="Problems">Why not, in file order.</param>
public sealed record OpenedLevel(LevelDocument? Document, ImmutableArray<string> Problems);

/// <summary>What came of saving.</summary>
/// <param name="Document">The document as it is now.</param>
/// <param name="Message">What happened, or what there is to decide.</param>
/// <param name="IsQuestion">Nothing was written: the author has to agree first.</param>
public sealed record SavedLevel(LevelDocument Document, string Message, bool IsQuestion = false);

/// <summary>A level of the author's own in the data folder.</summary>
/// <param name="File">Full path.</param>
/// <param name="Level">The level; null if it cannot be read.</param>
/// <param name="Changed">When it was written last.</param>
public sealed record OwnLevel(string File, Level? Level, DateTime Changed);

/// <summary>The author's files: opens, saves and lists levels. Nothing that it did not write itself is written over unasked.</summary>
/// <param name="folder">The data folder; null if the user has none, and then only files elsewhere can be saved.</param>
public sealed class LevelDesk(string? folder)
{
    private int _documents;

    /// <summary>Where levels are saved that have no file yet; null without a data folder.</summary>
    public string? Folder { get; } = folder is null ? null : Path.Combine(folder, "levels");

    /// <summary>Unsaved work.</summary>
    public LevelDrafts Drafts { get; } = new(folder is null ? null : Path.Combine(folder, "drafts"));

    /// <summary>A document without a file.</summary>
    /// <param name="level">A level that the reader accepts.</param>
    /// <param name="file">Where it is to be saved; null: in <see cref="Folder"/>, under its id.</param>
    public LevelDocument Begin(Level level, string? file = null) =>
        new() { History = EditHistory<Level>.Start(level), Draft = NextDraft(), File = file is null ? null : Path.GetFullPath(file) };

    /// <summary>Opens a file.</summary>
    public OpenedLevel Open(string path)
    {
        if (!InputFile.TryRead(path, out byte[] bytes, out string complaint)) return new(null, [SafeText.Escape(complaint)]);
        ReadResult<Level> read = LevelReader.Read(bytes, path);
        if (!read.IsGood) return new(null, [.. read.Problems.Select(p => p.ToString())]);
        return new(new()
        {
            History = EditHistory<Level>.Start(read.Value),
            Draft = NextDraft(),
            File = Path.GetFullPath(path),
            Seen = LevelFile.Fingerprint(bytes),
            Saved = read.Value,
        }, []);
    }

    /// <summary>Unsaved work as a document that is not saved yet; null if it is not there any more.</summary>
    public LevelDocument? Resume(LevelDraft draft) => Drafts.Take(draft.Name) is { } level
        ? new() { History = EditHistory<Level>.Start(level), Draft = draft.Name, File = draft.File, Seen = draft.Seen } : null;

    /// <summary>Saves. A file that is there, unless it is as this document left it and without comments, is only replaced with consent, and then kept beside it.</summary>
    /// <param name="document">What to save.</param>
    /// <param name="to">Where; null: to its own file, or into <see cref="Folder"/>.</param>
    /// <param name="hasConsent">The author has agreed to what was asked.</param>
    public SavedLevel Save(LevelDocument document, string? to, bool hasConsent)
    {
        if ((to ?? document.File ?? (Folder is null ? null : Path.Combine(Folder, $"{document.Level.Id}.json"))) is not { } named)
            return new(document, $"You have no home folder: save it under a path of your own, or set {Saves.SaveFolder.Variable}.");
        try
        {
            string path = Path.GetFullPath(named);
            if (Directory.Exists(path)) return new(document, $"{path} is a folder.");
            byte[]? there = File.Exists(path) ? File.ReadAllBytes(path) : null;
            ImmutableArray<string> reasons = there is null ? [] : [.. Reasons(document, path, there)];
            if (!reasons.IsEmpty && !hasConsent) return new(document, string.Join(' ', reasons), IsQuestion: true);
            string kept = reasons.IsEmpty ? "" : $"; what was there is {Path.GetFileName(LevelFile.BackUp(path))}";
            string text = LevelWriter.Write(document.Level);
            LevelFile.Write(path, text);
            Drafts.Drop(document.Draft);
            return new(document with { File = path, Seen = LevelFile.Fingerprint(System.Text.Encoding.UTF8.GetBytes(text)), Saved = document.Level }, $"Saved to {path}{kept}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new(document, $"Not saved: {e.Message}");
        }
    }

    /// <summary>The author's own levels, the latest first.</summary>
    public ImmutableArray<OwnLevel> Own()
    {
        if (Folder is null || !Directory.Exists(Folder)) return [];
        return [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => new OwnLevel(f, Read(f), File.GetLastWriteTimeUtc(f))).OrderByDescending(l => l.Changed).ThenBy(l => l.File, StringComparer.Ordinal)];
    }

    /// <summary>The author's own levels as a world for the map; null if there are none.</summary>
    public World? ToWorld()
    {
        HashSet<string> ids = [];
        ImmutableArray<Level> levels = [.. Own().Select(l => l.Level).OfType<Level>().Where(l => ids.Add(l.Id)).OrderBy(l => l.Title, StringComparer.Ordinal)];
        return levels.IsEmpty ? null : new("My levels", "What you have made yourself in the editor.", levels) { IsOwn = true };
    }

    private static Level? Read(string file) => InputFile.TryRead(file, out byte[] bytes, out _) ? LevelReader.Read(bytes, file).Value : null;

    /// <summary>Why the file cannot simply be replaced.</summary>
    private static IEnumerable<string> Reasons(LevelDocument document, string path, byte[] there)
    {
        if (path != document.File) yield return $"There is a file {Path.GetFileName(path)} already.";
        else if (document.Seen != LevelFile.Fingerprint(there)) yield return $"Somebody else has changed {Path.GetFileName(path)} since you opened it.";
        if (LevelFile.HasComments(there)) yield return "It has comments, which the editor cannot keep.";
    }

    private string NextDraft() => FormattableString.Invariant($"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}-{++_documents}");
}
