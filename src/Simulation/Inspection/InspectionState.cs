using System.Text;

namespace ShortOrder.Simulation.Inspection;

/// <summary>What a task is up to, as far as others can notice.</summary>
internal enum TaskStatus : byte { Waiting, Ready, Pending, Blocked, Done }

/// <summary>One state of the exploration, and how it was reached.</summary>
internal sealed class InspectionState
{
    public const int Between = -1;

    /// <summary>No move has been made.</summary>
    public const int Nobody = -1;

    /// <summary>Per thread, the task it runs, or <see cref="Between"/>.</summary>
    public required int[] Running;

    /// <summary>Per task, its next operation; whether it is in a queue, ready, pending, blocked or done.</summary>
    public required int[] Pc;
    public required TaskStatus[] Status;

    /// <summary>Per queue, how many tasks have been taken.</summary>
    public required int[] Taken;

    /// <summary>Per thread, a loop's ready coroutines and those not admitted yet, first come first served; free admissions.</summary>
    public required List<int>[] Ready, NotAdmitted;
    public required int[] Admissions;
    public required bool[] IsAdmitted;

    /// <summary>Per guard (tool or lock), free places and who waits.</summary>
    public required int[] Free;
    public required List<int>[] Queued;

    /// <summary>Per task and shared thing: 0 not read, 1 read, 2 read and since overwritten by another.</summary>
    public required byte[] Reads;

    /// <summary>Whoever moved last (as <see cref="ScheduleMove.Actor"/>; nobody yet: <see cref="Nobody"/>), and how often that has changed.</summary>
    public int Last = Nobody, Switches;

    /// <summary>What the last move broke; null if nothing.</summary>
    public string? Broken;

    public InspectionState? Parent;
    public ScheduleMove Move;

    /// <summary>Numbers in a state, roughly.</summary>
    public int Size => 4 * Pc.Length + 5 * Running.Length + 2 * Free.Length + Reads.Length;

    public InspectionState Copy() => new()
    {
        Running = [.. Running],
        Pc = [.. Pc],
        Status = [.. Status],
        Taken = [.. Taken],
        Ready = [.. Ready.Select(r => new List<int>(r))],
        NotAdmitted = [.. NotAdmitted.Select(r => new List<int>(r))],
        Admissions = [.. Admissions],
        IsAdmitted = [.. IsAdmitted],
        Free = [.. Free],
        Queued = [.. Queued.Select(q => new List<int>(q))],
        Reads = [.. Reads],
        Last = Last,
        Parent = this,
    };

    /// <summary>All of the state in one string, so that equal states are found again.</summary>
    public string Key()
    {
        StringBuilder key = new(Pc.Length * 2 + Running.Length + 16);
        key.Append(Last < 0 ? '\0' : (char)1).Append((char)Math.Abs(Last)).Append(Broken is null ? '\0' : (char)1);
        foreach (int task in Running) key.Append((char)(task + 2));
        for (int task = 0; task < Pc.Length; task++) key.Append((char)(Pc[task] * 8 + (int)Status[task]));
        foreach (int taken in Taken) key.Append((char)taken);
        foreach (List<int> list in Ready.Concat(NotAdmitted).Concat(Queued))
        {
            foreach (int task in list) key.Append((char)(task + 1));
            key.Append('\0');
        }
        foreach (byte read in Reads) key.Append((char)read);
        return key.ToString();
    }
}
