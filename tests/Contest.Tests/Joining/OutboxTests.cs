using ShortOrder.Contest.Joining;

namespace ShortOrder.Contest.Tests.Joining;

public sealed class OutboxTests : JoiningTest
{
    [Fact]
    public void What_was_written_down_is_there_in_the_next_sitting_in_its_order()
    {
        string[] keys = [.. Enumerable.Range(0, 20).Select(i => new Outbox(Folder).Add("coffee", "hash", Plan(i)).Key)];
        Assert.Equal(keys, new Outbox(Folder).Entries.Select(e => e.Key));
        Assert.Equal(20, keys.Distinct().Count());
        Assert.Equal(7, new Outbox(Folder).Entries[7].Plan.GetProperty("n").GetInt32());
    }

    [Fact]
    public void What_was_answered_waits_no_more_and_its_plan_stays_known()
    {
        Outbox outbox = new(Folder);
        string key = outbox.Add("coffee", "hash", Plan(3)).Key, refused = outbox.Add("coffee", "hash", Plan(4)).Key;
        outbox.Remove(key, "s-1");
        outbox.Remove(refused, null);
        Outbox again = new(Folder);
        Assert.Empty(again.Entries);
        Assert.Equal((key, 3), (again.Sent("s-1")!.Key, again.Sent("s-1")!.Plan.GetProperty("n").GetInt32()));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_put_aside_and_the_others_are_sent()
    {
        Outbox outbox = new(Folder);
        string key = outbox.Add("coffee", "hash", Plan()).Key;
        File.WriteAllText(Path.Combine(Folder, "outbox", "000000000000001-broken.json"), "{\"key\": \"x\",");
        Assert.Equal(key, Assert.Single(new Outbox(Folder).Entries).Key);
        Assert.Equal(key, Assert.Single(new Outbox(Folder).Entries).Key);
        Assert.Single(Directory.GetFiles(Path.Combine(Folder, "outbox"), "*.bad"));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("nul\0")]
    public void A_name_from_the_server_never_becomes_a_path(string id)
    {
        Outbox outbox = new(Folder);
        outbox.Remove(outbox.Add("coffee", "hash", Plan()).Key, id);
        Assert.Empty(outbox.Entries);
        Assert.Empty(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Others_on_the_machine_cannot_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        new Outbox(Folder).Add("coffee", "hash", Plan());
        string file = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "outbox")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }
}
