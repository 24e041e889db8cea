using System.Net;
using System.Text;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Threats;

/// <summary>Attacks on what is handed in. Numbers as in the table of threats in src/Contest/README.md.</summary>
public sealed class SubmissionThreats
{
    [Fact]
    public async Task Threat01_ForgedTimes()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        string hash = TestLevels.Shipped(RunningContest.LevelId).Hash, plan = RunningContest.PlanOf("naive");
        foreach (string forged in (string[])["\"elapsed\": 1,", "\"minutes\": 1,", "\"judgement\": { \"minutes\": 1 },", "\"contestMs\": 0,"])
        {
            Answer refused = await contest.SendAsync(HttpMethod.Post, Routes.Submissions, $$"""{ {{forged}} "level": "{{RunningContest.LevelId}}", "levelHash": "{{hash}}", "plan": {{plan}} }""", anna.Token, Key);
            Assert.Equal((HttpStatusCode.BadRequest, ErrorCodes.BadRequest), (refused.Status, refused.Code));
        }
        Answer inPlan = await contest.SubmitTextAsync(anna.Token, plan.Replace("\"version\": 1", "\"version\": 1, \"elapsed\": 1", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, ErrorCodes.PlanRefused), (inPlan.Status, inPlan.Code));
        Assert.Empty(await contest.OwnAsync(anna.Token));
        Assert.Equal(0, (await contest.BoardWhenAsync(b => b.Rows.Length == 1)).Rows[0].Rank);
    }

    [Fact]
    public async Task Threat02_LevelTampering()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        string cheaper = TestLevels.Shipped(RunningContest.LevelId).Text.Replace("\"io\": 6", "\"io\": 1", StringComparison.Ordinal);
        Answer refused = await contest.SubmitTextAsync(anna.Token, RunningContest.PlanOf("best"), hash: Hashes.OfText(cheaper));
        Assert.Equal((HttpStatusCode.Conflict, ErrorCodes.LevelChanged), (refused.Status, refused.Code));

        // With the true hash, what is judged is the server's text, whatever the client plays.
        await contest.SubmitAsync(anna.Token);
        await contest.Judge.JudgeAllAsync();
        Assert.Equal(8, (await contest.OwnAsync(anna.Token)).Single().Judgement!.Minutes);
    }

    [Fact]
    public async Task Threat03_ReplayAndDoubleSubmission()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        await contest.StartClockAsync();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => contest.SubmitAsync(anna.Token, "naive", "once")));
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Accepted or HttpStatusCode.OK, a.Text));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Accepted);
        Assert.Single(answers.Select(a => a.As(ContestJson.Default.SubmissionView).Id).Distinct());
        await contest.Judge.JudgeAllAsync();
        Assert.Single(await contest.OwnAsync(anna.Token));
        Assert.Equal(1, contest.Judge.Runs);

        Answer other = await contest.SubmitAsync(anna.Token, "best", "once");
        Assert.Equal((HttpStatusCode.Conflict, ErrorCodes.KeyReused), (other.Status, other.Code));
        Assert.Equal(HttpStatusCode.OK, (await contest.SubmitAsync(ben.Token, "naive", "once")).Status); // keys are a player's own
        Assert.Equal(HttpStatusCode.BadRequest, (await contest.SubmitAsync(anna.Token, "best", "a key with spaces")).Status);
    }

    [Fact]
    public async Task Threat04_LuckFishing()
    {
        const string Level = "deliveries";
        await using RunningContest contest = await RunningContest.StartAsync(settings: s => s with { Levels = [TestLevels.Shipped(Level)] });
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        await contest.StartClockAsync();
        decimal luck = 0;
        contest.Judge.Slower = _ => luck -= 0.1m; // each further run would be faster
        string plan = RunningContest.PlanOf("best", Level);
        await contest.SubmitTextAsync(anna.Token, plan, level: Level);
        await contest.Judge.JudgeAllAsync();
        decimal first = (await contest.OwnAsync(anna.Token))[0].Judgement!.Minutes!.Value;
        foreach (string same in (string[])[plan, plan.Replace("\n", " ", StringComparison.Ordinal), plan.Replace("\"home\"", "\"lucky\"", StringComparison.Ordinal), Reversed(plan)])
        {
            Answer answer = await contest.SubmitTextAsync(anna.Token, same, level: Level);
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            Assert.Equal(first, answer.As(ContestJson.Default.SubmissionView).Judgement!.Minutes);
        }
        await contest.SubmitTextAsync(ben.Token, plan, level: Level);
        await contest.Judge.JudgeAllAsync();
        Assert.Equal(1, contest.Judge.Runs);
    }

    [Fact]
    public async Task Threat06_CopiedPlans()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben"), cleo = await contest.JoinAsync("Cleo");
        await contest.StartClockAsync();
        await contest.SubmitAsync(anna.Token, "best");
        await contest.SubmitAsync(ben.Token, "best");
        await contest.SubmitAsync(cleo.Token, "naive");
        await contest.Judge.JudgeAllAsync();

        CopyView pair = (await contest.AdminAsync(HttpMethod.Get, Routes.AdminCopies)).As(ContestJson.Default.ImmutableArrayCopyView).Single();
        Assert.Equal(("Anna", "Ben", 100), (pair.First, pair.Second, pair.Likeness));
        Board board = await contest.BoardWhenAsync(b => b.Rows.Length == 3 && b.Rows.All(r => r.Rank > 0));
        Assert.Equal([1, 1, 3], board.Rows.Select(r => r.Rank)); // no penalty
        foreach (string path in (string[])[Routes.Submissions, Routes.Board, Routes.Competition, Routes.Winners])
            Assert.DoesNotContain("kitchens", (await contest.SendAsync(HttpMethod.Get, path, token: cleo.Token)).Text, StringComparison.Ordinal); // nobody is shown another's plan
        string id = (await contest.OwnAsync(anna.Token))[0].Id;
        Assert.Equal(HttpStatusCode.NotFound, (await contest.SendAsync(HttpMethod.Get, $"{Routes.Submissions}/{id}", token: cleo.Token)).Status);
    }

    [Fact]
    public async Task Threat16_OversizedAndDeeplyNestedJson()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        Answer large = await contest.SubmitTextAsync(anna.Token, $"{{ \"version\": 1, \"x\": \"{new string('a', 65 * 1024)}\" }}");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, ErrorCodes.TooLarge), (large.Status, large.Code));
        foreach (int depth in (int[])[17, 30_000])
        {
            Answer deep = await contest.SubmitTextAsync(anna.Token, new string('[', depth) + new string(']', depth));
            Assert.Equal((HttpStatusCode.BadRequest, ErrorCodes.BadRequest), (deep.Status, deep.Code));
        }
        Assert.Equal((HttpStatusCode.UnprocessableEntity, ErrorCodes.PlanTooCostly), await TryAsync(Lanes(1, 501)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, ErrorCodes.PlanTooCostly), await TryAsync(Lanes(65, 1)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, ErrorCodes.PlanTooCostly), await TryAsync($"{{ \"version\": 1, \"kitchens\": [ {{ \"lanes\": [ {{ \"kind\": \"manual\", \"steps\": [{string.Join(',', Enumerable.Repeat("\"egg.0\"", 4001))}] }} ] }} ] }}"));
        Assert.Empty(await contest.OwnAsync(anna.Token));

        async Task<(HttpStatusCode, string?)> TryAsync(string plan)
        {
            Answer answer = await contest.SubmitTextAsync(anna.Token, plan);
            return (answer.Status, answer.Code);
        }

        static string Lanes(int lanes, int tasks) =>
            $"{{ \"version\": 1, \"kitchens\": [ {{ \"lanes\": [{string.Join(',', Enumerable.Repeat($"{{ \"kind\": \"thread\", \"tasks\": [{string.Join(',', Enumerable.Repeat("\"egg\"", tasks))}] }}", lanes))}] }} ] }}";
    }

    private static void Key(HttpRequestMessage request) => request.Headers.Add(Routes.IdempotencyKey, "key");

    /// <summary>The plan with the members of each object the other way round.</summary>
    private static string Reversed(string plan)
    {
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(plan);
        StringBuilder text = new();
        Write(json.RootElement);
        return text.ToString();

        void Write(System.Text.Json.JsonElement element)
        {
            switch (element.ValueKind)
            {
                case System.Text.Json.JsonValueKind.Object:
                    text.Append('{');
                    text.AppendJoin(',', element.EnumerateObject().Reverse().Select(m => $"\"{m.Name}\":{Text(m.Value)}"));
                    text.Append('}');
                    break;
                default:
                    text.Append(Text(element));
                    break;
            }
        }

        static string Text(System.Text.Json.JsonElement element) => element.ValueKind switch
        {
            System.Text.Json.JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().Reverse().Select(m => $"\"{m.Name}\":{Text(m.Value)}"))}}}",
            System.Text.Json.JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(Text))}]",
            _ => element.GetRawText(),
        };
    }
}
