namespace ShortOrder.Game.Tests.Flows;

/// <summary>The classroom's server, with its packages, is no burden to who plays alone.</summary>
[Collection(RealRuns.Name)]
public sealed class FirstFrameTests : Session.Saves.SaveTest
{
    [Fact]
    public void Nothing_of_the_server_is_loaded_on_the_way_to_the_title()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc to see what a process has loaded");
        TmuxGame.MustBeAvailable(isTimed: false);
        using TmuxGame game = new(Folder, 80, 24);
        game.WaitFor("Begin");
        string[] loaded = [.. File.ReadLines($"/proc/{game.ProcessId}/maps").Where(line => line.EndsWith(".dll", StringComparison.Ordinal)).Select(line => Path.GetFileName(line)).Distinct()];
        Assert.Contains("Terminal.Gui.dll", loaded); // what is loaded is seen there
        Assert.DoesNotContain(loaded, file => ((string[])["Microsoft.AspNetCore", "Quartz", "Npgsql", "OpenTelemetry", "QRCoder", "System.Net.Http"]).Any(part => file.StartsWith(part, StringComparison.Ordinal)));
    }
}
