using ShortOrder.Contest.Hosting;
using ShortOrder.Game.Commands;

namespace ShortOrder.Game.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("results").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_folder_of_the_results_stands_for_the_archive_in_it()
    {
        File.WriteAllText(Path.Combine(_folder, HostedContest.ArchiveName), """{ "format": 99 }""");

        CommandRun ofFile = await CommandRun.Of("verify", Path.Combine(_folder, HostedContest.ArchiveName)), ofFolder = await CommandRun.Of("verify", _folder);

        Assert.Equal(ExitCodes.BadInput, ofFile.Code);
        Assert.Contains("archive", ofFile.Error, StringComparison.Ordinal);
        Assert.Equal((ofFile.Code, ofFile.Error), (ofFolder.Code, ofFolder.Error));
    }

    [Fact]
    public async Task A_folder_without_an_archive_is_told_which_file_is_missing()
    {
        CommandRun run = await CommandRun.Of("verify", _folder);

        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains(Path.Combine(_folder, HostedContest.ArchiveName), run.Error, StringComparison.Ordinal);
    }
}
