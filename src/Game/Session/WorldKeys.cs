using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Session;

/// <summary>The keys of a world file, which gives a folder of levels its title and story.</summary>
public static class WorldKeys
{
    /// <summary>A world file.</summary>
    public static readonly ObjectShape World = new() { Doc = "Title and story of a world: a folder of levels, which are played in the order of the numbers in front of their names." };

    internal static readonly Key<string?> Schema = World.Optional("$schema", new TextShape(500), "Where editors find this schema, from the file's own folder. The game does not look at it.", "\"../world.schema.json\"");
    internal static readonly Key<string?> Title = World.Optional("title", new TextShape(80), "Title on the map; without it, the folder's name.", "\"One cook\"");
    internal static readonly Key<string?> Story = World.Optional("story", new TextShape(400), "What the map says of the world.");

    /// <summary>The schema of world files.</summary>
    public static string SchemaText => Simulation.Reading.SchemaText.Of(World, "Short Order world");
}
