using System.Globalization;
using ShortOrder.Benchmarks.Classroom;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace ShortOrder.Contest.Tests;

/// <summary>The tests, or a process of a contest that one of them is going to kill.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args) => args switch
    {
        [ContestProcess.Option, string database, string machine, string role, string port] => await ContestProcess.RunAsync(database, machine, role, int.Parse(port, CultureInfo.InvariantCulture)),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => await ConsoleRunner.Run(args),
    };
}
