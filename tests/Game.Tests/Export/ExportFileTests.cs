using System.Text.Json;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Tests.Commands;

namespace ShortOrder.Game.Tests.Export;

/// <summary><c>export</c> to a file.</summary>
public sealed class ExportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shortorder-export-").FullName;

    private string File => Path.Combine(_folder, "plan.svg");

    [Fact]
    public async Task A_file_that_is_there_is_replaced_by_force_only()
    {
        Assert.Equal(ExitCodes.Good, (await CommandRun.Of("export", "deliveries", "best", "--to", "svg", "-o", File)).Code);
        System.IO.File.WriteAllText(File, "mine");

        CommandRun refused = await CommandRun.Of("export", "deliveries", "best", "--to", "svg", "-o", File);

        Assert.Equal((ExitCodes.BadInput, $"{File} is there already: name another file, or add --force to replace it\n"), (refused.Code, refused.Error));
        Assert.Equal("mine", System.IO.File.ReadAllText(File));
        Assert.Equal(ExitCodes.Good, (await CommandRun.Of("export", "deliveries", "best", "--to", "svg", "-o", File, "--force")).Code);
        Assert.StartsWith("<svg", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_bad_input()
    {
        CommandRun run = await CommandRun.Of("export", "deliveries", "best", "--to", "svg", "-o", Path.Combine(_folder, "missing", "plan.svg"));

        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measured_trace_is_that_of_a_real_run()
    {
        CommandRun run = await CommandRun.Of("export", "deliveries", "best", "--to", "perfetto", "--measured");

        Assert.SkipWhen(run.Code == ExitCodes.CannotHere, "nothing was measured: other programs keep the machine busy");
        Assert.Equal(ExitCodes.Good, run.Code);
        using JsonDocument trace = JsonDocument.Parse(run.Out);
        Assert.NotEmpty(trace.RootElement.GetProperty("traceEvents").EnumerateArray());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
