using System.Collections.Immutable;
using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>The panel of what a player reads.</summary>
internal static class StoryFields
{
    public static ImmutableArray<EditorField> Of(Level level) =>
    [
        EditorField.OfText("title", level.Title, "Name on the screen.", text => Titled(level, text)) with { Path = "$.title" },
        EditorField.OfId("id", level.Id, "Name in plans, commands and saves.", id => level with { Id = id }) with { Path = "$.id" },
        EditorField.OfText("story", level.Story, "Two or three sentences that set the scene.", text => level with { Story = text }, isOptional: true) with { Path = "$.story" },
        EditorField.Heading("shows, the new term first"),
        .. level.Teaches.Select((t, i) => new EditorField(AlmanacTerms.NameOf(t), "", "A term of the almanac; the briefing shows the card of the first new one.")
        {
            Path = $"$.teaches[{i}]",
            Edit = new Almanac.AlmanacAsked(t),
            Remove = new LevelEdited(level with { Teaches = level.Teaches.RemoveAt(i) }),
            Move = by => Moved(level, level.Teaches, i, i + by, t => level with { Teaches = t }),
        }),
        new EditorField("add a term …", "", "Terms of the almanac.")
        {
            Edit = new Show(new Menu
            {
                Title = "what does it show?", HasNumbers = false,
                Items = [.. AlmanacTerms.All.Where(e => !level.Teaches.Contains(e.Id)).Select(e => new MenuItem($"{e.Name}: {e.Kitchen}", new LevelEdited(level with { Teaches = level.Teaches.Add(e.Id) })))],
            }),
        },
        EditorField.Heading("hints, from vague to plain"),
        .. level.Hints.Select((h, i) => EditorField.OfText($"hint {i + 1}", h, "One sentence; each says a little more than the one before.", text => level with { Hints = level.Hints.SetItem(i, text) }) with
        {
            Path = $"$.hints[{i}]",
            Remove = new LevelEdited(level with { Hints = level.Hints.RemoveAt(i) }),
            Move = by => Moved(level, level.Hints, i, i + by, h => level with { Hints = h }),
        }),
        EditorField.OfText("add a hint …", "", "One sentence; each says a little more than the one before.", text => level with { Hints = level.Hints.Add(text) }),
    ];

    /// <summary>The title gives the id too, as long as that is one of the editor's making and nothing was saved under it.</summary>
    private static Level Titled(Level level, string title) => level with { Title = title, Id = level.Id == LevelEdit.IdOf(level.Title) ? LevelEdit.IdOf(title) : level.Id };

    private static LevelEdited Moved(Level level, ImmutableArray<string> texts, int from, int to, Func<ImmutableArray<string>, Level> set) =>
        new(to < 0 || to >= texts.Length ? level : set(texts.RemoveAt(from).Insert(to, texts[from])));
}
