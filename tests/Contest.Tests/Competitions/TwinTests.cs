using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ShortOrder.Benchmarks.Classroom;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Results;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Contest.Tests.Competitions;

/// <summary>A competition in which players have twins of a level. Three kettles wait 6, 4 and 2 minutes, with a minute of hands before and after each; which waits how long is a player's own.</summary>
public sealed class TwinTests
{
    private const string Seed = "seed", Same = "deliveries";

    private static CancellationToken Cancel => RunningContest.Cancel;

    private static LevelSet Levels { get; } = LevelSet.Read([TestLevels.Shipped(RunningContest.LevelId), TestLevels.Shipped(Same)], Seed);

    [Fact]
    public void A_twin_follows_from_seed_player_and_level_alone()
    {
        LevelSet again = LevelSet.Read([TestLevels.Shipped(RunningContest.LevelId)], Seed), other = LevelSet.Read([TestLevels.Shipped(RunningContest.LevelId)], "another");
        string[] players = [.. Enumerable.Range(0, 100).Select(i => $"player {i}")];
        string[] Hashes(LevelSet levels) => [.. players.Select(p => levels.Find(RunningContest.LevelId, p)!.Text.Hash)];

        Assert.Equal([2, 6, 4], Levels.Find(RunningContest.LevelId, "anna")!.Level.Tasks.Select(t => t.Steps[1].Duration.Minutes)); // SHA-256 of "seed", "anna" and "three-kettles", a line each, begins with 1cb877038f5e77bd
        Assert.Equal(Hashes(Levels), Hashes(again));
        Assert.NotEqual(Hashes(Levels), Hashes(other));
        Assert.Equal(Hashes(Levels).Distinct().Order(), Hashes(other).Distinct().Order());
        Assert.Equal((6, 6), (Hashes(Levels).Distinct().Count(), Levels.TwinCount(RunningContest.LevelId)));
        Assert.All(players, p => Assert.Same(Levels.Find(Same), Levels.Find(Same, p))); // its four calls are one task: nothing to exchange
        Assert.All(players, p => Assert.Same(Levels.Find(RunningContest.LevelId, p), Levels.Of(p).First()));
        LevelSet plain = LevelSet.Read([TestLevels.Shipped(RunningContest.LevelId)]);
        Assert.All(players, p => Assert.Same(plain.Find(RunningContest.LevelId), plain.Find(RunningContest.LevelId, p)));
        Assert.Null(Levels.Find("market-day", "anna"));
    }

    [Fact]
    public async Task A_player_sees_and_hands_in_for_the_own_twin_alone()
    {
        await using RunningContest contest = await StartAsync();
        (Joined anna, Joined ben) = await PairAsync(contest);
        foreach (Joined player in (Joined[])[anna, ben])
        {
            LevelView[] shown = [.. (await contest.ViewAsync(player.Token)).Levels];
            Assert.Equal([TwinOf(player).Hash, Levels.Find(Same)!.Text.Hash], shown.Select(l => l.Hash));
            Assert.Equal([true, false], shown.Select(l => l.IsTwin));
            Assert.Equal(TwinOf(player).Text, (await LevelAsync(player, shown[0].Hash)).Text);
            Assert.Equal(Levels.Find(Same)!.Text.Text, (await LevelAsync(player, shown[1].Hash)).Text);
            Assert.Equal(HttpStatusCode.NotFound, (await LevelAsync(player, TwinOf(player == anna ? ben : anna).Hash)).Status);
        }
        Answer copied = await contest.SubmitTextAsync(anna.Token, BestOf(ben), hash: TwinOf(ben).Hash);
        Assert.Equal((HttpStatusCode.Conflict, ErrorCodes.LevelChanged), (copied.Status, copied.Code));
        Answer teachers = await contest.SubmitTextAsync(anna.Token, BestOf(anna));
        Assert.Equal((HttpStatusCode.Conflict, ErrorCodes.LevelChanged), (teachers.Status, teachers.Code));
        Assert.Empty(await contest.OwnAsync(anna.Token));

        // What a neighbour calls the best takes longer here; the own best does not.
        Assert.True((await SubmitAsync(contest, anna, BestOf(ben))).Model.Minutes > 8);
        Assert.Equal(8, (await SubmitAsync(contest, anna, BestOf(anna))).Model.Minutes);

        Task<Answer> LevelAsync(Joined player, string hash) => contest.SendAsync(HttpMethod.Get, Routes.Levels + hash, token: player.Token);
    }

