using System.Diagnostics;

namespace ShortOrder.Game.Export.Python.Running;

/// <summary>A Python process that has ended.</summary>
/// <param name="Code">Its exit code; −1 if it had to be killed because its time was over.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record PythonRun(int Code, string Output, string Error)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <summary>Runs Python to its end. Cancelled or out of patience, it and its children are killed.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">It does not start.</exception>
    public static async Task<PythonRun> OfAsync(string python, IEnumerable<string> arguments, TimeSpan patience, CancellationToken cancel)
    {
        ProcessStartInfo info = new(python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        info.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(info) ?? throw new IOException($"{python} does not start.");
        process.StandardInput.Close();
        // A child that outlives its parent keeps the pipes open: so their end is not waited for.
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(patience);
        try
        {
            await process.WaitForExitAsync(over.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            return new(-1, "", "");
        }
        return new(process.ExitCode, await TextOf(output), await TextOf(error));
    }

    private static async Task<string> TextOf(Task<string> text) => await Task.WhenAny(text, Task.Delay(LastWords)) == text ? await text : "";
}
