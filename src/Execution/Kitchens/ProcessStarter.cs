using System.Collections.Concurrent;
using System.Diagnostics;

namespace ShortOrder.Execution.Kitchens;

/// <summary>Starts processes from one thread that lives as long as they do.</summary>
/// <remarks>The kernel's parent-death signal is tied to the thread that forked, not to its process: a pool thread that retires would take the kitchens along.
/// The thread also hands its CPU affinity to what it starts.</remarks>
internal sealed class ProcessStarter : IDisposable
{
    private readonly BlockingCollection<Action> _jobs = [];
    private readonly Thread _thread;

    /// <summary>Starts the thread; it has the CPUs of the caller.</summary>
    public ProcessStarter()
    {
        Cpus = OperatingSystem.IsLinux() ? LinuxCalls.AllowedCpus() : [];
        _thread = new(() =>
        {
            foreach (Action job in _jobs.GetConsumingEnumerable()) job();
        })
        { IsBackground = true, Name = "process starter" };
        _thread.Start();
    }

    /// <summary>CPUs that processes may use at all; empty where the system does not tell.</summary>
    public int[] Cpus { get; }

    /// <summary>How many cores the machine has for us.</summary>
    public int CoreCount => Cpus.Length > 0 ? Math.Min(Cpus.Length, Environment.ProcessorCount) : Environment.ProcessorCount;

    /// <summary>Starts a process, restricted to so many cores where there are more.</summary>
    /// <exception cref="LostPartException">The program cannot be started.</exception>
    public Task<Process> StartAsync(ProcessStartInfo info, int cores)
    {
        TaskCompletionSource<Process> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _jobs.Add(() =>
        {
            try
            {
                if (OperatingSystem.IsLinux() && Cpus.Length > 0) LinuxCalls.RestrictTo(cores < Cpus.Length ? CpuChoice.Spread(Cpus, cores, CpuChoice.SiblingsOf) : Cpus);
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
            {
                started.SetException(new LostPartException($"A kitchen cannot be opened: {e.Message}", e));
            }
        });
        return started.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _jobs.CompleteAdding();
        _thread.Join();
        _jobs.Dispose();
    }
}
