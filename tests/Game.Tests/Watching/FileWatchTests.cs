using System.Text;
using ShortOrder.Game.Watching;

namespace ShortOrder.Game.Tests.Watching;

/// <summary>Every way in which editors save ends in one change, with events of the file system and without.</summary>
public sealed class FileWatchTests : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20), Seldom = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("watch").FullName;

    private string Level => Path.Combine(_folder, "level.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private FileWatch Watch(bool usesEvents) => new(Level, usesEvents ? Seldom : Often, usesEvents);

    private static async Task<string?> Next(FileWatch watch)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        return await watch.NextAsync(patience.Token) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Writing_anew_renaming_deleting_and_coming_back_are_all_seen(bool usesEvents)
    {
        using FileWatch watch = Watch(usesEvents);
        Assert.Null(await Next(watch)); // not there yet

        File.WriteAllText(Level, "{ \"a\": 1 }");
        Assert.Equal("{ \"a\": 1 }", await Next(watch));

        File.WriteAllText(Path.Combine(_folder, "level.json~"), "{ \"a\": 2 }"); // as vim and others do
        File.Move(Path.Combine(_folder, "level.json~"), Level, overwrite: true);
        Assert.Equal("{ \"a\": 2 }", await Next(watch));

        File.Delete(Level);
        Assert.Null(await Next(watch));

        File.WriteAllText(Level, "{ \"a\": 3 }");
        Assert.Equal("{ \"a\": 3 }", await Next(watch));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_written_in_pieces_is_seen_whole(bool usesEvents)
    {
        using FileWatch watch = Watch(usesEvents);
        await Next(watch);
        Task<string?> next = Next(watch);

        using (FileStream file = new(Level, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            foreach (string piece in new[] { "{ \"tasks\": [", "1, 2", "] }" })
            {
                file.Write(Encoding.UTF8.GetBytes(piece));
                file.Flush();
                await Task.Yield();
            }
        }

        Assert.Equal("{ \"tasks\": [1, 2] }", await next);
    }

    [Fact]
    public async Task A_file_that_stays_broken_is_shown_as_it_is()
    {
        using FileWatch watch = Watch(usesEvents: true);
        await Next(watch);

        File.WriteAllText(Level, "{ \"tasks\": [");

        Assert.Equal("{ \"tasks\": [", await Next(watch));
    }

    [Fact]
    public async Task Saving_the_same_again_is_no_change()
    {
        File.WriteAllText(Level, "{}");
        using FileWatch watch = Watch(usesEvents: false);
        await Next(watch);
        Task<string?> next = Next(watch);

        File.WriteAllText(Level, "{}");
        File.SetLastWriteTimeUtc(Level, DateTime.UtcNow);
        Assert.NotSame(next, await Task.WhenAny(next, Task.Delay(10 * Often, TestContext.Current.CancellationToken)));
        File.WriteAllText(Level, "{ }");

        Assert.Equal("{ }", await next);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_waited_for()
    {
        using FileWatch watch = new(Path.Combine(_folder, "later", "level.json"), Often);
        Assert.Null(await Next(watch));

        Directory.CreateDirectory(Path.Combine(_folder, "later"));
        File.WriteAllText(Path.Combine(_folder, "later", "level.json"), "{}");

        Assert.Equal("{}", await Next(watch));
    }
}
