using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Levels;

/// <summary>Text to level, or every problem in it.</summary>
public static class LevelReader
{
    /// <summary>Reads and checks a level file.</summary>
    /// <param name="utf8">The file's bytes; over 1 MiB is a problem.</param>
    /// <param name="source">How problems name the file.</param>
    public static ReadResult<Level> Read(ReadOnlyMemory<byte> utf8, string source) => throw new NotImplementedException();
}
