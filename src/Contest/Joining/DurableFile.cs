namespace ShortOrder.Contest.Joining;

/// <summary>Files that are either as before or as written, whatever happens meanwhile.</summary>
internal static class DurableFile
{
    /// <summary>Writes beside the file, flushes to the disk, and only then takes its place. Readable by the user alone.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        string part = $"{file}.{Environment.ProcessId}.part";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (FileStream stream = new(part, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(part, file, overwrite: true);
    }
}
