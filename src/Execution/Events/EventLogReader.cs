using System.IO.MemoryMappedFiles;

namespace ShortOrder.Execution.Events;

/// <summary>Reads the log of a run that may still be under way, from the same or another process.</summary>
internal sealed unsafe class EventLogReader : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _base;
    private readonly long _capacity;
    private long _next;

    /// <exception cref="IOException">There is no such file.</exception>
    public EventLogReader(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _capacity = (stream.Length - EventLog.HeaderBytes) / EventRecord.Size;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _base);
    }

    /// <summary>Whether records were dropped because the file is too small.</summary>
    public bool IsFull => Volatile.Read(ref *(long*)_base) > _capacity;

    /// <summary>Appends the finished records that have come since the last call, in the order of writing.</summary>
    public void ReadNew(List<EventRecord> into)
    {
        long end = Math.Min(Volatile.Read(ref *(long*)_base), _capacity);
        for (; _next < end; _next++)
        {
            EventRecord* record = (EventRecord*)(_base + EventLog.HeaderBytes) + _next;
            if (Volatile.Read(ref record->Timestamp) == 0) return;
            into.Add(*record);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
