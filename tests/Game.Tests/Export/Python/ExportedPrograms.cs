using ShortOrder.Game.Export.Python;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Export.Python;

/// <summary>Programs of many plans, written to a folder of their own and looked at by one call of each tool.</summary>
internal sealed class ExportedPrograms : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shortorder-export-").FullName;
    private readonly List<string> _files = [];

    /// <summary>The program files so far.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Writes the plan's program in every library that fits it.</summary>
    public void Add(Level level, Plan plan, string name)
    {
        Assert.Empty(PlanChecker.Check(level, plan));
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        foreach (PythonLibrary library in PythonLibrary.For(compiled))
        {
            string file = Path.Combine(_folder, $"{_files.Count:000}-{level.Id}-{library.Name}.py");
            File.WriteAllText(file, PythonWriter.Write(compiled, name, library).Text);
            _files.Add(file);
        }
    }

    /// <summary>Every file is valid Python in which every name is known and every import used.</summary>
    public async Task MustBeCleanAsync()
    {
        Assert.NotEmpty(_files);
        (int code, string output, string error) = await PythonTools.Python(["-m", "py_compile", .. _files]);
        Assert.True(code == 0, output + error);
        (code, output, error) = await PythonTools.Pyflakes([.. _files]);
        Assert.True(code == 0, output + error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
