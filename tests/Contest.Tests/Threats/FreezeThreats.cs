using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Threats;

/// <summary>The freeze. Number as in the table of threats in src/Contest/README.md.</summary>
public sealed class FreezeThreats
{
    [Fact]
    public async Task Threat22_FreezeLeaks()
    {
        // Two competitions that differ only in what others do after the freeze: nothing that an onlooker can ask for differs.
        string quiet = await WhatAnOnlookerSeesAsync([]), busy = await WhatAnOnlookerSeesAsync(["trap", "best", "shortest-first"]);
        Assert.Equal(quiet, busy);
    }

    [Fact]
    public async Task Threat22_TheRevealUncoversRowByRow()
    {
        ManualTime time = new();
        await using RunningContest contest = await RunningContest.StartAsync(new() { Time = time });
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        await contest.StartClockAsync();
        await contest.SubmitAsync(anna.Token, "trap");
        await contest.SubmitAsync(ben.Token, "naive");
        await contest.Judge.JudgeAllAsync();
        await contest.BoardWhenAsync(b => b.Rows.Count(r => r.Rank > 0) == 2);
        time.Pass(TimeSpan.FromMinutes(1));
        await contest.DoAsync("freeze", "running");
        await contest.SubmitAsync(ben.Token, "best");
        await contest.Judge.JudgeAllAsync();
        await contest.DoAsync("finish", "frozen");
        await RunningContest.WaitAsync(async () => (await contest.ViewAsync()).State == "sealed");
        Assert.Equal(["Anna", "Ben"], (await contest.BoardWhenAsync(b => b.State == "sealed")).Rows.Select(r => r.Name)); // as at the freeze

        Assert.Equal(0, (await contest.ViewAsync()).Revealed);
        await contest.DoAsync("reveal", "sealed");
        Assert.Equal(1, (await contest.ViewAsync()).Revealed);
        Board revealed = await contest.BoardWhenAsync(b => b.Rows.Any(r => r.IsCovered));
        Assert.Equal([("Ben", true), ("Anna", false)], revealed.Rows.Select(r => (r.Name, r.IsCovered)));
        await contest.DoAsync("reveal", "sealed");
        Assert.Equal(["Ben", "Anna"], (await contest.BoardWhenAsync(b => b.Rows.All(r => !r.IsCovered))).Rows.Select(r => r.Name));
        Assert.Equal(System.Net.HttpStatusCode.Conflict, (await contest.DoAsync("reveal", "sealed")).Status);
        await contest.DoAsync("publish", "sealed");
        Assert.Null((await contest.ViewAsync()).Revealed);
        Assert.Equal([("Ben", 8m), ("Anna", 10m)], (await contest.BoardWhenAsync(b => b.State == "published")).Rows.Select(r => (r.Name, r.Cells[0].Minutes!.Value)));
    }

    private static async Task<string> WhatAnOnlookerSeesAsync(string[] plansAfterTheFreeze)
    {
        ManualTime time = new();
        await using RunningContest contest = await RunningContest.StartAsync(new() { Time = time }, s => s with { FreezeBeforeEndMs = 10 * 60_000 });
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben"), cleo = await contest.JoinAsync("Cleo");
        await contest.StartClockAsync();
        await contest.SubmitAsync(anna.Token, "naive");
        await contest.SubmitAsync(cleo.Token, "trap");
        await contest.Judge.JudgeAllAsync();
        await contest.BoardWhenAsync(b => b.Rows.Count(r => r.Rank > 0) == 2);
        await using SseReader listener = await SseReader.OpenAsync(contest, cleo.Token);
        time.Pass(TimeSpan.FromMinutes(36));
        List<string> seen = [];
        await RunningContest.WaitAsync(async () => (await contest.ViewAsync()).State == "frozen");
        await contest.BoardWhenAsync(b => b.IsFrozen);
        foreach (string plan in plansAfterTheFreeze)
        {
            Assert.InRange((int)(await contest.SubmitAsync(ben.Token, plan)).Status, 200, 202);
            await contest.Judge.JudgeAllAsync();
        }
        Board teacher = (await contest.AdminAsync(HttpMethod.Get, Routes.AdminBoard)).As(ContestJson.Default.Board);
        if (plansAfterTheFreeze.Length > 0) await RunningContest.WaitAsync(async () => (teacher = (await contest.AdminAsync(HttpMethod.Get, Routes.AdminBoard)).As(ContestJson.Default.Board)).Rows[0].Name == "Ben"); // who may know, knows
        foreach (string? token in (string?[])[null, cleo.Token])
            foreach (string path in (string[])[Routes.Board, Routes.Competition, Routes.Submissions, Routes.Winners])
                seen.Add($"{path} {(await contest.SendAsync(HttpMethod.Get, path, token: token)).Text}");
        await contest.AdminAsync(HttpMethod.Post, Routes.AdminAnnounce, """{ "text": "five minutes" }""");
        System.Net.ServerSentEvents.SseItem<string> item;
        do
        {
            item = await listener.NextAsync();
            seen.Add($"{item.EventType} {item.EventId} {item.Data}");
        }
        while (item.EventType != FeedEvents.Announce);
        string text = string.Join('\n', seen);
        // Random ids differ between any two competitions.
        foreach ((string id, string name) in (IEnumerable<(string, string)>)[(anna.Player, "anna"), (ben.Player, "ben"), (cleo.Player, "cleo"), (contest.Server.Competition.Current.Id, "id"), .. (await contest.OwnAsync(cleo.Token)).Select(s => (s.Id, "own"))])
            text = text.Replace(id, name, StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(text, "\"tag\":\"[0-9a-f]+\"", "\"tag\":0");
    }
}
