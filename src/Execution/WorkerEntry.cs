using ShortOrder.Execution.Kitchens;
using ShortOrder.Execution.Pantry;

namespace ShortOrder.Execution;

/// <summary>The executable's other lives: a kitchen's process, or the pantry. Called before anything else in <c>Main</c>, so that neither loads what the game needs.</summary>
public static class WorkerEntry
{
    internal const string WorkerOption = "--worker";
    internal const string PantryOption = "--pantry";

    /// <summary>Lives that life until its owner ends it, if the arguments ask for one.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="exitCode">What <c>Main</c> returns when this returns true.</param>
    /// <returns>False for every other use of the program.</returns>
    public static bool TryRun(string[] args, out int exitCode)
    {
        exitCode = 0;
        switch (args)
        {
            case [WorkerOption, string folder, string name]:
                if (OperatingSystem.IsLinux()) LinuxCalls.DieWithParent();
                exitCode = WorkerHost.Run(folder, name);
                return true;
            case [PantryOption, string socket]:
                if (OperatingSystem.IsLinux()) LinuxCalls.DieWithParent();
                exitCode = PantryHost.Run(socket);
                return true;
            default:
                return false;
        }
    }
}
