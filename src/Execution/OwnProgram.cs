using System.Diagnostics;
using ShortOrder.Execution.Kitchens;

namespace ShortOrder.Execution;

/// <summary>This very program, started again for another of its lives.</summary>
public static class OwnProgram
{
    /// <summary>Start information with redirected streams and a quiet runtime, as the kitchens have it.</summary>
    /// <exception cref="FileNotFoundException">The executable is not beside this assembly.</exception>
    public static ProcessStartInfo StartInfo(params ReadOnlySpan<string> arguments) => WorkerCommand.Find().StartInfo(arguments);
}
