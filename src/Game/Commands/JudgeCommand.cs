using System.CommandLine;
using System.Data.Common;
using System.Runtime.CompilerServices;
using ShortOrder.Contest.Judging;

namespace ShortOrder.Game.Commands;

/// <summary><c>judge --database CONNECTION</c>: a further machine that judges a competition.</summary>
internal static class JudgeCommand
{
    public static Command Build(CommandStreams streams)
    {
        Option<string> database = new("--database") { Description = "The competition's PostgreSQL database: \"Host=…;Username=…;Password=…;Database=…\" or postgres://…", HelpName = "CONNECTION", Required = true };
        Option<string?> name = new("--name") { Description = "Name of this machine among the judges; default: as the network calls it", HelpName = "NAME" };
        Command command = new("judge", "Judge a competition's plans on this machine, too, one run at a time, until Ctrl-C") { database, name };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(database), parsed.GetValue(name), streams, cancel));
        return command;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunAsync(string database, string? name, CommandStreams streams, CancellationToken cancel)
    {
        using Interruption interruption = new(cancel);
        try
        {
            await JudgeProgram.RunAsync(database, name, streams.Error, interruption.Token);
            return ExitCodes.Good;
        }
        catch (JudgeRefusedException e)
        {
            streams.Error.WriteLine(e.Message);
            return ExitCodes.CannotHere;
        }
        catch (Exception e) when (e is DbException or InvalidDataException)
        {
            streams.Error.WriteLine($"The database cannot be used: {e.Message}");
            return ExitCodes.CannotHere;
        }
    }
}
