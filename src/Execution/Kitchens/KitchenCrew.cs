using ShortOrder.Execution.Lanes;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Kitchens;

/// <summary>The worker processes of one plan, home first.</summary>
internal sealed class KitchenCrew : IAsyncDisposable
{
    private static readonly TimeSpan LongestPreparation = TimeSpan.FromSeconds(30);

    private readonly WorkerSite _site;
    private readonly CompiledPlan _plan;
    private readonly byte[] _planBytes;
    private readonly bool _isCold;
    private readonly WorkerProcess?[] _workers;
    private Func<int, RuntimeOptions>? _options;
    private int _run;

    private KitchenCrew(WorkerSite site, CompiledPlan plan, bool isCold) =>
        (_site, _plan, _isCold, _planBytes, _workers) = (site, plan, isCold, PlanCodec.Encode(plan), new WorkerProcess?[plan.Processes.Length]);

    /// <summary>Home's worker.</summary>
    public WorkerProcess Home => _workers[0]!;

    /// <summary>The workers that are there, with their process.</summary>
    public IEnumerable<(int Process, WorkerProcess Worker)> Workers => _workers.Index().Where(w => w.Item is not null).Select(w => (w.Index, w.Item!));

    /// <summary>Starts the workers together; of a cold crew only home's.</summary>
    /// <exception cref="LostPartException">One of them does not start.</exception>
    public static async Task<KitchenCrew> StartAsync(WorkerSite site, CompiledPlan plan, bool isCold, CancellationToken cancel)
    {
        KitchenCrew crew = new(site, plan, isCold);
        Task[] starting = [.. Enumerable.Range(0, isCold ? 1 : plan.Processes.Length).Select(p => crew.StartAsync(p, cancel))];
        try
        {
            await Task.WhenAll(starting).ConfigureAwait(false);
            return crew;
        }
        catch
        {
            await crew.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives every worker its place in the plan, and waits until they have found each other.</summary>
    /// <param name="options">Asked for each process, and for the work in a tick before every further run, too.</param>
    /// <param name="cancel">Gives up.</param>
    public Task PrepareAsync(Func<int, RuntimeOptions> options, CancellationToken cancel)
    {
        _options = options;
        return Task.WhenAll(Workers.ToArray().Select(w => PrepareAsync(w.Process, w.Worker, cancel)));
    }

    /// <summary>Makes every worker forget the last run. Kitchens of a cold crew end: the next run starts new ones.</summary>
    public async Task ResetAsync(CancellationToken cancel)
    {
        _run++;
        if (_isCold)
        {
            foreach ((int process, WorkerProcess worker) in Workers.Skip(1).ToArray())
            {
                _workers[process] = null;
                await worker.DisposeAsync().ConfigureAwait(false);
            }
        }

        await Task.WhenAll(Workers.ToArray().Select(w => w.Worker.Ask(Command.Reset, Reply.Prepared, LongestPreparation, cancel, body => body.WriteRate(_options!(w.Process).Rate)))).ConfigureAwait(false);
    }

    /// <summary>Starts a kitchen of a cold crew within the clock.</summary>
    public async Task OpenColdAsync(int process, long startTimestamp, CancellationToken cancel)
    {
        await StartAsync(process, cancel).ConfigureAwait(false);
        WorkerProcess worker = _workers[process]!;
        await PrepareAsync(process, worker, cancel).ConfigureAwait(false);
        worker.Send(Command.Run, w => w.Write(startTimestamp));
    }

    /// <summary>Sends everybody a command that has no body and no reply.</summary>
    public void Tell(Command command)
    {
        foreach ((_, WorkerProcess worker) in Workers) worker.Send(command);
    }

    /// <summary>Asks everybody, in order of process.</summary>
    public async Task<T[]> AskAll<T>(Command command, Reply reply, TimeSpan longest, Func<BinaryReader, T> read, CancellationToken cancel)
    {
        BinaryReader[] bodies = await Task.WhenAll(Workers.ToArray().Select(w => w.Worker.Ask(command, reply, longest, cancel))).ConfigureAwait(false);
        return [.. bodies.Select(read)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(Workers.ToArray().Select(w => w.Worker.DisposeAsync().AsTask())).ConfigureAwait(false);

    private async Task StartAsync(int process, CancellationToken cancel) =>
        _workers[process] = await WorkerProcess.StartAsync(_site, _plan.Processes[process].Name, _plan.Level.Cores, cancel).ConfigureAwait(false);

    // The later worker calls the earlier one: in a cold crew those that are there already, otherwise those of lower index.
    private Task PrepareAsync(int process, WorkerProcess worker, CancellationToken cancel)
    {
        MailRoutes routes = new(_plan);
        Assignment assignment = new(process, _options!(process),
            [.. routes.PeersOf(process).Where(peer => _workers[peer] is not null && (_isCold || peer < process)).Select(peer => new PeerAddress(peer, _workers[peer]!.SocketName))],
            _isCold, _run, _planBytes);
        return worker.Ask(Command.Prepare, Reply.Prepared, LongestPreparation, cancel, w => ControlMessages.Write(w, assignment));
    }
}
