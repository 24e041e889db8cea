using System.Text;
using ShortOrder.Benchmarks.Classroom;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Results;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Tests.Judging;

namespace ShortOrder.Contest.Tests.Results;

/// <summary>An archive is judged again by an engine that measures as the model does.</summary>
public sealed class VerifierTests(ContestDatabases databases) : IClassFixture<ContestDatabases>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_judged_rightly_is_confirmed_and_the_archive_survives_its_file()
    {
        Archive archive = Archive.Read((await JudgedAsync()).Write());
        Assert.Equal(3, archive.Submissions.Length);
        Assert.DoesNotContain("token", Encoding.UTF8.GetString(archive.Write()), StringComparison.OrdinalIgnoreCase);
        Verification found = await VerifyAsync(archive);
        Assert.Empty(found.Disagreements);
        Assert.Equal((3, 0), (found.Plans.Length, found.Unjudged));
        Assert.Single((await new Verifier(Engine(), new CostLimits()).VerifyAsync(archive, top: 1, null, Cancel)).Plans);
    }

    [Fact]
    public async Task Times_in_the_wrong_order_beyond_the_bands_are_a_disagreement_and_noise_is_none()
    {
        Archive archive = await JudgedAsync();
        ArchivedVerdict[] verdicts = [.. archive.Verdicts.OrderBy(v => v.Minutes)];
        Assert.True(verdicts[0].Minutes < verdicts[^1].Minutes);
        Archive noisy = archive with { Verdicts = [.. archive.Verdicts.Select(v => v with { Minutes = v.Minutes * 1.005m })] };
        Assert.Empty((await VerifyAsync(noisy)).Disagreements);
        Archive swapped = archive with { Verdicts = [.. archive.Verdicts.Select(v => v == verdicts[0] ? v with { Minutes = verdicts[^1].Minutes * 2 } : v)] };
        Assert.Contains((await VerifyAsync(swapped)).Disagreements, d => d.Contains("minutes and", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verdicts_plans_and_levels_that_were_changed_are_found()
    {
        Archive archive = await JudgedAsync();
        Archive failed = archive with { Verdicts = [.. archive.Verdicts.Select((v, i) => i == 0 ? v with { Outcome = "failed", Verdict = "deadlock" } : v)] };
        Assert.Contains("is ok here", Assert.Single((await VerifyAsync(failed)).Disagreements), StringComparison.Ordinal);
        Archive forged = archive with { Submissions = [.. archive.Submissions.Select((s, i) => i == 0 ? s with { Plan = archive.Submissions[1].Plan } : s)] };
        Assert.Contains("not the one that was judged", Assert.Single((await VerifyAsync(forged)).Disagreements), StringComparison.Ordinal);
        Archive easier = archive with { Levels = [archive.Levels[0] with { Text = archive.Levels[0].Text.Replace("\"io\": 5", "\"io\": 1", StringComparison.Ordinal) }] };
        Assert.Contains("not the one that was played", Assert.Single((await VerifyAsync(easier)).Disagreements), StringComparison.Ordinal);
        byte[] file = archive.Write();
        string edited = Encoding.UTF8.GetString(file).Replace("\"title\": \"Test\"", "\"title\": \"Best\"", StringComparison.Ordinal);
        Assert.Contains("changed after it was written", Assert.Throws<InvalidDataException>(() => Archive.Read(Encoding.UTF8.GetBytes(edited))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Archive.Read("{}"u8));
    }

    private static ModelEngine Engine() => new(TimeSpan.Zero, _ => { });

    private static Task<Verification> VerifyAsync(Archive archive) => new Verifier(Engine(), new CostLimits()).VerifyAsync(archive, top: 0, null, Cancel);

    /// <summary>Three plans of different times, judged.</summary>
    private async Task<Archive> JudgedAsync()
    {
        ContestStore store = await databases.OpenAsync("sqlite");
        await using JudgeService judge = await JudgeService.StartAsync(store, new() { Machine = "judge", Engine = Engine, IsMeasured = false }, Cancel);
        (string Player, string Lanes)[] plans =
        [
            ("ann", """{ "kind": "main", "tasks": ["a", "b", "c", "d", "e", "f"] }"""),
            ("ben", """{ "kind": "main", "tasks": ["a", "b", "c", "d", "e"] }, { "kind": "thread", "tasks": ["f"] }"""),
            ("cid", """{ "kind": "main", "tasks": ["f", "e", "d", "c", "b", "a"] }"""),
        ];
        foreach ((string player, string lanes) in plans)
            await CrowdDesk.SubmitAsync(store, judge.Queue, player, $$"""{ "version": 1, "level": "crowd", "kitchens": [ { "name": "home", "lanes": [ {{lanes}} ] } ] }""", player);
        while ((await store.PendingAsync(Cancel)).Count > 0) await Task.Delay(20, Cancel);
        return await ArchiveWriter.CollectAsync(store, Cancel);
    }
}
