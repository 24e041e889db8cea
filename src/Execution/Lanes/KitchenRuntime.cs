using ShortOrder.Execution.Kitchens;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Execution.Lanes;

/// <summary>Runs one process's share of a compiled plan in the current process.</summary>
/// <remarks>
/// <see cref="Prepare"/>, then for each run <see cref="Run"/> on the process's main thread; between runs <see cref="Reset"/>. The <c>On…</c> methods may be called
/// from any thread, also before <see cref="Run"/> is entered, and return at once.
/// </remarks>
internal sealed class KitchenRuntime(CompiledPlan plan, int process, RuntimeOptions options, IMail mail) : IDisposable
{
    private readonly (CompiledPlan, int, RuntimeOptions, IMail) _seam = (plan, process, options, mail);

    /// <summary>Grows with everything that happens; a process that stands still does not change it.</summary>
    public long Progress => throw new NotImplementedException(_seam.ToString());

    /// <summary>Requests at the pantry whose clock is running: while there are any, standing still is no deadlock.</summary>
    public int PendingWaits => throw new NotImplementedException();

    /// <summary>Opens connections, creates helper threads, warms code paths. Before the clock, once.</summary>
    public void Prepare() => throw new NotImplementedException();

    /// <summary>Forgets the last run. Not while one is under way.</summary>
    public void Reset() => throw new NotImplementedException();

    /// <summary>One run. Home starts at once, another process when it is opened. Returns when this process's share is done, or after <see cref="Abort"/>.</summary>
    /// <param name="startTimestamp">Stopwatch timestamp that counts as the start of the order.</param>
    public RunReport Run(long startTimestamp) => throw new NotImplementedException();

    /// <summary>Home has opened this process.</summary>
    public void OnOpen() => throw new NotImplementedException();

    /// <summary>A task's crate has arrived.</summary>
    public void OnCrate(int task, byte[] payload) => throw new NotImplementedException();

    /// <summary>A task has finished in another process.</summary>
    public void OnResult(int task, ulong value, byte[] payload) => throw new NotImplementedException();

    /// <summary>Answer to a request for the pool's next task; −1: no more.</summary>
    public void OnNext(int queue, int task) => throw new NotImplementedException();

    /// <summary>A step for a helper of this process.</summary>
    public void OnOffload(int offload, ulong value, byte[] payload) => throw new NotImplementedException();

    /// <summary>A helper elsewhere is done.</summary>
    public void OnOffloadDone(int offload, ulong value, byte[] payload) => throw new NotImplementedException();

    /// <summary>Home is through: helpers that serve other processes stop, so that <see cref="Run"/> returns. Needed by every process but home.</summary>
    public void OnEnd() => throw new NotImplementedException();

    /// <summary>Unblocks everything and makes <see cref="Run"/> return soon. From any thread.</summary>
    public void Abort() => throw new NotImplementedException();

    /// <summary>Who waits for what now, for a deadlock report; tasks and threads that wait for nothing are left out.</summary>
    public IReadOnlyList<OpenWait> Waits() => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
