using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Tests.Server;

public sealed class RestartTests
{
    [Fact]
    public async Task A_server_goes_on_from_every_state_as_if_nothing_had_been()
    {
        ManualTime time = new();
        await using RunningContest contest = await RunningContest.StartAsync(new() { Time = time });
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        await AgainAsync("lobby", 0);
        await contest.StartClockAsync();
        await contest.SubmitAsync(ben.Token, "trap");
        await contest.Judge.JudgeAllAsync();
        time.Pass(TimeSpan.FromMinutes(1));
        await AgainAsync("running", 60_000);
        time.Pass(TimeSpan.FromMinutes(1));
        await contest.DoAsync("pause", "running");
        time.Pass(TimeSpan.FromMinutes(5)); // which do not count
        await AgainAsync("paused", 120_000);
        await contest.DoAsync("resume", "paused");
        await contest.SubmitAsync(anna.Token, "naive"); // waits over all that follows
        time.Pass(TimeSpan.FromMinutes(1));
        await contest.DoAsync("freeze", "running");
        await AgainAsync("frozen", 180_000);
        await contest.DoAsync("pause", "frozen");
        await AgainAsync("frozen-paused", 180_000);
        await contest.DoAsync("resume", "frozen-paused");
        await contest.DoAsync("finish", "frozen");
        await AgainAsync("finished", 180_000);
        Assert.Equal("queued", (await contest.OwnAsync(anna.Token)).Single().State);
        await contest.DoAsync("extend", "finished", 10);
        await AgainAsync("frozen", 180_000);
        Assert.Equal(600_000, (await contest.ViewAsync(anna.Token)).RemainingMs);
        await contest.DoAsync("finish", "frozen");
        await contest.Judge.JudgeAllAsync();
        await RunningContest.WaitAsync(async () => (await contest.ViewAsync()).State == "sealed");
        await contest.DoAsync("reveal", "sealed");
        await AgainAsync("sealed", 180_000);
        Assert.Single((await contest.BoardAsync()).Rows, r => r.IsCovered);
        await contest.DoAsync("publish", "sealed");
        await AgainAsync("published", 180_000);
        Assert.Equal([("Ben", 1), ("Anna", 2)], (await contest.BoardAsync()).Rows.Select(r => (r.Name, r.Rank)));
        Assert.Equal(2, (await contest.Store.SubmissionsAsync(RunningContest.Cancel)).Count);

        async Task AgainAsync(string state, long elapsedMs)
        {
            CompetitionView before = await contest.ViewAsync(anna.Token);
            await contest.RestartAsync();
            time.Pass(TimeSpan.Zero);
            CompetitionView after = await contest.ViewAsync(anna.Token);
            Assert.Equal((state, elapsedMs), (after.State, after.ElapsedMs));
            Assert.Equal(JsonSerializer.Serialize(before, ContestJson.Default.CompetitionView), JsonSerializer.Serialize(after, ContestJson.Default.CompetitionView));
        }
    }

    [Fact]
    public async Task A_draft_is_still_one_and_lets_nobody_in_before_it_is_opened()
    {
        await using RunningContest contest = await RunningContest.StartAsync(isDraft: true);
        string before = JsonSerializer.Serialize(await contest.ViewAsync(), ContestJson.Default.CompetitionView);
        await contest.RestartAsync();
        Assert.Equal("draft", (await contest.ViewAsync()).State);
        Assert.Equal(before, JsonSerializer.Serialize(await contest.ViewAsync(), ContestJson.Default.CompetitionView));
        Assert.Equal(ErrorCodes.WrongCode, (await contest.TryJoinAsync("Anna")).Code);
        Assert.Equal(HttpStatusCode.OK, (await contest.DoAsync("open", "draft")).Status);
        Assert.Equal(HttpStatusCode.Created, (await contest.TryJoinAsync("Anna")).Status);
    }

    [Fact]
    public async Task A_duel_that_a_restart_interrupts_is_begun_anew_and_settled_once()
    {
        int begun = 0;
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningContest contest = await RunningContest.StartAsync(new()
        {
            Duel = cancel =>
            {
                Interlocked.Increment(ref begun);
                return over.Task.WaitAsync(cancel);
            },
        });
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        await contest.SubmitAsync(anna.Token);
        await contest.Judge.JudgeAllAsync();
        await contest.DoAsync("finish", "running");
        await RunningContest.WaitAsync(() => Task.FromResult(Volatile.Read(ref begun) == 1));
        long elapsed = (await contest.ViewAsync()).ElapsedMs;
        await contest.RestartAsync();
        await RunningContest.WaitAsync(() => Task.FromResult(Volatile.Read(ref begun) == 2));
        Assert.Equal(("duel", elapsed), await contest.ViewAsync() is var view ? (view.State, view.ElapsedMs) : default);
        Assert.Equal(ErrorCodes.Over, (await contest.SubmitAsync(anna.Token, "naive")).Code);
        over.SetResult();
        await RunningContest.WaitAsync(async () => (await contest.ViewAsync()).State == "sealed");
        await contest.RestartAsync();
        Assert.Equal(("sealed", 2), ((await contest.ViewAsync()).State, Volatile.Read(ref begun)));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("lobby")]
    [InlineData("running")]
    [InlineData("paused")]
    [InlineData("frozen")]
    [InlineData("finished")]
    public async Task What_was_called_off_stays_so_whatever_it_had_been(string state)
    {
        await using RunningContest contest = await RunningContest.StartAsync(isDraft: true);
        (string Trigger, string From)[] path = state switch
        {
            "draft" => [],
            "lobby" => [("open", "draft")],
            "paused" => [("open", "draft"), ("start", "lobby"), ("pause", "running")],
            "frozen" => [("open", "draft"), ("start", "lobby"), ("freeze", "running")],
            _ => [("open", "draft"), ("start", "lobby")],
        };
        Joined? anna = null;
        foreach ((string trigger, string from) in path)
        {
            Assert.Equal(HttpStatusCode.OK, (await contest.DoAsync(trigger, from, isOverride: true)).Status);
            if (trigger == "open") anna = await contest.JoinAsync("Anna");
            if (trigger == "start") await contest.SubmitAsync(anna!.Token); // waits, so that a finished one stays so
        }
        if (state == "finished") Assert.Equal(HttpStatusCode.OK, (await contest.DoAsync("finish", "running")).Status);
        Assert.Equal(HttpStatusCode.OK, (await contest.DoAsync("void", state)).Status);
        string before = JsonSerializer.Serialize(await contest.ViewAsync(), ContestJson.Default.CompetitionView);
        await contest.RestartAsync();
        Assert.Equal("void", (await contest.ViewAsync()).State);
        Assert.Equal(before, JsonSerializer.Serialize(await contest.ViewAsync(), ContestJson.Default.CompetitionView));
        Assert.Equal(ErrorCodes.WrongCode, (await contest.TryJoinAsync("Ben")).Code);
        if (anna is not null) Assert.Equal(ErrorCodes.Over, (await contest.SubmitAsync(anna.Token, "naive")).Code);
        foreach (string trigger in (string[])["open", "start", "resume", "finish", "publish", "void"]) Assert.Equal(HttpStatusCode.Conflict, (await contest.DoAsync(trigger, "void")).Status);
    }

