using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Tests.Session.Saves;

/// <summary>The executable itself: played by keys on a terminal of its own, made by <c>script</c>, and killed; and several at once.</summary>
public sealed class SaveProcessTests : SaveTest
{
    private const string Enter = "\r", Down = "\e[B", CarryDown = "\e[1;2B", CarryUp = "\e[1;2A", Undo = "u";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private string PidFile => Path.Combine(Folder, "pid");

    private static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "shortorder.exe" : "shortorder");

    [Fact]
    public void A_game_that_is_killed_has_kept_every_edit_and_what_was_undone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "needs script, of util-linux");
        Level coffee = CommandRun.Library.Find("coffee-and-a-sandwich")!;
        using Process terminal = Start($"play {coffee.Id}");
        try
        {
            Until(terminal, "Enter", text => text.Contains("Coffee and a sandwich", StringComparison.Ordinal));
            Type(terminal, Enter, Down, CarryDown, CarryUp, Undo);
            // Two edits upon the plan the level was opened with, and back to the first: there is nothing else to wait for.
            Assert.True(SpinWait.SpinUntil(IsSecondEditUndone, Patience), "the edits never reached the file");
            using Process game = Process.GetProcessById(int.Parse(File.ReadAllText(PidFile), CultureInfo.InvariantCulture));
            game.Kill(); // SIGKILL
        }
        finally
        {
            if (!terminal.WaitForExit(TimeSpan.FromSeconds(5))) terminal.Kill(entireProcessTree: true);
        }

        using SqliteProgress after = Open();
        PlanHistory found = after.Recall(coffee)!;
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
            PlanHistory history = PlanHistory.Start(PlanNo(0));
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

    private Process Start(string arguments)
    {
        ProcessStartInfo start = new("/usr/bin/script", ["-qfc", $"stty cols 80 rows 24; echo $$ > '{PidFile}'; exec '{Program}' {arguments}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { [SaveFolder.Variable] = Folder, ["TERM"] = "xterm-256color" },
        };
        start.Environment.Remove("DisableRealDriverIO"); // the other tests draw without a terminal
        return Process.Start(start)!;
    }

    /// <summary>Reads what the game draws until it shows something.</summary>
    private static void Until(Process terminal, string what, Func<string, bool> isShown)
    {
        char[] buffer = new char[4096];
        string text = "";
        Task reading = Task.Run(() =>
        {
            while (!isShown(text) && terminal.StandardOutput.Read(buffer) is > 0 and int length) text += new string(buffer, 0, length);
        });
        Assert.True(reading.Wait(Patience) && isShown(text), $"the game never showed {what}: {text}");
        terminal.StandardOutput.BaseStream.CopyToAsync(Stream.Null); // a full pipe would stop the game
    }

    private static void Type(Process terminal, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            terminal.StandardInput.Write(key);
            terminal.StandardInput.Flush();
        }
    }

    private bool IsSecondEditUndone()
    {
        using SqliteConnection db = Raw();
        return db.Number("SELECT count(*) FROM edit") == 3
            && db.Number("SELECT count(*) FROM board JOIN edit ON edit.id = board.edit WHERE edit.parent IN (SELECT id FROM edit WHERE parent IS NULL)") == 1;
    }
}
