using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Tests.Session.Saves;

public sealed class EditLogTests : SaveTest
{
    private static Level Coffee => TestOrders.Coffee;

    [Fact]
    public void A_board_that_was_never_edited_is_not_kept()
    {
        using SqliteProgress progress = Open();

        Assert.Null(progress.Recall(Coffee));
    }

    [Fact]
    public void Every_edit_is_in_the_file_at_once_with_all_that_can_be_undone_and_redone()
    {
        using SqliteProgress game = Open();
        EditHistory<Plan> history = EditHistory<Plan>.Start(PlanNo(0));
        for (int i = 1; i <= 5; i++) game.Keep(Coffee, history = history.Do(PlanNo(i)));
        for (int i = 0; i < 2; i++) game.Keep(Coffee, history = history.Undo());

        using SqliteProgress after = Open(); // the first was not closed, as if it had been killed
        EditHistory<Plan> found = after.Recall(Coffee)!;

        Assert.Equal(Texts(history), Texts(found));
        Assert.Equal(Texts(history.Redo().Redo()), Texts(found.Redo().Redo()));
        Assert.False(found.Redo().Redo().CanRedo);
    }

    [Fact]
    public void Editing_goes_on_where_the_last_sitting_ended()
    {
        using (SqliteProgress first = Open()) first.Keep(Coffee, EditHistory<Plan>.Start(PlanNo(0)).Do(PlanNo(1)));
        using (SqliteProgress second = Open()) second.Keep(Coffee, second.Recall(Coffee)!.Undo().Do(PlanNo(2)));
        using SqliteProgress third = Open();

        Assert.Equal([PlanWriter.Write(PlanNo(0)), PlanWriter.Write(PlanNo(2))], Texts(third.Recall(Coffee)));
        using SqliteConnection db = Raw();
        Assert.Equal(3, db.Number("SELECT count(*) FROM edit")); // the branch that was undone is still there
        Assert.Equal(1, db.Number("SELECT count(*) FROM edit WHERE parent IS NULL"));
    }

    [Fact]
    public void A_branch_that_was_left_is_found_again_in_the_next_sitting()
    {
        EditHistory<Plan> history = EditHistory<Plan>.Start(PlanNo(0)).Do(PlanNo(1)).Do(PlanNo(2));
        using (SqliteProgress first = Open())
        {
            first.Keep(Coffee, history);
            first.Keep(Coffee, history.Undo().Undo().Do(PlanNo(3)));
        }
        using SqliteProgress second = Open();
        EditHistory<Plan> found = second.Recall(Coffee)!;

        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, found.Count).Select(i => found[i].Value!.Yields[0].After.Ticks));
        Assert.Equal([-1, 0, 1, 0], Enumerable.Range(0, found.Count).Select(i => found[i].Parent));
        second.Keep(Coffee, found.GoTo(2).Do(PlanNo(4)));
        using SqliteProgress third = Open();
        Assert.Equal([0, 1, 2, 4], Path(third.Recall(Coffee)!));
    }

    [Fact]
    public void A_plan_that_does_not_fit_the_level_any_more_leaves_the_others_within_reach()
    {
        Plan lost = PlanEdit.Default(TestOrders.Rush) with { Level = Coffee.Id };
        using (SqliteProgress first = Open()) first.Keep(Coffee, EditHistory<Plan>.Start(PlanNo(0)).Do(lost));
        using SqliteProgress second = Open();
        EditHistory<Plan> found = second.Recall(Coffee)!;

        Assert.Equal(PlanWriter.Write(PlanEdit.Default(Coffee)), PlanWriter.Write(found.Present));
        Assert.Equal((3, false), (found.Count, found.CanUndo));
        Assert.Equal(PlanWriter.Write(PlanNo(0)), PlanWriter.Write(found.GoTo(0).Present));
        Assert.Null(found[1].Value);
    }

    [Fact]
    public void Ten_thousand_edits_are_recalled_while_a_level_opens()
    {
        const int Edits = 10_000;
        using (SqliteProgress first = Open())
        {
            EditHistory<Plan> history = EditHistory<Plan>.Start(PlanNo(0));
            for (int i = 1; i <= Edits; i++) history = history.Do(PlanNo(i));
            first.Keep(Coffee, history);
        }
        using SqliteProgress second = Open();
        double best = double.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long start = Stopwatch.GetTimestamp();
            EditHistory<Plan> found = second.Recall(Coffee)!;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.Equal((Edits + 1, Edits - 1L), (found.Count, found.Undo().Present.Yields[0].After.Ticks));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{best:0.0} ms");
        Assert.InRange(best, 0, 500); // some 30 ms on an idle machine
    }

    [Fact]
    public void Two_games_at_once_lose_no_edit_and_no_run()
    {
        const int Edits = 100;
        Parallel.For(0, 2, game =>
        {
            using SqliteProgress progress = Open();
            EditHistory<Plan> history = EditHistory<Plan>.Start(PlanNo(0));
            for (int i = 1; i <= Edits; i++)
            {
                progress.Keep(Coffee, history = history.Do(PlanNo((1_000 * game) + i)));
                if (i % 10 == 0) progress.Add(Served(i, default));
            }
            Assert.Equal("", progress.Notice);
        });

        using SqliteConnection db = Raw();
        Assert.Equal(2 * Edits, db.Number("SELECT count(DISTINCT plan) FROM edit WHERE parent IS NOT NULL"));
        Assert.Equal(2 * Edits / 10, db.Number("SELECT count(*) FROM run"));
        using SqliteProgress later = Open();
        Assert.Equal(Edits + 1, Texts(later.Recall(Coffee)).Length);
    }

    [Fact]
    public void A_circle_of_edits_ends_at_its_beginning()
    {
        using (SqliteProgress before = Open()) before.Keep(Coffee, EditHistory<Plan>.Start(PlanNo(0)).Do(PlanNo(1)));
        using (SqliteConnection db = Raw()) db.Do("UPDATE edit SET parent = (SELECT max(id) FROM edit) WHERE parent IS NULL");
        using SqliteProgress after = Open();

        Assert.Equal(2, Texts(after.Recall(Coffee)).Length);
    }

    private static IEnumerable<long> Path(EditHistory<Plan> history)
    {
        List<long> ticks = [];
        for (EditHistory<Plan>? at = history; at is not null; at = at.CanUndo ? at.Undo() : null) ticks.Insert(0, at.Present.Yields[0].After.Ticks);
        return ticks;
    }

    [Fact]
    public void An_edit_is_kept_within_a_key_stroke()
    {
        using SqliteProgress progress = Open();
        EditHistory<Plan> history = EditHistory<Plan>.Start(PlanNo(0));
        List<double> milliseconds = [];
        for (int i = 1; i <= 300; i++)
        {
            history = history.Do(PlanNo(i));
            long start = Stopwatch.GetTimestamp();
            progress.Keep(Coffee, history);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        milliseconds.Sort();

        TestContext.Current.TestOutputHelper?.WriteLine($"median {milliseconds[150]:0.000} ms, p99 {milliseconds[297]:0.000} ms");
        Assert.InRange(milliseconds[150], 0, 10); // 0.1 to 0.3 ms on an idle machine
    }
}
