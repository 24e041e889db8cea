using System.CommandLine;
using System.Runtime.InteropServices;

namespace ShortOrder.Game.Commands;

/// <summary><c>doctor</c>: what this machine can do.</summary>
internal static class DoctorCommand
{
    public static Command Build(CommandStreams streams)
    {
        Command command = new("doctor", "Show what this machine can do");
        command.SetAction(_ => Examine(streams));
        return command;
    }

    private static int Examine(CommandStreams streams)
    {
        int cores = Environment.ProcessorCount;
        streams.Out.WriteLine($"system   {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}");
        streams.Out.WriteLine($"cores    {cores}{(cores == 1 ? ": plans with several kitchens run, but their times prove nothing" : "")}");
        return cores == 1 ? ExitCodes.CannotHere : ExitCodes.Good;
    }
}
