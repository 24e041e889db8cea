using System.Diagnostics;
using System.Text.RegularExpressions;
using ShortOrder.Contest.Judging;
using ShortOrder.Game.Tests.Session.Saves;

namespace ShortOrder.Game.Tests.Flows;

/// <summary>A lesson in two terminals: the teacher hosts, a student joins, plans, submits, gets the real judge's verdict, and sees the results.</summary>
[Collection(RealRuns.Name)]
public sealed partial class ClassroomFlowTests : SaveTest
{
    [Fact]
    public void A_plan_is_submitted_from_one_terminal_and_judged_in_the_other()
    {
        TmuxGame.MustBeAvailable(isTimed: false);
        WaitForMachine();
        using TmuxGame host = new(Path.Combine(Folder, "teacher"), 120, 36, "host", "coffee-and-a-sandwich", "--address", "127.0.0.1", "--port", "0", "--minutes", "20");
        host.WaitFor("0 are here");
        Match join = JoinLine().Match(host.Screen);
        Assert.True(join.Success, host.Screen);

        using TmuxGame student = new(Path.Combine(Folder, "student"), 80, 24); // by the title, as who never reads a command line
        student.WaitFor("Join a class");
        student.Press("J");
        student.Type(join.Groups[1].Value);
        student.Press("Enter");
        student.WaitFor("The join code");
        student.Type(join.Groups[2].Value);
        student.Press("Enter");
        student.WaitFor("Your name on the board");
        student.Type("Ada");
        student.Press("Enter");
        student.WaitFor("You are in.");
        host.WaitFor("1 is here");
        using TmuxGame ben = new(Path.Combine(Folder, "ben"), 80, 24, "join", join.Groups[1].Value, join.Groups[2].Value, "--plain"); // line by line, from the command line
        ben.WaitFor("Your name on the board:");
        ben.Say("Ben");
        ben.WaitFor("You are in.");
        ben.Say("where"); // the terminal gives lines still
        ben.WaitFor("You are at the levels.");
        using TmuxGame cleo = new(Path.Combine(Folder, "cleo"), 80, 24, "--plain"); // and out of the game
        cleo.WaitFor("Type continue");
        cleo.Say($"join {join.Groups[1].Value} {join.Groups[2].Value} Cleo");
        cleo.WaitFor("You are Cleo.");
        cleo.Say("quit");
        cleo.WaitFor("Back from the class.");
        cleo.Say("quit");
        cleo.WaitForEnd();
        host.WaitFor("3 are here");
        host.Press("s");
        host.WaitFor("start for 3 players?");
        host.Press("3"); // whatever else this machine is doing
        host.WaitFor("running, ");

        ben.Say("");
        ben.WaitFor("Plans are taken.");
        ben.Say("quit");
        ben.WaitForEnd();
        student.WaitFor("1  Coffee and a sandwich");
        student.WaitForNo("on its way");
        student.Press("Enter");
        student.WaitFor("briefing");
        student.Press("Enter");
        student.WaitFor("planning · ");
        student.Press("Down", "S-Down");
        student.WaitFor("6.0 min");
        student.Press("F6");
        student.WaitFor("submitted · ");
        student.WaitFor(TimeSpan.FromMinutes(6), "the judge's verdict", "IN DOUBT"); // on a busy machine it is measured again and again
        bool isMeasured = !student.Screen.Contains("IN DOUBT", StringComparison.Ordinal); // on a machine that is too busy the judge says so
        if (isMeasured)
        {
            student.WaitFor("for real");
            student.WaitFor("Your place on this level: 1st of 1.");
        }
        student.Press("b");
        student.WaitFor(isMeasured ? "1st of 1" : "the teacher looks at it");

        host.Press("E", "2");
        host.WaitFor(TimeSpan.FromMinutes(6), "the reveal"); // after the duel
        host.Press("P", "2");
        host.WaitFor("published");
        student.WaitFor("final standings");
        host.Press("w");
        host.WaitFor("Folder for results.json and results.csv.");
        host.Press("Enter");
        host.WaitFor(" In /"); // where they are
        string results = Assert.Single(Directory.GetDirectories(Path.Combine(Folder, "teacher", "hosted"), "results-*"));
        Assert.Contains("Ada", File.ReadAllText(Path.Combine(results, "results.csv")), StringComparison.Ordinal);
        Assert.Contains("\"submissions\"", File.ReadAllText(Path.Combine(results, "results.json")), StringComparison.Ordinal);
        student.Press("q", "2");
        student.WaitFor("Join a class"); // the title again
        student.Press("J");
        student.WaitFor($"> {join.Groups[1].Value}"); // where the class met
        student.Press("Escape", "q");
        student.WaitForEnd();
        host.Press("q", "2");
        host.WaitForEnd();
    }

    /// <summary>A machine has one judge at a time: waits until that of another test has ended.</summary>
    private static void WaitForMachine()
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                MachineLock.Take().Dispose();
                return;
            }
            catch (JudgeRefusedException) when (watch.Elapsed < TimeSpan.FromMinutes(5))
            {
                Thread.Sleep(500);
            }
        }
    }

    [GeneratedRegex(@"shortorder join (127\.0\.0\.1:\d+) ([2-9A-Z]{6})")]
    private static partial Regex JoinLine();
}