    [Fact]
    public async Task Equal_plans_of_different_twins_share_the_place_whoever_judges_and_after_a_restart()
    {
        await using RunningContest contest = await StartAsync();
        (Joined anna, Joined ben) = await PairAsync(contest);
        await SubmitAsync(contest, anna, BestOf(anna));
        string hash = (await contest.ViewAsync(anna.Token)).Levels[0].Hash;
        await contest.RestartAsync();
        Assert.Equal(hash, (await contest.ViewAsync(anna.Token)).Levels[0].Hash);
        await SubmitAsync(contest, ben, BestOf(ben));
        using ContestDatabase same = ContestDatabase.OfFile(contest.Store.Database.FilePath!); // as a judge on another machine has it
        ContestStore elsewhere = await ContestStore.OpenAsync(same, Cancel);
        await using ModelJudge judge = new(elsewhere, new JudgingDesk(elsewhere, new RowQueue(), TimeProvider.System));
        await judge.JudgeAllAsync();

        Assert.Equal(2, judge.Runs); // a verdict for each text
        Board board = await contest.BoardWhenAsync(b => b.Rows.Count(r => r.Rank > 0) == 2);
        Assert.Equal([(1, 8m, "gold"), (1, 8m, "gold")], board.Rows.Where(r => r.Rank > 0).Select(r => (r.Cells[0].Rank, r.Cells[0].Minutes!.Value, r.Cells[0].Medal)));
    }

    [Fact]
    public async Task A_plan_that_is_handed_in_for_different_numbers_is_listed_as_a_copy_and_an_equally_good_one_is_not()
    {
        await using RunningContest contest = await StartAsync();
        (Joined anna, Joined ben, Joined cleo) = await TrioAsync(contest);
        await SubmitAsync(contest, anna, BestOf(anna));
        await SubmitAsync(contest, ben, BestOf(anna));
        await SubmitAsync(contest, cleo, BestOf(cleo));

        CopyView pair = (await contest.AdminAsync(HttpMethod.Get, Routes.AdminCopies)).As(ContestJson.Default.ImmutableArrayCopyView).Single(c => c.Likeness == 100);
        Assert.Equal((anna.Name, ben.Name), (pair.First, pair.Second));
    }

    /// <summary>Plans of 10 minutes: 1 + 6 for the long kettle, then all three are finished; or the long one last, after two others: 2 + 1 + 6 + 1.</summary>
    [Fact]
    public async Task A_duel_is_run_on_the_players_twins_by_one_of_the_plans_that_are_the_same_but_for_the_names()
    {
        List<ServingOrder> served = [];
        DuelRunner? duels = null;
        await using RunningContest contest = await StartAsync(cancel => duels!.RunAsync(cancel));
        duels = new(contest.Store, new ModelEngine(TimeSpan.Zero, served.Add), tempoMs: 20, NullLogger.Instance);
        (Joined anna, Joined ben, Joined cleo) = await TrioAsync(contest);
        (Joined Player, string Plan)[] plans = [(anna, PlanOf(anna, "lms", "lms")), (ben, PlanOf(ben, "sml", "sml")), (cleo, PlanOf(cleo, "lms", "lms"))];
        foreach ((Joined player, string plan) in plans) Assert.Equal(10, (await SubmitAsync(contest, player, plan)).Model.Minutes);
        await contest.Judge.JudgeAllAsync();
        await contest.DoAsync("finish", "running");
        await RunningContest.WaitAsync(async () => (await contest.ViewAsync()).State == "sealed");

        Assert.Equal(2 * Duel.Rounds, served.Count);
        Assert.Equal(plans.Take(2).Select(p => (TwinOf(p.Player).Text, p.Plan)).ToHashSet(), served.Select(o => (o.Level, o.Plan)).ToHashSet());
        Assert.Equal([1, 1, 1], (await contest.Store.ResultsAsync(Cancel)).Select(r => r.DuelRank)); // Cleo has Anna's place
        Assert.Equal(2, (await contest.Store.SettledDuelsAsync(Cancel)).Count); // of both levels
    }

    [Fact]
    public void A_plan_is_the_same_program_in_every_twin_with_the_names_exchanged()
    {
        PlayedLevel teachers = Levels.Find(RunningContest.LevelId)!;
        string best = HashOf(RunningContest.PlanOf("best"), teachers), trap = HashOf(RunningContest.PlanOf("trap"), teachers);
        PlayedLevel[] twins = [.. Enumerable.Range(0, 100).Select(i => Levels.Find(RunningContest.LevelId, $"player {i}")!).Distinct()];

        Assert.Equal(6, twins.Length);
        foreach (PlayedLevel twin in twins) Assert.Equal((best, trap), (HashOf(PlanOf(twin.Level, "lms", "sml"), twin), HashOf(PlanOf(twin.Level, "lms", "lms"), twin)));

        string HashOf(string plan, PlayedLevel level) => PlanHash.Of(PlanCompiler.Compile(teachers.Level, Levels.ForTeachers(level, PlanReader.Read(Encoding.UTF8.GetBytes(plan), "plan", level.Level).Value!)));
    }

