using System.Globalization;

namespace ShortOrder.Execution.Kitchens;

/// <summary>Where an executor's processes live: folder, starter, the desk where they report. Disposed last.</summary>
internal sealed class WorkerSite : IDisposable
{
    private int _names;

    /// <summary>Makes folder, desk and starter.</summary>
    public WorkerSite(WorkerCommand command)
    {
        Command = command;
        Folder = ServingFolder.Create();
        Desk = new(Folder);
        Starter = new();
    }

    /// <summary>How workers are started.</summary>
    public WorkerCommand Command { get; }

    /// <summary>Sockets and event logs.</summary>
    public ServingFolder Folder { get; }

    /// <summary>Where workers report.</summary>
    public ControlDesk Desk { get; }

    /// <summary>What starts them.</summary>
    public ProcessStarter Starter { get; }

    /// <summary>A socket name that no worker had before.</summary>
    public string NextSocketName() => string.Create(CultureInfo.InvariantCulture, $"mail-{Interlocked.Increment(ref _names)}");

    /// <inheritdoc/>
    public void Dispose()
    {
        Desk.Dispose();
        Starter.Dispose();
        Folder.Dispose();
    }
}
