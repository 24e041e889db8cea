using System.Runtime.CompilerServices;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Tests.Session;

public sealed class GameFlowTests
{
    /// <summary>Every way there is: state, trigger, plan legal, level follows, next state.</summary>
    public static TheoryData<FlowState, FlowTrigger, bool, bool, FlowState> Ways => new()
    {
        { FlowState.Title, FlowTrigger.Browse, false, false, FlowState.Levels },
        { FlowState.Title, FlowTrigger.Open, false, false, FlowState.Briefing },
        { FlowState.Title, FlowTrigger.Author, false, false, FlowState.Workshop },
        { FlowState.Title, FlowTrigger.Edit, false, false, FlowState.Editing },
        { FlowState.Title, FlowTrigger.Host, false, false, FlowState.Hosting },
        { FlowState.Title, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Levels, FlowTrigger.Open, false, false, FlowState.Briefing },
        { FlowState.Levels, FlowTrigger.Edit, false, false, FlowState.Editing },
        { FlowState.Levels, FlowTrigger.Back, false, false, FlowState.Title },
        { FlowState.Levels, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Briefing, FlowTrigger.Plan, false, false, FlowState.Planning },
        { FlowState.Briefing, FlowTrigger.Back, false, false, FlowState.Levels },
        { FlowState.Briefing, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Planning, FlowTrigger.Serve, true, false, FlowState.Serving },
        { FlowState.Planning, FlowTrigger.Back, false, false, FlowState.Briefing },
        { FlowState.Planning, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Serving, FlowTrigger.Served, false, false, FlowState.Verdict },
        { FlowState.Serving, FlowTrigger.Cancelled, false, false, FlowState.Planning },
        { FlowState.Serving, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Verdict, FlowTrigger.Next, false, true, FlowState.Briefing },
        { FlowState.Verdict, FlowTrigger.Next, false, false, FlowState.Levels },
        { FlowState.Verdict, FlowTrigger.Explain, false, false, FlowState.Explaining },
        { FlowState.Verdict, FlowTrigger.Replay, false, false, FlowState.Replaying },
        { FlowState.Explaining, FlowTrigger.Replay, false, false, FlowState.Replaying },
        { FlowState.Replaying, FlowTrigger.Back, false, false, FlowState.Verdict },
        { FlowState.Replaying, FlowTrigger.Retry, false, false, FlowState.Planning },
        { FlowState.Replaying, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Explaining, FlowTrigger.Next, false, true, FlowState.Briefing },
        { FlowState.Explaining, FlowTrigger.Next, false, false, FlowState.Levels },
        { FlowState.Explaining, FlowTrigger.Retry, false, false, FlowState.Planning },
        { FlowState.Explaining, FlowTrigger.Back, false, false, FlowState.Verdict },
        { FlowState.Explaining, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Inspecting, FlowTrigger.Next, false, true, FlowState.Briefing },
        { FlowState.Inspecting, FlowTrigger.Next, false, false, FlowState.Levels },
        { FlowState.Inspecting, FlowTrigger.Back, false, false, FlowState.Briefing },
        { FlowState.Inspecting, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Workshop, FlowTrigger.Edit, false, false, FlowState.Editing },
        { FlowState.Workshop, FlowTrigger.Back, false, false, FlowState.Title },
        { FlowState.Workshop, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Editing, FlowTrigger.Open, false, false, FlowState.Briefing },
        { FlowState.Editing, FlowTrigger.Plan, false, false, FlowState.Planning },
        { FlowState.Editing, FlowTrigger.Back, false, false, FlowState.Workshop },
        { FlowState.Editing, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Competition, FlowTrigger.Open, false, false, FlowState.Briefing },
        { FlowState.Competition, FlowTrigger.Review, false, false, FlowState.Judging },
        { FlowState.Competition, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Judging, FlowTrigger.Retry, false, false, FlowState.Planning },
        { FlowState.Judging, FlowTrigger.Back, false, false, FlowState.Competition },
        { FlowState.Judging, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Hosting, FlowTrigger.Quit, false, false, FlowState.Closed },
        { FlowState.Verdict, FlowTrigger.Retry, false, false, FlowState.Planning },
        { FlowState.Verdict, FlowTrigger.Back, false, false, FlowState.Levels },
        { FlowState.Verdict, FlowTrigger.Quit, false, false, FlowState.Closed },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Each_trigger_leads_where_the_table_says(FlowState state, FlowTrigger trigger, bool isPlanLegal, bool hasNextLevel, FlowState next)
    {
        FlowState now = state;
        new GameFlow(() => now, s => now = s, () => isPlanLegal, () => hasNextLevel, () => false).Fire(trigger);
        Assert.Equal(next, now);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void What_the_table_leaves_out_leads_nowhere(bool isPlanLegal, bool hasNextLevel)
    {
        foreach (FlowState state in Enum.GetValues<FlowState>())
        {
            GameFlow flow = new(() => state, _ => { }, () => isPlanLegal, () => hasNextLevel, () => false);
            foreach (FlowTrigger trigger in Enum.GetValues<FlowTrigger>())
            {
                bool isWay = Ways.Any(w => w.Data is var (s, t, legal, follows, _) && s == state && t == trigger && (!legal || isPlanLegal)
                    && (trigger != FlowTrigger.Next || follows == hasNextLevel));
                Assert.True(isWay == flow.CanFire(trigger), $"{state} {trigger}");
            }
        }
    }

    [Theory]
    [InlineData(false, FlowState.Verdict)]
    [InlineData(true, FlowState.Explaining)]
    public void A_film_leads_back_to_where_it_was_asked_for(bool cameFromPages, FlowState expected)
    {
        FlowState now = FlowState.Replaying;
        new GameFlow(() => now, s => now = s, () => true, () => true, () => cameFromPages).Fire(FlowTrigger.Back);
        Assert.Equal(expected, now);
    }

    [Theory]
    [InlineData(FlowState.Briefing, FlowTrigger.Back)]
    [InlineData(FlowState.Planning, FlowTrigger.Back)]
    [InlineData(FlowState.Inspecting, FlowTrigger.Back)]
    [InlineData(FlowState.Inspecting, FlowTrigger.Next)]
    [InlineData(FlowState.Verdict, FlowTrigger.Back)]
    [InlineData(FlowState.Verdict, FlowTrigger.Next)]
    [InlineData(FlowState.Explaining, FlowTrigger.Next)]
    public void An_author_who_tries_a_level_comes_back_to_the_editor(FlowState from, FlowTrigger trigger)
    {
        FlowState now = from;
        new GameFlow(() => now, s => now = s, () => true, () => true, () => false, () => false, () => true).Fire(trigger);
        Assert.Equal(FlowState.Editing, now);
    }

    [Theory]
    [InlineData(FlowState.Title, FlowTrigger.Join, FlowState.Competition)]
    [InlineData(FlowState.Briefing, FlowTrigger.Back, FlowState.Competition)]
    [InlineData(FlowState.Planning, FlowTrigger.Back, FlowState.Competition)]
    [InlineData(FlowState.Planning, FlowTrigger.Submit, FlowState.Judging)]
    [InlineData(FlowState.Inspecting, FlowTrigger.Back, FlowState.Competition)]
    [InlineData(FlowState.Inspecting, FlowTrigger.Next, FlowState.Competition)]
    [InlineData(FlowState.Verdict, FlowTrigger.Back, FlowState.Competition)]
    [InlineData(FlowState.Verdict, FlowTrigger.Next, FlowState.Competition)]
    [InlineData(FlowState.Explaining, FlowTrigger.Next, FlowState.Competition)]
    public void Who_takes_part_in_a_competition_comes_back_to_it(FlowState from, FlowTrigger trigger, FlowState expected)
    {
        FlowState now = from;
        new GameFlow(() => now, s => now = s, () => true, () => true, () => false, () => false, () => false, () => true).Fire(trigger);
        Assert.Equal(expected, now);
    }

    [Theory]
    [InlineData(FlowState.Briefing, FlowTrigger.Back)]
    [InlineData(FlowState.Inspecting, FlowTrigger.Next)]
    [InlineData(FlowState.Verdict, FlowTrigger.Back)]
    [InlineData(FlowState.Verdict, FlowTrigger.Next)]
    [InlineData(FlowState.Explaining, FlowTrigger.Next)]
    public void A_level_that_the_map_does_not_have_leads_back_to_the_title(FlowState from, FlowTrigger trigger)
    {
        FlowState now = from;
        new GameFlow(() => now, s => now = s, () => true, () => false, () => false, isApart: () => true).Fire(trigger);
        Assert.Equal(FlowState.Title, now);
    }

    [Theory]
    [InlineData(false, FlowState.Planning)]
    [InlineData(true, FlowState.Inspecting)]
    public void Where_a_plan_is_given_it_is_broken_and_not_made(bool isForInspector, FlowState expected)
    {
        FlowState now = FlowState.Briefing;
        new GameFlow(() => now, s => now = s, () => true, () => true, () => false, () => isForInspector).Fire(FlowTrigger.Plan);
        Assert.Equal(expected, now);
    }

    [Fact]
    public void An_illegal_plan_is_not_served()
    {
        FlowState now = FlowState.Planning;
        GameFlow flow = new(() => now, s => now = s, () => false, () => true, () => false);
        Assert.False(flow.CanFire(FlowTrigger.Serve));
        Assert.Throws<InvalidOperationException>(() => flow.Fire(FlowTrigger.Serve));
    }

    [Fact]
    public void The_readme_shows_the_machine_as_it_is()
    {
        string diagram = new GameFlow(() => FlowState.Title, _ => { }, () => true, () => true, () => false).ToMermaid();
        Assert.True(File.ReadAllText(Readme()).ReplaceLineEndings("\n").Contains($"```mermaid\n{diagram}\n```", StringComparison.Ordinal), $"src/Game/README.md should show:\n{diagram}");
    }

    private static string Readme([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "src", "Game", "README.md");
}
