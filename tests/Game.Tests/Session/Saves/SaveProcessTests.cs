using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Session.Saves;

/// <summary>The executable itself: played by keys on a terminal of its own, made by <c>script</c>, and killed; and several at once.</summary>
public sealed class SaveProcessTests : SaveTest
{
    private const string Enter = "\r", Down = "\e[B", CarryDown = "\e[1;2B", CarryUp = "\e[1;2A", Undo = "u";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "shortorder.exe" : "shortorder");

    [Fact]
    public void A_game_that_is_killed_has_kept_every_edit_and_what_was_undone()
    {
        Assert.SkipUnless(PseudoTerminal.IsAvailable, "needs script, of util-linux");
        Level coffee = CommandRun.Library.Find("coffee-and-a-sandwich")!;
        using (PseudoTerminal terminal = new(Program, $"play {coffee.Id}", 80, 24, new Dictionary<string, string?> { [SaveFolder.Variable] = Folder }))
        {
            terminal.WaitFor("briefing", 0, Patience);
            terminal.Type(Enter + Down + CarryDown + CarryUp + Undo);
            // Two edits upon the plan the level was opened with, and back to the first: there is nothing else to wait for.
            Assert.True(SpinWait.SpinUntil(IsSecondEditUndone, Patience), "the edits never reached the file");
            using Process game = Process.GetProcessById(terminal.ProcessId);
            game.Kill(); // SIGKILL
            Assert.True(terminal.WaitForExit(Patience));
        }

        using SqliteProgress after = Open();
        EditHistory<Plan> found = after.Recall(coffee)!;
        Assert.Equal("", after.Notice);
        Assert.Equal(2, Texts(found).Length);
        Assert.Equal(PlanWriter.Write(PlanEdit.Default(coffee)), Texts(found)[0]);
        Assert.True(found.CanRedo);
    }

    [Fact]
    public void Processes_that_write_at_once_lose_nothing()
    {
        const int Imports = 2, Runs = 100, Edits = 50;
        Process[] imports = [.. Enumerable.Range(0, Imports).Select(i =>
        {
            string file = Path.Combine(Folder, $"{i}.json");
            using (FileStream text = File.Create(file))
                SaveWriter.Write(text, new([.. Enumerable.Range(0, Runs).Select(_ => SavedRun.Of(Served(7, default), DateTimeOffset.UtcNow))], [], [], [], []));
            return Process.Start(new ProcessStartInfo(Program, ["save", "import", file]) { Environment = { [SaveFolder.Variable] = Folder }, RedirectStandardError = true })!;
        })];
        using (SqliteProgress game = Open())
        {
            EditHistory<Plan> history = EditHistory<Plan>.Start(PlanNo(0));
            for (int i = 1; i <= Edits || imports.Any(p => !p.HasExited); i++) game.Keep(TestOrders.Coffee, history = history.Do(PlanNo(i)));
            Assert.Equal("", game.Notice);
            using SqliteConnection db = Raw();
            Assert.Equal((Imports * Runs, Texts(history).Length), (db.Number("SELECT count(*) FROM run"), db.Number("SELECT count(*) FROM edit")));
        }
        foreach (Process import in imports)
        {
            Assert.Equal(0, import.ExitCode);
            import.Dispose();
        }
    }

    private bool IsSecondEditUndone()
    {
        using SqliteConnection db = Raw();
        return db.Number("SELECT count(*) FROM edit") == 3
            && db.Number("SELECT count(*) FROM board JOIN edit ON edit.id = board.edit WHERE edit.parent IN (SELECT id FROM edit WHERE parent IS NULL)") == 1;
    }
}
