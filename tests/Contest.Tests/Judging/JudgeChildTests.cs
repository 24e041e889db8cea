using System.Diagnostics;
using System.Globalization;
using ShortOrder.Contest.Judging;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>The executor in its own process, really run.</summary>
public sealed class JudgeChildTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_child_serves_plan_after_plan_and_scores_them()
    {
        await using JudgeChild child = new();
        Measurement first = await child.ServeAsync(Orders.Serving("coffee-and-a-sandwich", "best"), Cancel);
        int id = child.ProcessId;
        Measurement second = await child.ServeAsync(Orders.Serving("coffee-and-a-sandwich", "naive"), Cancel);
        Assert.Equal(id, child.ProcessId);
        Assert.All([first, second], m => Assert.Contains(m.Verdict, (Verdict[])[Verdict.Served, Verdict.TooNoisy]));
        Assert.All([first, second], m => Assert.True(m.IsChecksumRight));
        Assert.Contains("\"spans\":[[", first.Trace, StringComparison.Ordinal);
        if (first.Verdict == Verdict.Served && second.Verdict == Verdict.Served) Assert.True(first.Minutes < second.Minutes, $"{first.Minutes} and {second.Minutes}");
    }

    [Fact]
    public async Task Threat17_A_child_that_stands_still_is_killed_with_all_it_started_and_the_next_verdict_is_right()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "stops a process with a signal and reads /proc");
        await using JudgeChild child = new(TimeSpan.FromSeconds(20));
        await child.ServeAsync(Orders.Serving("coffee-and-a-sandwich", "best"), Cancel);
        await using JudgeChild impatient = new(TimeSpan.FromSeconds(5));
        Task<Measurement> stuck = impatient.ServeAsync(Orders.Serving("the-second-kitchen", "best") with { Repeats = 99 }, Cancel);
        await Eventually(() => impatient.ProcessId != 0 && Descendants(impatient.ProcessId).Count >= 3, "the kitchens are open"); // pantry and two kitchens
        int id = impatient.ProcessId;
        int[] started = [.. Descendants(id)];
        Stop(id);
        Measurement killed = await stuck.WaitAsync(TimeSpan.FromSeconds(90), Cancel);
        Assert.Equal(Verdict.Cannot, killed.Verdict);
        Assert.Contains("killed", killed.Explanation, StringComparison.Ordinal);
        await Eventually(() => started.Append(id).All(p => !IsAlive(p)), "everything it started is gone");

        Measurement next = await impatient.ServeAsync(Orders.Serving("coffee-and-a-sandwich", "best"), Cancel);
        Assert.Contains(next.Verdict, (Verdict[])[Verdict.Served, Verdict.TooNoisy]);
        Assert.NotEqual(id, impatient.ProcessId);
    }

    [Fact]
    public async Task A_child_that_dies_is_a_measurement_that_failed_and_the_next_order_gets_another()
    {
        await using JudgeChild child = new();
        Task<Measurement> serving = child.ServeAsync(Orders.Serving("coffee-and-a-sandwich", "best") with { Repeats = 99 }, Cancel);
        await Eventually(() => child.ProcessId != 0, "the child runs");
        using (Process process = Process.GetProcessById(child.ProcessId)) process.Kill();
        Assert.Equal(Verdict.Cannot, (await serving.WaitAsync(TimeSpan.FromSeconds(90), Cancel)).Verdict);
        Assert.Contains((await child.ServeAsync(Orders.Serving("coffee-and-a-sandwich", "best"), Cancel)).Verdict, (Verdict[])[Verdict.Served, Verdict.TooNoisy]);
    }

    [Fact]
    public async Task The_child_ends_with_its_judge_and_with_a_cancelled_order()
    {
        JudgeChild child = new();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<Measurement> serving = child.ServeAsync(Orders.Serving("coffee-and-a-sandwich", "best") with { Repeats = 99 }, stop.Token);
        await Eventually(() => child.ProcessId != 0, "the child runs");
        int id = child.ProcessId;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
        await Eventually(() => !IsAlive(id), "it is gone");
        await child.ServeAsync(Orders.Serving("coffee-and-a-sandwich", "best"), Cancel);
        id = child.ProcessId;
        await child.DisposeAsync();
        Assert.False(IsAlive(id));
    }

    private static async Task Eventually(Func<bool> condition, string what)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"not in a minute: {what}");
            await Task.Delay(50, Cancel);
        }
    }

    private static void Stop(int id)
    {
        using Process kill = Process.Start("kill", ["-STOP", id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static bool IsAlive(int id) => StatOf(id) is { State: not 'Z' };

    private static List<int> Descendants(int root)
    {
        Dictionary<int, int> parents = [];
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out int id) && StatOf(id) is { } stat) parents[id] = stat.Parent;
        List<int> found = [root];
        for (int i = 0; i < found.Count; i++) found.AddRange(parents.Where(p => p.Value == found[i]).Select(p => p.Key));
        return found[1..];
    }

    private static (char State, int Parent)? StatOf(int id)
    {
        try
        {
            string[] fields = File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null; // it has ended
        }
    }
}
