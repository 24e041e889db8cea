using ShortOrder.Game.Session;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Watching;

/// <summary>Waits for a file to become another one. Events of the file system make it quick; looking every now and then makes it sure where there are none (network drives, too many watchers).</summary>
/// <remarks>Editors that write anew, save by renaming, or delete first are all the same to it: only the bytes count.</remarks>
public sealed class FileWatch : IDisposable
{
    /// <summary>How long an unfinished text may be a file that is still being written.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150), Breath = TimeSpan.FromMilliseconds(15);

    private readonly string _path;
    private readonly TimeSpan _round;
    private readonly SemaphoreSlim _rung = new(0);
    private readonly FileSystemWatcher? _events;
    private byte[]? _last;
    private bool _hasLooked;

    /// <summary>Watches a file that may not be there yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="round">How often to look without an event.</param>
    /// <param name="usesEvents">False: look only.</param>
    public FileWatch(string path, TimeSpan round, bool usesEvents = true)
    {
        (_path, _round) = (Path.GetFullPath(path), round);
        if (!usesEvents) return;
        try
        {
            _events = new(Path.GetDirectoryName(_path)!, Path.GetFileName(_path));
            _events.Changed += Ring;
            _events.Created += Ring;
            _events.Deleted += Ring;
            _events.Renamed += Ring;
            _events.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or ArgumentException or PlatformNotSupportedException)
        {
            _events?.Dispose(); // no watchers left, or no such folder: looking has to do
            _events = null;
        }
    }

    /// <summary>What the file holds, as soon as that is not what the last call gave; null while it is not there or cannot be read.</summary>
    public async Task<byte[]?> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            byte[]? now = await ReadWholeAsync(cancel).ConfigureAwait(false);
            if (!_hasLooked || !IsSame(now, _last))
            {
                (_last, _hasLooked) = (now, true);
                return now;
            }
            await _rung.WaitAsync(_round, cancel).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _events?.Dispose();
        _rung.Dispose();
    }

    /// <summary>Reads it, again while it is empty, gone or cut off in the middle and that may be a save under way.</summary>
    private async Task<byte[]?> ReadWholeAsync(CancellationToken cancel)
    {
        byte[]? bytes = Read();
        for (TimeSpan waited = TimeSpan.Zero; waited < Patience && !IsSame(bytes, _last) && !IsWhole(bytes); waited += Breath)
        {
            await Task.Delay(Breath, cancel).ConfigureAwait(false);
            bytes = Read();
        }
        return bytes;
    }

    private byte[]? Read() => InputFile.TryRead(_path, out byte[] bytes, out _) ? bytes : null;

    private static bool IsWhole(byte[]? bytes) => bytes is not null && JsonText.Parse(bytes, "").Root is not null;

    private static bool IsSame(byte[]? a, byte[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);

    private void Ring(object sender, FileSystemEventArgs e)
    {
        try
        {
            if (_rung.CurrentCount == 0) _rung.Release();
        }
        catch (ObjectDisposedException)
        {
            // The last event of a watch that has ended.
        }
    }
}
