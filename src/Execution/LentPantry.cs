using ShortOrder.Execution.Kitchens;

namespace ShortOrder.Execution;

/// <summary>The pantry alone, lent to a program that is not ours but speaks its frames: such as the Python program of a plan. Dispose to end it.</summary>
public sealed class LentPantry : IAsyncDisposable
{
    private readonly WorkerSite _site;
    private readonly PantryProcess _pantry;

    private LentPantry(WorkerSite site, PantryProcess pantry) => (_site, _pantry) = (site, pantry);

    /// <summary>Path of its Unix socket.</summary>
    public string Socket => _pantry.Path;

    /// <summary>Starts a pantry and waits until it listens.</summary>
    /// <exception cref="IOException">It does not start, or the program that it runs in is not there.</exception>
    public static async Task<LentPantry> OpenAsync(CancellationToken cancel)
    {
        WorkerSite site = new(WorkerCommand.Find());
        try
        {
            return new(site, await PantryProcess.StartAsync(site, cancel).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            site.Dispose();
            if (e is LostPartException) throw new IOException(e.Message, e);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pantry.DisposeAsync().ConfigureAwait(false);
        _site.Dispose();
    }
}
