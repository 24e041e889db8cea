using System.Diagnostics;

namespace ShortOrder.Game.Tests.Export.Python;

/// <summary>Python and pyflakes, as tests use them: both are needed in the CI, and a test without them is skipped elsewhere.</summary>
internal static class PythonTools
{
    /// <summary>Runs Python with these arguments.</summary>
    /// <returns>Exit code, standard output, standard error.</returns>
    public static Task<(int Code, string Out, string Error)> Python(params string[] arguments) => Run(Find("python3"), arguments);

    /// <summary>Runs pyflakes.</summary>
    public static Task<(int Code, string Out, string Error)> Pyflakes(params string[] arguments) => Run(Find("pyflakes3"), arguments);

    /// <summary>Debian's own Python before others: it is the one with Debian's libraries.</summary>
    private static string Find(string program)
    {
        string[] folders = ["/usr/bin", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];
        string? found = folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(found is not null, $"the CI needs {program}");
        Assert.SkipWhen(found is null, $"{program} is not installed here");
        return found!;
    }

    private static async Task<(int Code, string Out, string Error)> Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, await output, await error);
    }
}
