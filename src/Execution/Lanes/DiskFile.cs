namespace ShortOrder.Execution.Lanes;

/// <summary>The real disk of steps that ask for one. What it takes differs a hundredfold between machines, so it is shown and never scored.</summary>
internal static class DiskFile
{
    private const int Bytes = 4_096;

    /// <summary>Writes 4 KiB to a new file, waits until the disk has them, and deletes it.</summary>
    public static void WriteAndSync(ulong value)
    {
        byte[] block = new byte[Bytes];
        BitConverter.TryWriteBytes(block, value);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        file.Write(block);
        file.Flush(flushToDisk: true);
    }
}
