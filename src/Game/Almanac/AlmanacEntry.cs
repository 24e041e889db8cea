using System.Collections.Immutable;

namespace ShortOrder.Game.Almanac;

/// <summary>One term, explained on a card.</summary>
/// <param name="Id">As levels and diagnoses name it: lower case letters, digits and hyphens.</param>
/// <param name="Name">As the field writes it.</param>
/// <param name="Kitchen">What it is called in the kitchen.</param>
/// <param name="Text">One paragraph, at most eight rows of 72 columns.</param>
public sealed record AlmanacEntry(string Id, string Name, string Kitchen, string Text)
{
    /// <summary>Ids of related entries, the nearest first.</summary>
    public ImmutableArray<string> SeeAlso { get; init; } = [];

    /// <summary>What the model makes of one or two small plans that show the term; drawn on a common scale. Empty where the model has nothing to show.</summary>
    public ImmutableArray<AlmanacPicture> Pictures { get; init; } = [];

    /// <summary>An entry of a text that is broken into rows for the eye of who writes it.</summary>
    internal static AlmanacEntry Of(string id, string name, string kitchen, string text, ImmutableArray<string> seeAlso, params ImmutableArray<AlmanacPicture> pictures) =>
        new(id, name, kitchen, text.ReplaceLineEndings(" ")) { SeeAlso = seeAlso, Pictures = pictures };
}
