using System.Collections.Immutable;

namespace ShortOrder.Simulation.Generation;

/// <summary>What a generated task is like.</summary>
internal enum Dish
{
    /// <summary>A telephone call: a word, a long wait, a note.</summary>
    Call,

    /// <summary>Prepared, baked in the oven, turned out.</summary>
    Bake,

    /// <summary>Prepared, left alone on the stove, finished.</summary>
    Simmer,

    /// <summary>Nothing but hands.</summary>
    Bench,
}

/// <summary>A task's words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name on the slip.</param>
/// <param name="Do">A word for each of its steps.</param>
internal sealed record DishWords(string Id, string Title, params ImmutableArray<string> Do);

/// <summary>The words that generated orders are told in.</summary>
internal static class KitchenWords
{
    /// <summary>Why so many dishes are wanted, and on whose account. No word of how long it may take: that is for the order to say.</summary>
    public static readonly ImmutableArray<(string Title, string Story)> Occasions =
    [
        ("The late ferry", "Everybody off the late ferry is hungry at once."),
        ("Rain on the terrace", "It rains, the terrace moves inside, and all of it wants lunch."),
        ("The critic", "The man at table four takes notes between the courses."),
        ("A school trip", "Two teachers, one bus, and no more patience."),
        ("Grandmother's birthday", "Ninety years old, and she counts the minutes."),
        ("The night shift", "The hospital's night shift eats at four in the morning, all together."),
        ("After the match", "They have lost, and only food will help."),
        ("Two weddings", "The other wedding is at the same hour, next door."),
        ("The ministry", "The minister eats between two votes, and her secretary watches the clock."),
        ("Closing time", "The door is locked, but the last table has just ordered."),
        ("Film crew", "The light is right at two o'clock, so lunch is before that."),
        ("Market day", "The square is full, the kitchen is small."),
        ("The orchestra", "Seventy musicians in the interval; the conductor is not amused."),
        ("First snow", "Nobody has shovelled, everybody is here."),
        ("The inspector's lunch", "He says that he is here as a guest."),
        ("A proposal", "The ring is in the dessert, and he cannot wait."),
    ];

    /// <summary>The tasks of each kind.</summary>
    public static readonly ImmutableDictionary<Dish, ImmutableArray<DishWords>> Dishes = new Dictionary<Dish, ImmutableArray<DishWords>>
    {
        [Dish.Call] =
        [
            new("fish", "Fishmonger", "dial", "hold the line", "note the weight"),
            new("wine", "Wine merchant", "dial", "he looks in the cellar", "note the year"),
            new("dairy", "Dairy", "dial", "they count the churns", "note the price"),
            new("florist", "Florist", "dial", "she cuts the stems", "note the colour"),
            new("butcher", "Butcher", "dial", "he sharpens a knife", "note the cut"),
            new("ice", "Ice house", "dial", "wait for the clerk", "note the hour"),
            new("band", "The band", "dial", "they tune", "note the fee"),
        ],
        [Dish.Bake] =
        [
            new("bread", "Bread", "shape", "bake", "slice"),
            new("quiche", "Quiche", "fill the tin", "bake", "cut"),
            new("gratin", "Gratin", "layer", "brown", "sprinkle"),
            new("tart", "Lemon tart", "line the tin", "bake", "dust"),
            new("pie", "Game pie", "close the lid", "bake", "rest and cut"),
            new("ham", "Glazed ham", "brush", "roast", "carve"),
        ],
        [Dish.Simmer] =
        [
            new("soup", "Onion soup", "chop", "simmer", "season"),
            new("rice", "Rice", "rinse", "swell", "fluff up"),
            new("beans", "Beans", "top and tail", "boil", "butter"),
            new("custard", "Custard", "whisk", "thicken", "strain"),
            new("stew", "Stew", "brown", "stew", "thicken"),
            new("eggs", "Eggs", "fill the pot", "boil", "peel"),
            new("mussels", "Mussels", "scrub", "steam", "sort"),
        ],
        [Dish.Bench] =
        [
            new("dough", "Dough", "knead"),
            new("almonds", "Almonds", "grind"),
            new("carrots", "Carrots", "grate"),
            new("cream", "Cream", "whip"),
            new("noodles", "Noodles", "roll out"),
            new("peas", "Peas", "shell"),
            new("marzipan", "Marzipan", "shape"),
            new("pesto", "Pesto", "pound"),
        ],
    }.ToImmutableDictionary();
}
