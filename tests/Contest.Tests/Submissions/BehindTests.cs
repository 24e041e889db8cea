using System.Net;
using ShortOrder.Benchmarks.Classroom;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Submissions;

/// <summary>Judges that are behind: eleven different plans wait, which is 22 s of work, and 20 s are borne. A plan of the crowd takes 21 minutes; one that lets the last task wait beside the others takes 5 less.</summary>
public sealed class BehindTests
{
    private const string Better = """
        { "version": 1, "level": "crowd", "kitchens": [ { "name": "home", "lanes": [ { "kind": "main", "tasks": ["a", "b", "c", "d", "e"] }, { "kind": "thread", "tasks": ["f"] } ] } ] }
        """;

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Only_plans_better_than_ones_own_best_are_measured_and_each_player_has_to_wait_between_two()
    {
        await using RunningContest contest = await RunningContest.StartAsync(new() { Time = _time }, s => s with { Levels = [CrowdLevel.Level] });
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        await contest.StartClockAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(contest, anna, CrowdLevel.Plan(0))).Status);
        await contest.Judge.JudgeAllAsync();
        for (int i = 1; i <= 10; i++) Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(contest, await contest.JoinAsync($"Cook {i}"), CrowdLevel.Plan(i))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(contest, ben, CrowdLevel.Plan(11))).Status); // ten wait: nobody has to hold back yet

        Answer same = await SubmitAsync(contest, anna, CrowdLevel.Plan(12));
        Assert.Equal((HttpStatusCode.Conflict, ErrorCodes.NotBetter), (same.Status, same.Code));
        ContestProblem problem = same.As(ContestJson.Default.ContestProblem);
        Assert.Contains("takes 21 minutes, and one of yours that is judged 21.", problem.Detail, StringComparison.Ordinal);
        Assert.Null(problem.RetryAfterMs); // it is not sent again by itself
        Assert.Single(await contest.OwnAsync(anna.Token));
        Assert.Equal(HttpStatusCode.OK, (await SubmitAsync(contest, anna, CrowdLevel.Plan(0))).Status); // what is known costs nothing
        Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(contest, anna, CrowdLevel.Plan(3))).Status); // nor does what waits already, for somebody else

        Answer soon = await SubmitAsync(contest, anna, Better);
        Assert.Equal(ErrorCodes.CoolDown, soon.Code);
        _time.Pass(TimeSpan.FromMilliseconds(soon.As(ContestJson.Default.ContestProblem).RetryAfterMs!.Value));
        Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(contest, anna, Better)).Status);

        await contest.Judge.JudgeAllAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(contest, anna, CrowdLevel.Plan(12))).Status); // fewer wait
    }

    private static Task<Answer> SubmitAsync(RunningContest contest, Joined player, string plan) => contest.SubmitTextAsync(player.Token, plan, level: CrowdLevel.Level.Id, hash: CrowdLevel.Level.Hash);
}
