using System.IO.Compression;
using System.Net;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Server;

public sealed class FlowTests
{
    [Fact]
    public async Task A_plan_goes_from_the_desk_over_the_judge_to_the_board()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        await contest.StartClockAsync();
        Answer taken = await contest.SubmitAsync(anna.Token, "naive");
        Assert.Equal(HttpStatusCode.Accepted, taken.Status);
        SubmissionView view = taken.As(ContestJson.Default.SubmissionView);
        Assert.Equal(("queued", 1, 18m), (view.State, view.Position, view.Model.Minutes));
        Assert.Equal(HttpStatusCode.Accepted, (await contest.SubmitAsync(ben.Token, "best")).Status);
        await contest.Judge.JudgeAllAsync();

        Board board = await contest.BoardWhenAsync(b => b.Rows.Count(r => r.Rank > 0) == 2);
        Assert.Equal([("Ben", 1, 2, 8m), ("Anna", 2, 1, 18m)], board.Rows.Select(r => (r.Name, r.Rank, r.Points, r.Cells[0].Minutes!.Value)));
        Assert.Equal("judged", (await contest.OwnAsync(anna.Token)).Single().State);
    }

    [Fact]
    public async Task A_plan_that_the_model_knows_to_fail_is_answered_at_once_and_never_ranks()
    {
        const string Level = "oven-and-tray";
        await using RunningContest contest = await RunningContest.StartAsync(settings: s => s with { Levels = [TestLevels.Shipped(Level)] });
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        string? failing = Support.LevelFiles.Find(Level).Plans.FirstOrDefault(p => Predict(Level, p.Plan) != Simulation.Scoring.Verdict.Served)?.Name;
        Assert.NotNull(failing);

        SubmissionView view = (await contest.SubmitAsync(anna.Token, failing, level: Level)).As(ContestJson.Default.SubmissionView);

        Assert.Equal(("judged", "failed"), (view.State, view.Judgement!.Outcome));
        Assert.Equal(0, contest.Judge.Runs);
        Assert.Equal(0, (await contest.BoardWhenAsync(b => b.Rows is [{ Cells: [{ Attempts: 1 }] }])).Rows[0].Rank);
    }

    [Fact]
    public async Task A_newer_plan_takes_the_place_of_one_that_waits()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        foreach (string plan in (string[])["naive", "trap", "best"]) await contest.SubmitAsync(anna.Token, plan);
        await contest.Judge.JudgeAllAsync();

        Assert.Equal(["judged", "replaced", "replaced"], (await contest.OwnAsync(anna.Token)).Select(s => s.State));
        Assert.Equal(1, contest.Judge.Runs);
    }

    [Fact]
    public async Task A_plan_that_is_not_legal_is_refused_with_its_place()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        Answer refused = await contest.SubmitTextAsync(anna.Token, """{ "version": 1, "level": "three-kettles", "kitchens": [ { "lanes": [ { "kind": "main", "tasks": ["egg", "tea", "toats"] } ] } ] }""");
        ContestProblem problem = refused.As(ContestJson.Default.ContestProblem);

        Assert.Equal((422, ErrorCodes.PlanRefused), (problem.Status, problem.Code));
        Assert.Contains(problem.Problems!.Value, p => p.Path.Contains("tasks[2]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Levels_are_shown_to_players_after_the_start_only()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        string path = Routes.Levels + TestLevels.Shipped(RunningContest.LevelId).Hash;
        Assert.Equal(HttpStatusCode.NotFound, (await contest.SendAsync(HttpMethod.Get, path, token: anna.Token)).Status);
        Assert.Empty((await contest.ViewAsync(anna.Token)).Levels);
        await contest.StartClockAsync();

        Assert.Equal(TestLevels.Shipped(RunningContest.LevelId).Text, (await contest.SendAsync(HttpMethod.Get, path, token: anna.Token)).Text);
        Assert.Equal(HttpStatusCode.Unauthorized, (await contest.SendAsync(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task Three_words_bring_a_player_back_and_end_the_old_seat()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        Answer back = await contest.SendAsync(HttpMethod.Post, Routes.Resume, $$"""{ "code": "{{contest.Code}}", "words": "{{anna.Resume.ToUpperInvariant()}}" }""");
        Joined again = back.As(ContestJson.Default.Joined);

        Assert.Equal(anna.Player, again.Player);
        Assert.Equal("Anna", (await contest.ViewAsync(again.Token)).Own!.Name);
        Assert.Equal(HttpStatusCode.Unauthorized, (await contest.SendAsync(HttpMethod.Get, Routes.Competition, token: anna.Token)).Status);
    }

    [Fact]
    public async Task The_board_is_not_sent_twice()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Answer first = await contest.SendAsync(HttpMethod.Get, Routes.Board);
        Answer second = await contest.SendAsync(HttpMethod.Get, Routes.Board, change: r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal((HttpStatusCode.NotModified, ""), (second.Status, second.Text));
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br, gzip;q=0.5", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("br", false)]
    [InlineData(null, false)]
    public async Task The_board_is_packed_for_who_can_unpack_it(string? accepts, bool isPacked)
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(contest.Server.Address, Routes.Board));
        if (accepts is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);
        using HttpResponseMessage answer = await contest.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await using Stream body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream text = isPacked ? new GZipStream(body, CompressionMode.Decompress) : body;
        using StreamReader reader = new(text);

        Assert.Equal(isPacked ? ["gzip"] : [], answer.Content.Headers.ContentEncoding);
        Assert.Equal((await contest.SendAsync(HttpMethod.Get, Routes.Board)).Text, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static Simulation.Scoring.Verdict Predict(string level, Simulation.Plans.Plan plan)
    {
        var compiled = Simulation.Programs.PlanCompiler.Compile(Support.LevelFiles.Find(level), plan);
        return Simulation.Scoring.Scorer.Judge(compiled, Simulation.Model.Simulator.Run(compiled)).Under(Simulation.Inspection.Inspector.Inspect(compiled, 5000)).Verdict;
    }
}
