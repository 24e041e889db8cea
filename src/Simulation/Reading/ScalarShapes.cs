using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Reading;

/// <summary>A text of one line, from one to so many characters.</summary>
public sealed class TextShape(int longest) : Shape<string?>
{
    /// <inheritdoc/>
    public override string? Read(JsonCursor value) => value.AsText(longest);

    internal override JsonObject Keywords(SchemaText schema)
    {
        JsonObject keywords = schema.Of(Line.Any);
        keywords["maxLength"] = longest;
        return keywords;
    }

    private sealed class Line : Shape<string?>
    {
        public static readonly Line Any = new() { Name = "line", Doc = "One line of plain characters: no control characters, no characters that turn the direction of writing." };

        public override string? Read(JsonCursor value) => value.AsText(int.MaxValue);

        internal override JsonObject Keywords(SchemaText schema) => new() { ["type"] = "string", ["minLength"] = 1, ["pattern"] = SafeText.Pattern };
    }
}

/// <summary>A name of the author's own.</summary>
public sealed class IdShape : Shape<string?>
{
    /// <summary>Every name.</summary>
    public static readonly IdShape Id = new() { Name = "id", Doc = "A name: one to 64 lower case letters, digits and hyphens." };

    /// <inheritdoc/>
    public override string? Read(JsonCursor value) => value.AsId();

    internal override JsonObject Keywords(SchemaText schema) => new() { ["type"] = "string", ["pattern"] = Names.Pattern };
}

/// <summary>One of a few words.</summary>
public sealed class WordShape(ImmutableArray<string> words) : Shape<string?>
{
    /// <inheritdoc/>
    public override string? Read(JsonCursor value) => value.AsWord(words);

    internal override JsonObject Keywords(SchemaText schema) => new() { ["enum"] = SchemaText.Texts(words) };
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class FlagShape : Shape<bool?>
{
    /// <inheritdoc/>
    public override bool? Read(JsonCursor value) => value.AsFlag();

    internal override JsonObject Keywords(SchemaText schema) => new() { ["type"] = "boolean" };
}

/// <summary>A whole number within bounds.</summary>
public sealed class WholeShape(int least, int most) : Shape<int?>
{
    /// <inheritdoc/>
    public override int? Read(JsonCursor value) => value.AsWhole(least, most);

    internal override JsonObject Keywords(SchemaText schema) => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}

/// <summary>A number with up to four decimal places within bounds.</summary>
public sealed class DecimalShape(decimal least, decimal most) : Shape<decimal?>
{
    /// <inheritdoc/>
    public override decimal? Read(JsonCursor value) => value.AsDecimal(least, most);

    internal override JsonObject Keywords(SchemaText schema) => SchemaText.Number(least, most);
}

/// <summary>A length in kitchen minutes with up to four decimal places within bounds.</summary>
public sealed class MinutesShape(decimal least, decimal most) : Shape<KitchenDuration?>
{
    /// <inheritdoc/>
    public override KitchenDuration? Read(JsonCursor value) => value.AsMinutes(least, most);

    internal override JsonObject Keywords(SchemaText schema) => SchemaText.Number(least, most);
}

/// <summary>The number of the only version there is.</summary>
public sealed class VersionShape : Shape<int?>
{
    private const int Known = 1;

    /// <inheritdoc/>
    public override int? Read(JsonCursor value)
    {
        if (value.AsWhole(0, int.MaxValue) is not int number || number == Known) return Known;
        value.Report($"version {number} is not known: this game reads version {Known}");
        return null;
    }

    internal override JsonObject Keywords(SchemaText schema) => new() { ["const"] = Known };
}
