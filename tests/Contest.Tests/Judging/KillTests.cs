using ShortOrder.Benchmarks.Classroom;

namespace ShortOrder.Contest.Tests.Judging;

/// <summary>Real processes, killed with SIGKILL while players hand in plans over HTTP. <c>contest-kills</c> of the benchmarks does the same fifty times.</summary>
public sealed class KillTests(ContestDatabases databases) : IClassFixture<ContestDatabases>
{
    [Theory]
    [InlineData("sqlite", 0)]
    [InlineData("postgres", 3)]
    public async Task Whatever_dies_every_accepted_submission_is_judged_exactly_once(string kind, int judges)
    {
        await using KillRun run = await KillRun.OpenAsync(databases.New(kind), judges);
        KillReport report = await run.RunAsync(kills: 3);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.Empty(report.Problems);
        Assert.True(report.Judged > 0 && report.Accepted == report.Judged + report.Replaced, report.ToString());
    }
}
