using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Session.Authoring;

/// <summary>Work that was never saved, as the editor last kept it.</summary>
/// <param name="Name">Name of the draft.</param>
/// <param name="Title">Title of the level.</param>
/// <param name="File">The file it belongs to; null: none yet.</param>
/// <param name="Seen">Fingerprint of that file when the work on it began; null if there was none.</param>
/// <param name="Kept">When it was kept last.</param>
public sealed record LevelDraft(string Name, string Title, string? File, string? Seen, DateTime Kept);

/// <summary>Keeps unsaved work in the data folder, so that it outlives whatever happens to the game. One that an editor has open, here or in another game, belongs to that editor.</summary>
/// <param name="folder">Where; null: nothing is kept.</param>
public sealed class LevelDrafts(string? folder) : IDisposable
{
    private readonly Dictionary<string, FileStream> _open = [];

    /// <summary>What the author has to know, e.g. that unsaved work is not kept; empty if all is well.</summary>
    public string Notice { get; private set; } = folder is null ? "You have no home folder: unsaved work is not kept." : "";

    /// <summary>Keeps a document that has something unsaved, and forgets the draft of one that has not.</summary>
    public void Keep(LevelDocument document)
    {
        if (folder is null) return;
        try
        {
            if (!document.IsChanged)
            {
                Drop(document.Draft);
                return;
            }
            Directory.CreateDirectory(folder);
            if (!_open.ContainsKey(document.Draft)) _open[document.Draft] = Lock(document.Draft);
            string part = PathOf(document.Draft) + ".part";
            File.WriteAllBytes(part, Text(document));
            File.Move(part, PathOf(document.Draft), overwrite: true);
            Notice = "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Notice = $"Unsaved work cannot be kept: {e.Message}";
        }
    }

    /// <summary>Drafts that nobody has open, the latest first; a file that is none is passed over.</summary>
    public ImmutableArray<LevelDraft> All()
    {
        if (folder is null || !Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => !IsOpen(n)).Select(Read).OfType<(LevelDraft Draft, Level Level)>()
            .Select(d => d.Draft).OrderByDescending(d => d.Kept)];
    }

    /// <summary>Opens a draft; null if it is not there or somebody has it open.</summary>
    public Level? Take(string name)
    {
        if (folder is null || IsOpen(name) || Read(name) is not var (_, level)) return null;
        _open[name] = Lock(name);
        return level;
    }

    /// <summary>Closes a draft, so that it can be opened again.</summary>
    public void Release(string name)
    {
        if (_open.Remove(name, out FileStream? gate)) gate.Dispose();
    }

    /// <summary>Throws a draft away; one that is not there is no mistake.</summary>
    public void Drop(string name)
    {
        Release(name);
        if (folder is not null && File.Exists(PathOf(name))) File.Delete(PathOf(name));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (string name in _open.Keys.ToArray()) Release(name);
    }

    private static byte[] Text(LevelDocument document)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            if (document.File is { } file) json.WriteString("file", file);
            if (document.Seen is { } seen) json.WriteString("seen", seen);
            json.WritePropertyName("level");
            json.WriteRawValue(LevelWriter.Write(document.Level));
            json.WriteEndObject();
        }
        return text.ToArray();
    }

    private (LevelDraft Draft, Level Level)? Read(string name)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(PathOf(name)));
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("level", out JsonElement text)) return null;
            if (LevelReader.Read(Encoding.UTF8.GetBytes(text.GetRawText()), name).Value is not { } level) return null;
            return (new(name, level.Title, Member("file"), Member("seen"), File.GetLastWriteTimeUtc(PathOf(name))), level);

            string? Member(string key) => json.RootElement.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private bool IsOpen(string name)
    {
        if (_open.ContainsKey(name)) return true;
        try
        {
            Lock(name).Dispose();
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Held as long as the draft is open; the system frees it when the process ends, however it ends.</summary>
    private FileStream Lock(string name) => new(Path.Combine(folder!, name + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

    private string PathOf(string name) => Path.Combine(folder!, name + ".json");
}