    [Fact]
    public async Task The_archive_is_judged_again_on_everybodys_twin()
    {
        await using RunningContest contest = await StartAsync();
        (Joined anna, Joined ben) = await PairAsync(contest);
        await SubmitAsync(contest, anna, BestOf(anna));
        await SubmitAsync(contest, ben, BestOf(ben));
        await contest.Judge.JudgeAllAsync();
        Archive archive = Archive.Read((await ArchiveWriter.CollectAsync(contest.Store, Cancel)).Write());
        Verification found = await VerifyAsync(archive);

        Assert.Equal((Archive.TwinFormat, Seed), (archive.Format, archive.TwinSeed));
        Assert.Empty(found.Disagreements);
        Assert.Equal([8m, 8m], found.Plans.Select(p => p.Found.ModelMinutes));
        Archive swapped = archive with { Submissions = [.. archive.Submissions.Select(s => s with { Player = s.Player == anna.Player ? ben.Player : anna.Player })] };
        Assert.Equal(2, (await VerifyAsync(swapped)).Disagreements.Count(d => d.EndsWith("is not for the level's text that its player had", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_twins_the_archive_is_as_it_was_before_there_were_any()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Archive archive = await ArchiveWriter.CollectAsync(contest.Store, Cancel);
        Assert.Equal(Archive.PlainFormat, archive.Format);
        Assert.DoesNotContain("twin", Encoding.UTF8.GetString(archive.Write()), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("twin", (await contest.SendAsync(HttpMethod.Get, Routes.Competition)).Text, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<RunningContest> StartAsync(Func<CancellationToken, Task>? duel = null)
    {
        RunningContest contest = await RunningContest.StartAsync(new() { Duel = duel }, s => s with { TwinSeed = Seed, Levels = [.. Levels.All.Select(l => l.Text)] });
        await contest.StartClockAsync();
        return contest;
    }

    /// <summary>Two players whose twins differ.</summary>
    private static async Task<(Joined Anna, Joined Other)> PairAsync(RunningContest contest)
    {
        Joined anna = await contest.JoinAsync("Anna");
        return (anna, await OtherAsync(contest, anna, "Ben", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jan", "Kim", "Lea", "Mo", "Nur"));
    }

    /// <summary>Three players: the second's and the third's twins differ from the first's.</summary>
    private static async Task<(Joined Anna, Joined Ben, Joined Cleo)> TrioAsync(RunningContest contest)
    {
        (Joined anna, Joined ben) = await PairAsync(contest);
        return (anna, ben, await OtherAsync(contest, anna, "Cleo", "Olga", "Pia", "Quinn", "Rosa", "Sven", "Tim", "Uwe", "Vera", "Wim", "Xenia", "Yuri"));
    }

    /// <summary>The first of several who follow whose twin is another: that all twelve have the same happens once in 6 to the 12th.</summary>
    private static async Task<Joined> OtherAsync(RunningContest contest, Joined first, params string[] names)
    {
        foreach (string name in names)
            if (await contest.JoinAsync(name) is var other && TwinOf(other).Hash != TwinOf(first).Hash) return other;
        throw new InvalidOperationException("everybody has the same twin");
    }

    private static ContestLevel TwinOf(Joined player) => Levels.Find(RunningContest.LevelId, player.Player)!.Text;

    private static async Task<SubmissionView> SubmitAsync(RunningContest contest, Joined player, string plan)
    {
        Answer answer = await contest.SubmitTextAsync(player.Token, plan, hash: TwinOf(player).Hash);
        Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.OK, answer.Text);
        return answer.As(ContestJson.Default.SubmissionView);
    }

    /// <summary>The longest wait first, and finished last: 1 + 6 + 1.</summary>
    private static string BestOf(Joined player) => PlanOf(player, "lms", "sml");

    private static string PlanOf(Joined player, string starts, string ends) => PlanOf(Levels.Find(RunningContest.LevelId, player.Player)!.Level, starts, ends);

    /// <summary>One pair of hands; l, m and s are the kettles with the long, the medium and the short wait.</summary>
    private static string PlanOf(Level level, string starts, string ends)
    {
        string[] byWait = [.. level.Tasks.OrderByDescending(t => t.Steps[1].Duration.Ticks).Select(t => t.Id)];
        IEnumerable<string> steps = starts.Select(k => $"{byWait["lms".IndexOf(k)]}.0").Concat(ends.Select(k => $"{byWait["lms".IndexOf(k)]}.2"));
        return $$"""{ "version": 1, "level": "three-kettles", "kitchens": [ { "lanes": [ { "kind": "manual", "steps": [{{string.Join(", ", steps.Select(s => $"\"{s}\""))}}] } ] } ] }""";
    }

    private static Task<Verification> VerifyAsync(Archive archive) => new Verifier(new ModelEngine(TimeSpan.Zero, _ => { }), new CostLimits()).VerifyAsync(archive, top: 0, null, Cancel);
}
