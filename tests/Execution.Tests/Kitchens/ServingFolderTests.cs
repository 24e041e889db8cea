using ShortOrder.Execution.Kitchens;

namespace ShortOrder.Execution.Tests.Kitchens;

public sealed class ServingFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("folders-").FullName;

    [Fact]
    public void Only_its_owner_may_look_inside()
    {
        if (OperatingSystem.IsWindows()) return; // Unix modes
        using ServingFolder folder = ServingFolder.CreateIn(_parent);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public void Nothing_is_left_when_it_is_disposed()
    {
        ServingFolder folder = ServingFolder.CreateIn(_parent);
        File.WriteAllText(folder.File("events-0"), "x");

        folder.Dispose();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent));
    }

    [Theory]
    [InlineData("shortorder-2147483646-0a0b0c0d", true)] // no process has such an id
    [InlineData("shortorder-1-0a0b0c0d", false)] // somebody runs under that id
    [InlineData("shortorder-notes", false)] // not ours
    [InlineData("shortorder-x-y", false)]
    public void What_dead_owners_left_is_swept_and_nothing_else(string name, bool isSwept)
    {
        Directory.CreateDirectory(Path.Combine(_parent, name));

        using ServingFolder folder = ServingFolder.CreateIn(_parent);

        Assert.Equal(isSwept, !Directory.Exists(Path.Combine(_parent, name)));
    }

    [Fact]
    public void A_folder_whose_owner_lives_where_we_cannot_see_it_is_left_alone()
    {
        string path = Path.Combine(_parent, "shortorder-2147483646-0a0b0c0d");
        Directory.CreateDirectory(path);
        using FileStream alive = new(Path.Combine(path, "owner"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        using ServingFolder folder = ServingFolder.CreateIn(_parent);

        Assert.True(Directory.Exists(path));
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
