using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ShortOrder.Execution.Kitchens;

/// <summary>How to start this very program again as a worker or as the pantry.</summary>
/// <param name="Program">Executable file.</param>
/// <param name="Arguments">What comes before the worker's own arguments: the assembly where <paramref name="Program"/> is the dotnet host.</param>
internal sealed record WorkerCommand(string Program, params string[] Arguments)
{
    private const string Name = "shortorder";

    /// <summary>The <c>shortorder</c> beside this assembly, or <c>dotnet shortorder.dll</c> where no executable was built.</summary>
    /// <exception cref="FileNotFoundException">Neither is there.</exception>
    public static WorkerCommand Find()
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        if (File.Exists(program)) return new(program);
        string assembly = Path.Combine(AppContext.BaseDirectory, Name + ".dll");
        return File.Exists(assembly) ? new("dotnet", assembly)
            : throw new FileNotFoundException($"The kitchens run in '{Name}', which is not in {AppContext.BaseDirectory}.", program);
    }

    /// <summary>Start information with a quiet runtime: no tiering, no background collector, a young generation that no run fills.</summary>
    public ProcessStartInfo StartInfo(params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo info = new(Program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in Arguments) info.ArgumentList.Add(argument);
        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        info.Environment["DOTNET_TieredCompilation"] = "0";
        info.Environment["DOTNET_gcConcurrent"] = "0";
        info.Environment["DOTNET_gcServer"] = "0";
        info.Environment["DOTNET_GCgen0size"] = "10000000"; // hexadecimal: 256 MiB
        info.Environment["DOTNET_EnableDiagnostics"] = "0"; // no diagnostics socket, pipe or thread
        if (!info.Environment.ContainsKey("DOTNET_ROOT") && RuntimeRoot() is { } root) info.Environment["DOTNET_ROOT"] = root;
        return info;
    }

    // The executable looks for the runtime in the usual places only; the one that runs us may be elsewhere.
    private static string? RuntimeRoot()
    {
        DirectoryInfo runtime = new(RuntimeEnvironment.GetRuntimeDirectory());
        return runtime.Parent is { Name: "Microsoft.NETCore.App", Parent: { Name: "shared", Parent: { } root } } ? root.FullName : null;
    }
}
