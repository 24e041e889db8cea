using System.Text;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Game.Commands;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Tests.Commands;

public sealed class HostCommandTests
{
    [Fact]
    public void Students_get_levels_without_the_plans_of_their_authors()
    {
        CommandStreams streams = new(TextWriter.Null, TextWriter.Null, () => Stream.Null);
        foreach (Level shipped in CommandRun.Library.Worlds.SelectMany(w => w.Levels).Where(l => l.Challenge is null))
        {
            ContestLevel handed = Assert.Single(new HostLevels(CommandRun.Library, streams).Find([shipped.Id])!);
            Level read = LevelReader.Read(Encoding.UTF8.GetBytes(handed.Text), "level").Value!;
            Assert.Empty(read.Plans);
            Assert.Equal(LevelWriter.Write(shipped with { Plans = [], Schema = null }), LevelWriter.Write(read)); // everything else is as it was
        }
    }

    [Fact]
    public async Task The_teacher_is_told_which_levels_have_twins()
    {
        string folder = Directory.CreateTempSubdirectory("host-").FullName, file = Path.Combine(folder, "contest.db");
        try
        {
            using ContestDatabase database = ContestDatabase.OfFile(file);
            ContestStore store = await ContestStore.OpenAsync(database, TestContext.Current.CancellationToken);
            ContestLevel level = new HostLevels(CommandRun.Library, new(TextWriter.Null, TextWriter.Null, () => Stream.Null)).Find(["three-kettles"])![0];
            await CompetitionDesk.CreateAsync(store, new() { Title = "Before", DurationMs = 60_000, Levels = [level] }, TimeProvider.System, TestContext.Current.CancellationToken); // so that no other begins
            CommandRun run = await CommandRun.Of("host", "three-kettles", "deliveries", "--twins", "--data", file);
            Assert.Contains("three-kettles: 6 twins\ndeliveries: no twins, since", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("twins", (await CommandRun.Of("host", "three-kettles", "--data", file)).Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_roster_is_refused_line_by_line_before_anything_is_made()
    {
        string folder = Directory.CreateTempSubdirectory("host-").FullName, roster = Path.Combine(folder, "class.txt"), data = Path.Combine(folder, "contest.db");
        try
        {
            File.WriteAllText(roster, "# group 2\r\nAda\r\n\r\n<b>\r\nBen\r\nada\r\n");
            CommandRun run = await CommandRun.Of("host", "coffee-and-a-sandwich", "--roster", roster, "--data", data);
            Assert.Equal(2, run.Code);
            Assert.Equal([$"{roster}:4: U+003C may not stand in it. {PlayerName.Rule}", $"{roster}:6: ada looks like Ada in line 2: add an initial."], run.Error.TrimEnd().Split('\n'));
            Assert.False(File.Exists(data));
            Assert.Contains("there is no such file", (await CommandRun.Of("host", "coffee-and-a-sandwich", "--roster", roster + "x", "--data", data)).Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Personal_codes_are_written_down_for_the_teacher_alone_and_found_again()
    {
        string folder = Directory.CreateTempSubdirectory("host-").FullName, file = Path.Combine(folder, "hosted", "codes.txt");
        try
        {
            Assert.Empty(HostRoster.Find(file));
            RosterCode[] codes = [new("Ada", "K7M2QP"), new("Anna Maria", "ABC234")];
            HostRoster.Keep(file, codes);
            Assert.Equal(["K7M2QP Ada", "ABC234 Anna Maria"], File.ReadAllLines(file));
            Assert.Equal(codes, HostRoster.Find(file));
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("no level is named \"coffee-and-a-sandwhich\"; did you mean \"coffee-and-a-sandwich\"?", "coffee-and-a-sandwhich")]
    [InlineData("is named twice: name it once", "coffee-and-a-sandwich", "coffee-and-a-sandwich", "--data", "FILE")]
    [InlineData("this level gives a plan to break", "the-frozen-kitchen", "--data", "FILE")]
    [InlineData("no competition was held here yet: name the levels of a new one", "--data", "FILE")]
    [InlineData("--data names a file, --database a server: one of them, please", "coffee-and-a-sandwich", "--data", "FILE", "--database", "Host=db")]
    [InlineData("\"lab\" is no IP address", "coffee-and-a-sandwich", "--address", "lab")]
    [InlineData("--minutes is a whole number from 1 to 10080.", "coffee-and-a-sandwich", "--minutes", "0")]
    public async Task What_is_missing_or_wrong_is_told_with_how_to_mend_it(string told, params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("host-").FullName;
        try
        {
            CommandRun run = await CommandRun.Of(["host", .. arguments.Select(a => a == "FILE" ? Path.Combine(folder, "contest.db") : a)]);
            Assert.Equal(2, run.Code);
            Assert.Contains(told, run.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
