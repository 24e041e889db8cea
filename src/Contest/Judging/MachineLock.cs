namespace ShortOrder.Contest.Judging;

/// <summary>One judge to a machine: a second one would share its cores and spoil the times of both.</summary>
/// <remarks>A lock on a file, which the system gives back however its holder ends.</remarks>
public sealed class MachineLock : IDisposable
{
    private readonly FileStream _file;

    private MachineLock(FileStream file) => _file = file;

    /// <summary>The file of this machine.</summary>
    public static string UsualPath { get; } = Path.Combine(OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp", "shortorder-judge.lock");

    /// <summary>Takes the lock, and keeps it until disposed.</summary>
    /// <param name="path">The file; null: the machine's.</param>
    /// <exception cref="JudgeRefusedException">Another judge has it.</exception>
    public static MachineLock Take(string? path = null)
    {
        path ??= UsualPath;
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            return new(new FileStream(path, options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JudgeRefusedException($"Another judge runs on this machine ({path} is in use): two would spoil each other's times. Stop it, or start the host with --no-judge.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
