using ShortOrder.Game.Session;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Session;

public sealed class WorldSchemaTests
{
    [Fact]
    public void The_schema_of_worlds_is_written_from_what_reads_them() => Assert.Null(GeneratedFile.Difference("world.schema.json", WorldKeys.SchemaText));
}
