namespace ShortOrder.Execution.Pantry;

/// <summary>The pantry as a process of its own: <c>shortorder --pantry SOCKET</c>.</summary>
/// <remarks>Its parent keeps the other end of its standard input open. When that closes, for whatever reason, the pantry goes, too, and takes its socket file along.</remarks>
internal static class PantryHost
{
    /// <summary>Byte written to standard output once the socket listens.</summary>
    public const byte Ready = (byte)'+';

    /// <summary>Serves until standard input ends.</summary>
    /// <returns>Exit code 0.</returns>
    public static int Run(string path)
    {
        Hat.Futex.UsePreciseTimeouts();
        using PantryServer server = new(path);
        Thread watch = new(() =>
        {
            using Stream input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
            }

            server.Stop();
        })
        { IsBackground = true, Name = "parent watch" };
        watch.Start();
        using (Stream output = Console.OpenStandardOutput()) output.WriteByte(Ready);
        server.Run();
        return 0;
    }
}
