using System.Diagnostics;

namespace ShortOrder.Execution.Kitchens;

/// <summary>Reads what a child process says, so that it never blocks on a full pipe, and keeps its last words.</summary>
internal sealed class ProcessOutput
{
    private const int SignalBase = 128;

    private readonly Process _process;
    private string _firstWords = "";

    /// <summary>Reads standard error, and standard output too unless the caller does that itself.</summary>
    public ProcessOutput(Process process, bool readsOutput = true)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            if (_firstWords.Length == 0 && !string.IsNullOrWhiteSpace(line.Data)) _firstWords = line.Data.Trim();
        };
        process.BeginErrorReadLine();
        if (readsOutput) process.BeginOutputReadLine();
    }

    /// <summary>Of a process that has ended: <c>signal 9</c>, or its exit code and the first line of its complaint.</summary>
    public string HowItEnded()
    {
        int code = _process.ExitCode;
        string how = code > SignalBase && !OperatingSystem.IsWindows() ? $"signal {code - SignalBase}" : $"exit code {code}";
        return _firstWords.Length == 0 ? how : $"{how}: {_firstWords}";
    }
}
