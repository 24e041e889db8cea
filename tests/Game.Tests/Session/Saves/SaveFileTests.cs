using Microsoft.Data.Sqlite;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Tests.Session.Saves;

public sealed class SaveFileTests : SaveTest
{
    [Fact]
    public void A_new_file_has_the_present_format()
    {
        using (SqliteProgress progress = Open()) Assert.Equal("", progress.Notice);

        using SqliteConnection db = Raw();
        Assert.Equal((3L, (long)SaveSchema.ApplicationId, "wal"), (db.Number("PRAGMA user_version"), db.Number("PRAGMA application_id"), db.Text("PRAGMA journal_mode")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_of_every_older_format_is_brought_up_to_date_with_its_runs(int version)
    {
        using (SqliteConnection old = Raw())
        {
            SaveSchema.Migrate(old, version);
            SavedRun.Of(Served(6.1m, Medal.Gold), DateTimeOffset.UtcNow).AddTo(old);
        }
        using SqliteProgress progress = Open();
        progress.Set("theme", "dark");

        Assert.Equal((6.1m, "dark", ""), (progress.Best("coffee-and-a-sandwich")!.Minutes, progress.Setting("theme"), progress.Notice));
    }

    [Fact]
    public void A_newer_file_is_refused_and_stays_as_it_is()
    {
        using (SqliteProgress progress = Open()) progress.Add(Served(7, Medal.Silver));
        using (SqliteConnection db = Raw()) db.Do("PRAGMA user_version = 4");
        byte[] before = File.ReadAllBytes(FilePath);

        SaveFileException refused = Assert.Throws<SaveFileException>(Open);

        Assert.Contains("newer version of the game (format 4, this one knows 3)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal([SaveFile.Name, SaveFile.Gate], Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public void The_database_of_another_program_is_refused_and_stays_as_it_is()
    {
        using (SqliteConnection db = Raw()) db.Do("CREATE TABLE bookmark (url TEXT)");
        byte[] before = File.ReadAllBytes(FilePath);

        Assert.Contains("another program", Assert.Throws<SaveFileException>(Open).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Theory]
    [InlineData("not a database at all, but longer than the header of one, which has a hundred bytes; so here are some more words")]
    [InlineData("short")]
    public void A_damaged_file_is_kept_under_a_dated_name_and_the_player_told(string damage)
    {
        File.WriteAllText(FilePath, damage);

        using SqliteProgress progress = Open();

        string aside = Assert.Single(Directory.EnumerateFiles(Folder, "progress.damaged-????????-??????.db"));
        Assert.Equal(damage, File.ReadAllText(aside));
        Assert.Contains(aside, progress.Notice, StringComparison.Ordinal);
        progress.Add(Served(7, Medal.Silver));
        Assert.Equal(7, progress.Best("coffee-and-a-sandwich")!.Minutes);
    }

    [Fact]
    public void A_file_that_lost_its_second_half_counts_as_damaged()
    {
        using (SqliteProgress progress = Open())
            for (int i = 0; i < 50; i++) progress.Add(Served(7, Medal.Silver));
        using (FileStream file = File.OpenWrite(FilePath)) file.SetLength(file.Length / 2 / 4096 * 4096);

        using SqliteProgress after = Open();

        Assert.NotEqual("", after.Notice);
        Assert.Single(Directory.EnumerateFiles(Folder, "progress.damaged-*.db"));
    }

    [Fact]
    public void Games_that_find_the_same_damage_at_once_begin_one_new_file()
    {
        for (int round = 1; round <= 50; round++)
        {
            File.WriteAllText(FilePath, new string('x', 5_000));
            Parallel.For(0, 4, i =>
            {
                using SqliteProgress progress = Open();
                progress.Set($"game{i}", "was here");
            });

            Assert.Equal(round, Directory.EnumerateFiles(Folder, "progress.damaged-*.db").Count());
            using SqliteProgress all = Open();
            for (int i = 0; i < 4; i++) Assert.Equal("was here", all.Setting($"game{i}"));
        }
    }

    [Fact]
    public void Games_that_start_at_once_make_one_file()
    {
        Parallel.For(0, 4, i =>
        {
            using SqliteProgress progress = Open();
            progress.Set($"game{i}", "was here");
        });

        using SqliteProgress all = Open();
        for (int i = 0; i < 4; i++) Assert.Equal("was here", all.Setting($"game{i}"));
    }

    [Fact]
    public void Without_a_usable_folder_the_game_goes_on_in_memory_and_says_so()
    {
        string blocked = Path.Combine(Folder, "file");
        File.WriteAllText(blocked, "no folder");

        using BackgroundProgress progress = new(Path.Combine(blocked, "below"), TimeProvider.System);

        Assert.StartsWith("Nothing of this game will be kept: ", progress.Notice, StringComparison.Ordinal);
        progress.Add(Served(7, Medal.Silver));
        Assert.Equal(7, progress.Best("coffee-and-a-sandwich")!.Minutes);
    }

    [Fact]
    public void Without_a_home_the_game_goes_on_in_memory_and_says_so()
    {
        using BackgroundProgress progress = new(folder: null, TimeProvider.System);

        Assert.Contains(SaveFolder.Variable, progress.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_written_is_told_and_written_later()
    {
        using SqliteProgress progress = Open();
        using SqliteConnection other = Raw();
        other.Do("ALTER TABLE setting RENAME TO away");
        progress.Set("theme", "dark");
        string notice = progress.Notice;
        other.Do("ALTER TABLE away RENAME TO setting");
        progress.Set("speed", "2");

        Assert.StartsWith("Not saved yet: ", notice, StringComparison.Ordinal);
        Assert.Equal(("dark", "2", ""), (progress.Setting("theme"), progress.Setting("speed"), progress.Notice));
    }
}
