using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Schemas;

public sealed class SchemaFileTests
{
    [Fact]
    public void The_schema_of_levels_is_written_from_what_reads_them() => Assert.Null(GeneratedFile.Difference("level.schema.json", LevelKeys.SchemaText));

    [Fact]
    public void The_schema_of_plans_is_written_from_what_reads_them() => Assert.Null(GeneratedFile.Difference("plan.schema.json", PlanKeys.SchemaText));
}