    [Fact]
    public async Task A_submission_survives_its_judge_and_its_server()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        await contest.SubmitAsync(anna.Token, "naive", "key");
        Submission waiting = (await contest.Store.PendingAsync(RunningContest.Cancel)).Single();
        Assert.NotNull(await contest.Server.Judging.ClaimAsync(waiting.Number, "gone", isLost: false, RunningContest.Cancel));
        await contest.RestartAsync();
        Assert.Equal("judging", (await contest.OwnAsync(anna.Token)).Single().State);
        Assert.Equal(1, await contest.Server.Judging.LoseAsync("gone", RunningContest.Cancel));
        Assert.Equal("queued", (await contest.OwnAsync(anna.Token)).Single().State);
        Assert.Equal(HttpStatusCode.Accepted, (await contest.SubmitAsync(anna.Token, "naive", "key")).Status is var again && again == HttpStatusCode.OK ? HttpStatusCode.Accepted : again); // sent again by a client that saw no answer
        await contest.Judge.JudgeAllAsync();
        Assert.Equal("judged", (await contest.OwnAsync(anna.Token)).Single().State);
    }

    [Fact]
    public async Task A_stream_is_resumed_where_it_broke_off_even_on_another_server()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        await contest.StartClockAsync();
        string? last;
        await using (SseReader before = await SseReader.OpenAsync(contest, anna.Token))
        {
            await before.NextAsync(FeedEvents.Snapshot);
            await contest.AdminAsync(HttpMethod.Post, Routes.AdminAnnounce, """{ "text": "one" }""");
            await before.NextAsync(FeedEvents.Announce);
            last = before.LastId;
        }
        await contest.SubmitAsync(anna.Token, "naive");
        await contest.SubmitAsync(ben.Token, "naive"); // nothing for Anna
        await contest.Judge.JudgeAllAsync();
        await contest.RestartAsync();
        await contest.AdminAsync(HttpMethod.Post, Routes.AdminAnnounce, """{ "text": "two" }""");
        await using SseReader after = await SseReader.OpenAsync(contest, anna.Token, last);
        List<string> seen = [];
        while (seen.Count == 0 || !seen[^1].Contains("two", StringComparison.Ordinal))
            if (await after.NextAsync() is SseItem<string> { EventType: FeedEvents.Announce or FeedEvents.Submission } item)
                seen.Add(item.EventType == FeedEvents.Announce ? item.Data : JsonSerializer.Deserialize(item.Data, ContestJson.Default.SubmissionView)!.State);
        Assert.Equal(["judging", "judged", """{"text":"two"}"""], seen);
    }

    [Fact]
    public async Task Only_one_server_runs_a_competition()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        IOException refused = await Assert.ThrowsAsync<ShortOrder.Contest.Server.HostLockedException>(() => ShortOrder.Contest.Server.ContestServer.StartAsync(contest.Store, new ShortOrder.Contest.Judging.RowQueue(), new() { Port = 0, Address = IPAddress.Loopback }, RunningContest.Cancel));
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extra_time_is_a_players_own_and_a_double_click_does_nothing_twice()
    {
        ManualTime time = new();
        await using RunningContest contest = await RunningContest.StartAsync(new() { Time = time });
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        await contest.StartClockAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await contest.DoAsync("start", "lobby")).Status);
        await contest.AdminAsync(HttpMethod.Post, $"{Routes.AdminPlayers}/{anna.Player}/extra-time", """{ "minutes": 10 }""");
        time.Pass(TimeSpan.FromMinutes(46));
        Assert.Equal(ErrorCodes.Over, (await contest.SubmitAsync(ben.Token)).Code);
        Assert.Equal(HttpStatusCode.Accepted, (await contest.SubmitAsync(anna.Token)).Status);
        Assert.Equal("running", (await contest.ViewAsync()).State);
        time.Pass(TimeSpan.FromMinutes(9));
        await RunningContest.WaitAsync(async () => (await contest.ViewAsync()).State == "finished");
    }
}
