using System.Diagnostics;
using ShortOrder.Contest.Judging;

namespace ShortOrder.Contest.Tests.Judging;

public sealed class MachineLockTests
{
    [Fact]
    public void Threat24_A_second_judge_on_the_machine_is_refused_with_a_reason_until_the_first_is_gone()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("lock-").FullName, "judge.lock");
        using (MachineLock.Take(path))
        {
            JudgeRefusedException refused = Assert.Throws<JudgeRefusedException>(() => MachineLock.Take(path));
            Assert.Contains("Another judge runs on this machine", refused.Message, StringComparison.Ordinal);
        }
        MachineLock.Take(path).Dispose();
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    /// <summary>Where the first is another process, and dies by force.</summary>
    [Fact]
    public async Task Threat24_A_killed_judge_leaves_no_lock_behind()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "needs flock to play the other judge");
        string path = Path.Combine(Directory.CreateTempSubdirectory("lock-").FullName, "judge.lock");
        MachineLock.Take(path).Dispose();
        using Process other = Process.Start(new ProcessStartInfo("flock", ["--no-fork", path, "sh", "-c", "echo held; exec sleep 60"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Throws<JudgeRefusedException>(() => MachineLock.Take(path));
        other.Kill();
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        MachineLock.Take(path).Dispose();
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
