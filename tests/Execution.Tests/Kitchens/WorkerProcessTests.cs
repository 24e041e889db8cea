using System.Diagnostics;
using ShortOrder.Execution.Calibration;
using ShortOrder.Execution.Kitchens;

namespace ShortOrder.Execution.Tests.Kitchens;

public sealed class WorkerProcessTests : IAsyncDisposable
{
    private const int Cores = 2;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly WorkerSite _site = new(WorkerCommand.Find());

    [Fact]
    public async Task A_worker_does_as_it_is_told_and_is_gone_without_a_trace_afterwards()
    {
        WorkerProcess worker = await WorkerProcess.StartAsync(_site, "annex", Cores, Cancel);
        double ns = await MachineCalibration.ProbeAsync(worker, ProbeKind.ChunkNs, "", 20, Cancel);
        Assert.InRange(ns, 1_000, 1_000_000);

        int id = worker.Id;
        await worker.DisposeAsync();

        Assert.False(IsRunning(id));
        Assert.False(File.Exists(_site.Folder.File(worker.SocketName)));
    }

    [Fact]
    public async Task A_killed_worker_is_noticed_at_once_and_named()
    {
        await using WorkerProcess worker = await WorkerProcess.StartAsync(_site, "annex", Cores, Cancel);

        Kill(worker.Id);

        Assert.Equal("Kitchen annex died (signal 9).", (await worker.Gone.WaitAsync(Soon, Cancel)).Message);
        await Assert.ThrowsAsync<LostPartException>(() => worker.Ask(Command.Progress, Reply.Progress, Soon, Cancel));
        Assert.False(IsRunning(worker.Id)); // not even a zombie
    }

    [Fact]
    public async Task A_command_that_makes_no_sense_is_answered_by_a_complaint()
    {
        await using WorkerProcess worker = await WorkerProcess.StartAsync(_site, "annex", Cores, Cancel);

        LostPartException e = await Assert.ThrowsAsync<LostPartException>(() => worker.Ask((Command)99, Reply.Probed, Soon, Cancel));

        Assert.StartsWith("Kitchen annex cannot go on: ", e.Message);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_clear_failure()
    {
        using WorkerSite nowhere = new(new WorkerCommand("/nonexistent/shortorder"));

        await Assert.ThrowsAsync<LostPartException>(() => WorkerProcess.StartAsync(nowhere, "annex", Cores, Cancel));
    }

    [Fact]
    public async Task A_program_that_ends_at_once_is_a_clear_failure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /bin/false");
        using WorkerSite wrong = new(new WorkerCommand("/bin/false"));

        LostPartException e = await Assert.ThrowsAsync<LostPartException>(() => WorkerProcess.StartAsync(wrong, "annex", Cores, Cancel));

        Assert.Equal("Kitchen annex died while it opened (exit code 1).", e.Message);
    }

    [Fact]
    public async Task A_worker_has_as_many_cores_as_the_level_and_no_more()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "affinity is read from /proc");
        await using WorkerProcess worker = await WorkerProcess.StartAsync(_site, "annex", cores: 1, Cancel);

        string allowed = File.ReadLines($"/proc/{worker.Id}/status").First(l => l.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1];

        Assert.Single(CpuChoice.ReadList(allowed));
    }

    [Fact]
    public async Task A_killed_pantry_is_noticed_and_leaves_nothing()
    {
        PantryProcess pantry = await PantryProcess.StartAsync(_site, Cancel);
        await pantry.ResetAsync([], 0, 0, [], Cancel);

        Kill(pantry.Id);

        Assert.Equal("The pantry died (signal 9).", (await pantry.Gone.WaitAsync(Soon, Cancel)).Message);
        await Assert.ThrowsAsync<LostPartException>(() => pantry.ResetAsync([], 0, 0, [], Cancel));
        await pantry.DisposeAsync();
        Assert.False(File.Exists(pantry.Path));
    }

    [Theory]
    [InlineData(WorkerEntry.PantryOption)]
    [InlineData(WorkerEntry.WorkerOption)]
    public async Task Whoever_starts_a_part_and_is_killed_takes_it_along(string option)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "parent-death signals are Linux's; elsewhere the closed socket does it");
        string name = _site.NextSocketName();
        Task<ControlChannel> hello = _site.Desk.Expect(name);
        string socket = _site.Folder.File("test-pantry");
        string arguments = option == WorkerEntry.PantryOption ? socket : $"{_site.Folder.Path} {name}";
        ProcessStartInfo shell = _site.Command.StartInfo();
        string program = string.Join(' ', (string[])[shell.FileName, .. shell.ArgumentList]);
        shell.FileName = "/bin/sh";
        shell.ArgumentList.Clear();
        shell.ArgumentList.Add("-c");
        shell.ArgumentList.Add($"{program} {option} {arguments} <&0 & echo $!; wait"); // the child keeps our pipe, so that only the signal can end it
        using Process parent = Process.Start(shell)!;
        int child = int.Parse((await parent.StandardOutput.ReadLineAsync(Cancel))!, System.Globalization.CultureInfo.InvariantCulture);
        if (option == WorkerEntry.WorkerOption) await hello.WaitAsync(Soon, Cancel);
        else await Until(() => File.Exists(socket));

        parent.Kill();

        await Until(() => !IsRunning(child));
    }

    public async ValueTask DisposeAsync()
    {
        string folder = _site.Folder.Path;
        _site.Dispose();
        Assert.False(Directory.Exists(folder));
        await ValueTask.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static void Kill(int id)
    {
        using Process process = Process.GetProcessById(id);
        process.Kill();
    }

    // A zombie that init has not yet taken is somebody else's; one of ours would have this process as its parent.
    private static bool IsRunning(int id) => Directory.Exists($"/proc/{id}") && File.ReadAllText($"/proc/{id}/stat").Split(')')[1].TrimStart()[0] != 'Z';

    private static async Task Until(Func<bool> condition)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < Soon, "it took too long");
            await Task.Delay(5, Cancel);
        }
    }
}
