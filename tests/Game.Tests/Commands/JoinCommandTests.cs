namespace ShortOrder.Game.Tests.Commands;

public sealed class JoinCommandTests
{
    [Theory]
    [InlineData("is no address; the teacher's screen shows one like 192.168.1.20:5080", "ftp://lab7")]
    [InlineData("is no join code: 6 letters and digits, without 0, O, 1, I and L", "lab7:5080", "K7M2Q0")]
    [InlineData("name the join code behind the address", "lab7:5080")]
    [InlineData("name yourself: --name NAME", "http://127.0.0.1:9/j/K7M2QP")]
    public async Task What_is_missing_or_wrong_is_told_with_how_to_mend_it(string told, params string[] arguments)
    {
        CommandRun run = await CommandRun.Of(["join", .. arguments]);
        Assert.Equal(2, run.Code);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_told_with_what_may_be_in_the_way()
    {
        CommandRun run = await CommandRun.Of("join", "127.0.0.1:9", "K7M2QP", "--name", $"Nobody {Guid.NewGuid():N}"[..20]);
        Assert.Equal(3, run.Code);
        Assert.Contains("A firewall on the teacher's machine can be in the way", run.Error, StringComparison.Ordinal);
    }
}
