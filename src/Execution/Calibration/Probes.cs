using System.Diagnostics;
using ShortOrder.Execution.Pantry;
using ShortOrder.Execution.Work;

namespace ShortOrder.Execution.Calibration;

/// <summary>What a worker process can time for the coordinator.</summary>
internal enum ProbeKind : byte
{
    /// <summary>Nanoseconds per chunk of work; the argument is for how many milliseconds to look.</summary>
    ChunkNs = 1,

    /// <summary>Median microseconds by which an answer of the pantry comes late; the argument is the wait in milliseconds.</summary>
    PantryLateness,

    /// <summary>Microseconds to start a thread and see it run; the argument is how many are started together.</summary>
    ThreadStart,
}

/// <summary>Reference loads, timed in a worker process because that is where plans run.</summary>
internal static class Probes
{
    private const int LatenessSamples = 15;
    private const int WarmUpSamples = 3;
    private const int ThreadStackBytes = 256 * 1024;

    /// <summary>Runs one probe.</summary>
    public static double Run(ProbeKind kind, string socket, double argument) => kind switch
    {
        ProbeKind.ChunkNs => Calibrator.NsPerChunk((int)argument),
        ProbeKind.ThreadStart => ThreadStartUs((int)argument),
        ProbeKind.PantryLateness => PantryLateness(socket, argument),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, socket),
    };

    private static double PantryLateness(string socket, double milliseconds)
    {
        using PantryConnection pantry = new(socket, isLoop: false);
        double[] late = new double[LatenessSamples];
        for (int i = -WarmUpSamples; i < late.Length; i++)
        {
            long asked = Stopwatch.GetTimestamp();
            pantry.Ask(new() { Verb = PantryVerb.Wait, Tool = -1, Argument = (int)(milliseconds * 1_000) });
            if (i >= 0) late[i] = Stopwatch.GetElapsedTime(asked).TotalMicroseconds - (milliseconds * 1_000);
        }

        Array.Sort(late);
        return late[late.Length / 2];
    }

    private static double ThreadStartUs(int threads)
    {
        using ManualResetEventSlim end = new();
        using CountdownEvent running = new(threads);
        Thread[] all = new Thread[threads];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < threads; i++)
        {
            all[i] = new(() =>
            {
                running.Signal();
                end.Wait();
            }, ThreadStackBytes)
            { IsBackground = true };
            all[i].Start();
        }

        running.Wait();
        double each = Stopwatch.GetElapsedTime(start).TotalMicroseconds / threads;
        end.Set();
        foreach (Thread thread in all) thread.Join();
        return each;
    }
}
