using ShortOrder.Contest.Competitions;
using static ShortOrder.Contest.Competitions.CompetitionState;
using Trigger = ShortOrder.Contest.Competitions.CompetitionTrigger;

namespace ShortOrder.Contest.Tests.Competitions;

public sealed class CompetitionLifeTests
{
    private static readonly CompetitionFacts All = new() { IsReady = true, IsBoardFrozen = true, HasDuel = true, HasCoveredRows = true };

    /// <summary>What leads on with every guard open; nothing else does.</summary>
    private static readonly (CompetitionState From, Trigger By, CompetitionState To)[] Table =
    [
        (Draft, Trigger.Open, Lobby), (Draft, Trigger.Void, CompetitionState.Void),
        (Lobby, Trigger.Start, Running), (Lobby, Trigger.Extend, Lobby), (Lobby, Trigger.Void, CompetitionState.Void),
        (Running, Trigger.Pause, Paused), (Running, Trigger.Freeze, Frozen), (Running, Trigger.Extend, Running), (Running, Trigger.Finish, Finished), (Running, Trigger.Void, CompetitionState.Void),
        (Paused, Trigger.Resume, Running), (Paused, Trigger.Extend, Paused), (Paused, Trigger.Finish, Finished), (Paused, Trigger.Void, CompetitionState.Void),
        (Frozen, Trigger.Pause, FrozenPaused), (Frozen, Trigger.Thaw, Running), (Frozen, Trigger.Extend, Frozen), (Frozen, Trigger.Finish, Finished), (Frozen, Trigger.Void, CompetitionState.Void),
        (FrozenPaused, Trigger.Resume, Frozen), (FrozenPaused, Trigger.Extend, FrozenPaused), (FrozenPaused, Trigger.Finish, Finished), (FrozenPaused, Trigger.Void, CompetitionState.Void),
        (Finished, Trigger.Extend, Frozen), (Finished, Trigger.Drained, Duel), (Finished, Trigger.Void, CompetitionState.Void),
        (Duel, Trigger.Settled, Sealed), (Duel, Trigger.Void, CompetitionState.Void),
        (Sealed, Trigger.Reveal, Sealed), (Sealed, Trigger.Publish, Published), (Sealed, Trigger.Void, CompetitionState.Void),
    ];

    [Fact]
    public void Every_trigger_leads_where_the_table_says_and_nowhere_else()
    {
        foreach (CompetitionState from in Enum.GetValues<CompetitionState>())
            foreach (Trigger by in Enum.GetValues<Trigger>())
            {
                CompetitionState? expected = Table.Where(t => t.From == from && t.By == by).Select(t => (CompetitionState?)t.To).SingleOrDefault();
                Assert.Equal((from, by, expected), (from, by, Next(from, by, All)));
            }
    }

    [Theory]
    [InlineData(Lobby, Trigger.Start)]   // nobody is there, or the judge is noisy
    [InlineData(Sealed, Trigger.Reveal)] // all rows are uncovered
    public void A_shut_guard_holds_it_back(CompetitionState from, Trigger by) =>
        Assert.Null(Next(from, by, new() { IsReady = false, IsBoardFrozen = false, HasDuel = false, HasCoveredRows = false }));

    [Theory]
    [InlineData(Trigger.Extend, Running)] // the board was live
    [InlineData(Trigger.Drained, Sealed)] // no duel is wanted
    public void After_the_end_the_facts_decide(Trigger by, CompetitionState expected) => Assert.Equal(expected, Next(Finished, by, All with { IsBoardFrozen = false, HasDuel = false }));

    [Fact]
    public void Names_lead_back_to_states_and_triggers()
    {
        Assert.All(Enum.GetValues<CompetitionState>(), s => Assert.Equal(s, CompetitionNames.FindState(s.Name())));
        Assert.All(Enum.GetValues<Trigger>(), t => Assert.Equal(t, CompetitionNames.FindTrigger(t.Name())));
        Assert.Null(CompetitionNames.FindState("Running"));
    }

    [Fact]
    public void The_readme_shows_the_machine_as_it_is() => Diagrams.AssertShown(new CompetitionLife(() => Draft, _ => { }, () => All).ToMermaid());

    private static CompetitionState? Next(CompetitionState from, Trigger by, CompetitionFacts facts)
    {
        CompetitionLife life = new(() => from, next => from = next, () => facts);
        if (!life.CanFire(by)) return null;
        life.Fire(by);
        return from;
    }
}
