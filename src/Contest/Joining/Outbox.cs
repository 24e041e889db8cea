using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ShortOrder.Contest.Joining;

/// <summary>Submissions on their way: a file each, written before it is sent and moved away only when the server has answered. So nothing is lost by a crash, and its key keeps it from counting twice.</summary>
/// <remarks>Thread-safe. What was answered stays in a second folder, so that the player can see the plan again beside its verdict.</remarks>
public sealed class Outbox
{
    private const string Waiting = "outbox", Answered = "sent", Ending = ".json";

    /// <summary>Most bytes of a file that is read back.</summary>
    private const int MostBytes = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly string _waiting, _answered;
    private readonly List<(string File, OutboxEntry Entry)> _entries = [];
    private readonly Dictionary<string, OutboxEntry> _sent = [];
    private long _last;

    /// <summary>The outbox of a player, as an earlier sitting left it.</summary>
    /// <param name="folder">The player's folder; made if it is not there.</param>
    /// <exception cref="IOException">It cannot be made or read.</exception>
    public Outbox(string folder)
    {
        (_waiting, _answered) = (Path.Combine(folder, Waiting), Path.Combine(folder, Answered));
        Directory.CreateDirectory(_waiting);
        Directory.CreateDirectory(_answered);
        foreach (string file in Directory.EnumerateFiles(_waiting, "*" + Ending).Order(StringComparer.Ordinal))
        {
            if (Read(file) is { } entry) _entries.Add((file, entry));
            else File.Move(file, file + ".bad", overwrite: true); // kept for who wants to look, but not in the way
            _last = Math.Max(_last, NumberOf(file));
        }
        foreach (string file in Directory.EnumerateFiles(_answered, "*" + Ending))
            if (Read(file) is { Id: { } id } entry) _sent[id] = entry;
    }

    /// <summary>What waits for an answer, the oldest first.</summary>
    public ImmutableArray<OutboxEntry> Entries
    {
        get
        {
            lock (_lock) return [.. _entries.Select(e => e.Entry)];
        }
    }

    /// <summary>What was answered, with its plan; null if it was not sent from here.</summary>
    public OutboxEntry? Sent(string id)
    {
        lock (_lock) return _sent.GetValueOrDefault(id);
    }

    /// <summary>Writes a submission down; when this returns it survives a crash.</summary>
    /// <exception cref="IOException">It could not be written: it must not be taken for submitted.</exception>
    public OutboxEntry Add(string level, string levelHash, JsonElement plan)
    {
        OutboxEntry entry = new(Guid.NewGuid().ToString("N"), level, levelHash, plan.Clone());
        lock (_lock)
        {
            _last = Math.Max(_last + 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()); // in order, even if the clock was set back
            string file = Path.Combine(_waiting, string.Create(CultureInfo.InvariantCulture, $"{_last:D15}-{entry.Key}{Ending}"));
            DurableFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(entry, JoiningJson.Default.OutboxEntry));
            _entries.Add((file, entry));
        }
        return entry;
    }

    /// <summary>The server has answered: taken under that name, or refused for good (null).</summary>
    public void Remove(string key, string? id)
    {
        lock (_lock)
        {
            int index = _entries.FindIndex(e => e.Entry.Key == key);
            if (index < 0) return;
            (string file, OutboxEntry entry) = _entries[index];
            if (id is not null && IsPlainName(id))
            {
                OutboxEntry sent = entry with { Id = id };
                DurableFile.Write(Path.Combine(_answered, id + Ending), JsonSerializer.SerializeToUtf8Bytes(sent, JoiningJson.Default.OutboxEntry));
                _sent[id] = sent;
            }
            File.Delete(file);
            _entries.RemoveAt(index);
        }
    }

    /// <summary>Whether a name that the server gave can be one of a file.</summary>
    private static bool IsPlainName(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static long NumberOf(string file) => long.TryParse(Path.GetFileName(file).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    private static OutboxEntry? Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MostBytes) return null;
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), JoiningJson.Default.OutboxEntry) is { Key.Length: > 0, Level: not null, LevelHash: not null } entry ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
