using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Results;

namespace ShortOrder.Game.Commands;

/// <summary><c>verify ARCHIVE</c>: judges a competition's plans again.</summary>
internal static class VerifyCommand
{
    private const int MostTop = 1_000;

    public static Command Build(CommandStreams streams)
    {
        Argument<string> archive = new("ARCHIVE") { Description = "The archive of a competition, or the folder that its host wrote the results into" };
        Option<int?> top = RunCommand.Number("--top", "Only so many of the fastest plans of each level; default: all", "N", n => n is >= 1 and <= MostTop, $"--top is a whole number from 1 to {MostTop}.");
        Command command = new("verify", "Judge the plans of a competition again on this machine, and print where the results disagree") { archive, top };
        archive.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(archive), parsed.GetValue(top) ?? 0, streams, cancel));
        return command;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunAsync(string path, int top, CommandStreams streams, CancellationToken cancel)
    {
        using Interruption interruption = new(cancel);
        try
        {
            Archive archive = Archive.Read(await File.ReadAllBytesAsync(Directory.Exists(path) ? Path.Combine(path, HostedContest.ArchiveName) : path, interruption.Token));
            using MachineLock held = MachineLock.Take();
            await using JudgeChild engine = new();
            streams.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"level",-28} {"plan",-9} {"archived",9} {"here",9} {"diff %",7}  outcome"));
            Verification found = await new Verifier(engine, new CostLimits()).VerifyAsync(archive, top, new Lines(streams.Out), interruption.Token);
            foreach (string sentence in found.Disagreements) streams.Out.WriteLine($"DISAGREES: {sentence}");
            streams.Out.WriteLine($"{found.Plans.Length} plans judged again, {found.Unjudged} of them in vain, {found.Disagreements.Length} disagreements");
            return !found.Disagreements.IsEmpty ? ExitCodes.Failed : found.Unjudged > 0 ? ExitCodes.CannotHere : ExitCodes.Good;
        }
        catch (InvalidDataException e)
        {
            streams.Error.WriteLine(e.Message);
            return ExitCodes.BadInput;
        }
        catch (JudgeRefusedException e)
        {
            streams.Error.WriteLine(e.Message);
            return ExitCodes.CannotHere;
        }
    }

    /// <summary>A line for every plan, as soon as it is judged.</summary>
    private sealed class Lines(TextWriter output) : IProgress<Verified>
    {
        public void Report(Verified value)
        {
            string difference = value.Archived.Minutes is > 0 and { } then && value.Found.Minutes is { } now ? ((now - then) / then * 100).ToString("+0.0;-0.0", CultureInfo.InvariantCulture) : "-";
            string outcome = value.Archived.Outcome == value.Found.Outcome.Name() ? value.Archived.Outcome : $"{value.Archived.Outcome}, here {value.Found.Outcome.Name()}";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Level,-28} {value.PlanHash[..8],-9} {value.Archived.Minutes,9:0.00} {value.Found.Minutes,9:0.00} {difference,7}  {outcome}"));
            output.Flush();
        }
    }
}
