using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Simulation.Tests.Plans;

public sealed class EditHistoryTests
{
    [Fact]
    public void An_edit_after_an_undo_opens_a_branch_and_the_other_one_stays_in_the_tree()
    {
        EditHistory<Plan> history = EditHistory<Plan>.Start(Named("0")).Do(Named("1")).Do(Named("2")).Undo().Undo().Do(Named("3")); // 0 → 1 → 2, 0 → 3
        Assert.False(history.CanRedo);
        Assert.Equal(("3", 4, 0), (history.Present.Level, history.Count, history.Current.Parent));
        Assert.Equal([-1, 0, 1, 0], Enumerable.Range(0, 4).Select(i => history[i].Parent));
        Assert.Equal("2", history.GoTo(2).Present.Level);
        Assert.Same(history, history.Do(history.Present));
    }

    [Fact]
    public void Redo_takes_the_branch_that_was_used_last()
    {
        EditHistory<Plan> history = EditHistory<Plan>.Start(Named("0")).Do(Named("1")).Do(Named("2")).Undo().Undo().Do(Named("3"));
        Assert.Equal("3", history.Undo().Redo().Present.Level);
        EditHistory<Plan> other = history.GoTo(2).Undo().Undo();
        Assert.Equal(("1", "2"), (other.Redo().Present.Level, other.Redo().Redo().Present.Level));
    }

    [Fact]
    public void A_history_that_was_written_down_stands_where_it_stood_and_redo_leads_to_the_latest_edit()
    {
        ImmutableList<EditState<Plan>> states = [State(0, -1), State(1, 0), State(2, 1), State(3, 1), State(4, -1)]; // the last was begun by another game
        EditHistory<Plan> history = EditHistory<Plan>.Of(states, 1, () => Named("new"));
        Assert.Equal(("1", "3", "0"), (history.Present.Level, history.Redo().Present.Level, history.Undo().Present.Level));
        Assert.Equal("2", EditHistory<Plan>.Of(states, 2, () => Named("new")).Undo().Redo().Present.Level);
        Assert.Equal("4", history.GoTo(4).Present.Level);
        Assert.False(history.GoTo(4).CanUndo);
    }

    [Fact]
    public void Plans_that_cannot_be_edited_any_more_are_passed_over()
    {
        ImmutableList<EditState<Plan>> states = [State(0, -1), Lost(1, 0), State(2, 1), Lost(3, 2)];
        EditHistory<Plan> history = EditHistory<Plan>.Of(states, 2, () => Named("new"));
        Assert.Equal(("0", "2"), (history.Undo().Present.Level, history.Undo().Redo().Present.Level));
        Assert.False(history.CanRedo);
        Assert.Same(history, history.GoTo(1));
        EditHistory<Plan> anew = EditHistory<Plan>.Of(states, 3, () => Named("new"));
        Assert.Equal(("new", 5, false), (anew.Present.Level, anew.Count, anew.CanUndo));
        Assert.Equal("2", anew.GoTo(2).Present.Level);
    }

    [Fact]
    public void A_plan_of_a_written_history_is_read_when_somebody_goes_there_and_only_once()
    {
        List<int> read = [];
        ImmutableList<EditState<Plan>> states = [.. Enumerable.Range(0, 10_000).Select(i => new EditState<Plan>(i, i - 1, () => { read.Add(i); return Named($"{i}"); }))];
        EditHistory<Plan> history = EditHistory<Plan>.Of(states, 9_999, () => Named("new"));
        Assert.Equal([9_999], read);
        Assert.Equal("9998", history.Undo().Redo().Undo().Present.Level);
        Assert.Equal([9_999, 9_998], read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_is_done_every_state_can_be_reached_and_undoing_from_it_leads_through_its_parents(int seed)
    {
        Random random = new(seed);
        EditHistory<Plan> history = EditHistory<Plan>.Start(Named("0"));
        List<int> parents = [-1];
        for (int i = 0; i < 10_000; i++)
        {
            EditHistory<Plan> before = history;
            history = random.Next(4) switch
            {
                0 => history.Undo(),
                1 => history.Redo(),
                2 when i % 50 == 0 => history.GoTo(random.Next(history.Count)),
                _ => history.Do(Named($"{history.Count}")),
            };
            if (history.Count > before.Count) parents.Add(before.Current.Number);
        }
        Assert.Equal(parents, Enumerable.Range(0, history.Count).Select(i => history[i].Parent));
        foreach (int number in Enumerable.Range(0, 50).Select(_ => random.Next(history.Count)))
        {
            EditHistory<Plan> there = history.GoTo(number);
            Assert.Equal($"{number}", there.Present.Level);
            if (there.CanUndo) Assert.Same(there.Current, there.Undo().Redo().Current);
            for (int at = number; at >= 0; at = parents[at], there = there.Undo()) Assert.Equal(at, there.Current.Number);
            Assert.False(there.CanUndo);
        }
    }

    private static Plan Named(string name) => new() { Level = name, Kitchens = [new("home", 1, [])] };

    private static EditState<Plan> State(int number, int parent) => new(number, parent, () => Named($"{number}"));

    private static EditState<Plan> Lost(int number, int parent) => new(number, parent, () => null);
}
