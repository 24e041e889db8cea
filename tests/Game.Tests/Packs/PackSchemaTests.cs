using ShortOrder.Game.Packs;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Packs;

public sealed class PackSchemaTests
{
    [Fact]
    public void The_schema_of_packs_is_written_from_what_reads_them() => Assert.Null(GeneratedFile.Difference("pack.schema.json", PackKeys.SchemaText));
}
