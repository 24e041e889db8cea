using ShortOrder.Contest.Judging;

namespace ShortOrder.Contest.Tests.Judging;

public sealed class DuelTests
{
    [Fact]
    public void The_podium_and_whoever_overlaps_it_take_part()
    {
        Finalist[] judged = [new(1, 10m), new(2, 10.1m), new(3, 10.2m), new(4, 10.35m), new(5, 12m)];
        Assert.Equal([1, 2, 3, 4], Duel.Choose(judged, 0.01).Select(f => f.Verdict)); // 10.35 is within two bands of 10.2
    }

    [Fact]
    public void Nobody_duels_where_no_noise_could_change_the_order()
    {
        Assert.Empty(Duel.Choose([new(1, 10m), new(2, 11m), new(3, 12m)], 0.01));
        Assert.Empty(Duel.Choose([new(1, 10m)], 0.01));
    }

    [Fact]
    public void At_most_eight_take_part() => Assert.Equal(8, Duel.Choose(Enumerable.Range(1, 30).Select(i => new Finalist(i, 10m)), 0.01).Length);

    [Fact]
    public void Every_round_begins_with_another_plan_and_all_run_equally_often()
    {
        Duel duel = new([new(1, 10m), new(2, 10m), new(3, 10m)]);
        List<long> turns = [];
        while (duel.Next is { } next)
        {
            turns.Add(next.Verdict);
            duel.Ran(10m);
        }
        Assert.Equal([1, 2, 3, 2, 3, 1, 3, 1, 2], turns.Take(9));
        Assert.All(turns.GroupBy(t => t), g => Assert.Equal(Duel.Rounds, g.Count()));
        Assert.Throws<InvalidOperationException>(() => duel.Ran(10m));
    }

    [Fact]
    public void Fastest_against_fastest_decides_and_one_percent_stays_shared()
    {
        Duel duel = new([new(1, 10m), new(2, 10.1m), new(3, 10.2m)]);
        Dictionary<long, decimal> times = new() { [1] = 10.30m, [2] = 10.00m, [3] = 10.05m };
        while (duel.Next is { } next) duel.Ran((duel.Progress.Done / 3) switch { 0 => null, 4 => times[next.Verdict], int round => times[next.Verdict] + round }); // noise only adds; the first round does not count
        Assert.Equal([(2, 1), (3, 1), (1, 3)], duel.Places.Select(p => (p.Verdict, p.Rank)));
    }

    [Fact]
    public void A_plan_without_a_counted_round_keeps_its_time()
    {
        Duel duel = new([new(1, 10m), new(2, 10.1m)]);
        while (duel.Next is { } next) duel.Ran(next.Verdict == 2 ? 10.5m : null);
        Assert.Equal(new DuelPlace(1, 1, 10m, 0), duel.Places[0]);
    }

    /// <summary>The whole protocol on a machine that is disturbed a third of the time.</summary>
    [Fact]
    public void Plans_five_percent_apart_are_never_ranked_the_wrong_way()
    {
        NoisyMachine machine = NoisyMachine.Disturbed(11);
        for (int i = 0; i < 300; i++)
        {
            Duel duel = new([new(1, 168m), new(2, 168m)]);
            while (duel.Next is { } next) duel.Ran((decimal)machine.Run(next.Verdict == 1 ? 168 * 1.05 : 168));
            Assert.NotEqual(1, duel.Places[0].Verdict);
        }
    }
}
