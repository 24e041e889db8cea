using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Plans;

/// <summary>Text to plan, or every problem in it.</summary>
public static class PlanReader
{
    /// <summary>Reads a plan file and checks it against its level.</summary>
    /// <param name="utf8">The file's bytes; over 1 MiB is a problem.</param>
    /// <param name="source">How problems name the file.</param>
    /// <param name="level">The level it answers.</param>
    public static ReadResult<Plan> Read(ReadOnlyMemory<byte> utf8, string source, Level level) => throw new NotImplementedException();
}
