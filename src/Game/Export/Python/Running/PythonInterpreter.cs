using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace ShortOrder.Game.Export.Python.Running;

/// <summary>A Python that was found, and what it has.</summary>
/// <param name="Path">The executable.</param>
/// <param name="Version">E.g. <c>3.11.2</c>.</param>
/// <param name="HasGil">False for a free-threaded build that runs without it.</param>
/// <param name="Libraries">Names of those of <see cref="PythonLibrary.All"/> that it can import, each with its version; the version is empty for what comes with Python.</param>
internal sealed record PythonInterpreter(string Path, string Version, bool HasGil, ImmutableArray<(string Name, string Version)> Libraries)
{
    /// <summary>Names a Python that is to be used before all others.</summary>
    public const string Variable = "SHORTORDER_PYTHON";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // What is asked of every Python; arguments are modules.
    private const string Question = """
        import importlib.metadata, importlib.util, sys
        print(sys.version.split()[0])
        print(getattr(sys, "_is_gil_enabled", lambda: True)())
        for module in sys.argv[1:]:
            if importlib.util.find_spec(module.split(".")[0]):
                try:
                    print(module, importlib.metadata.version(module))
                except importlib.metadata.PackageNotFoundError:
                    print(module)
        """;

    /// <summary>Whether it has a library.</summary>
    public bool Has(PythonLibrary library) => Libraries.Any(l => l.Name == library.Name);

    /// <summary>The Pythons of this machine: the one that <see cref="Variable"/> names, those on the path, the system's own. Each executable once; none that does not answer.</summary>
    public static async Task<ImmutableArray<PythonInterpreter>> FindAsync(CancellationToken cancel)
    {
        IEnumerable<string> places = [Environment.GetEnvironmentVariable(Variable) ?? "", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(f => System.IO.Path.Combine(f, "python3")), "/usr/bin/python3"];
        ImmutableArray<PythonInterpreter>.Builder found = ImmutableArray.CreateBuilder<PythonInterpreter>();
        foreach (string path in places.Where(File.Exists).DistinctBy(p => new FileInfo(p).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? p))
            if (await AskAsync(path, cancel) is { } python) found.Add(python);
        return found.ToImmutable();
    }

    private static async Task<PythonInterpreter?> AskAsync(string path, CancellationToken cancel)
    {
        try
        {
            PythonRun run = await PythonRun.OfAsync(path, ["-c", Question, .. PythonLibrary.All.Select(l => l.Module)], Patience, cancel);
            string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (run.Code != 0 || lines.Length < 2) return null;
            ILookup<string, string> versions = lines.Skip(2).Select(l => l.Split(' ')).ToLookup(l => l[0], l => l.Length > 1 ? l[1] : "");
            return new(path, lines[0], lines[1] == "True", [.. PythonLibrary.All.Where(l => versions.Contains(l.Module)).Select(l => (l.Name, versions[l.Module].First()))]);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }
}
