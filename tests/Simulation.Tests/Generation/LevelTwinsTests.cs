using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ShortOrder.Simulation.Generation;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Generation;

public sealed class LevelTwinsTests
{
    private const int Seeds = 20;

    /// <summary>Egg, tea and toast are of a kind: a hand, a pot, a hand. Soup has a step more, jam needs no pot.</summary>
    private const string Breakfast = """
        { "version": 1, "id": "breakfast", "title": "Breakfast", "story": "All at once.", "tools": { "pot": 3 },
          "tasks": [
            { "id": "egg", "title": "Egg", "steps": [ { "cpu": 1, "do": "put it in" }, { "io": 6, "do": "simmer", "tool": "pot" }, { "cpu": 1, "do": "peel" } ] },
            { "id": "soup", "title": "Soup", "steps": [ { "cpu": 1 }, { "io": 6, "tool": "pot" }, { "cpu": 1 }, { "io": 3 } ] },
            { "id": "tea", "title": "Tea", "steps": [ { "cpu": 2, "do": "fill" }, { "io": 4, "do": "draw", "tool": "pot" }, { "cpu": 1, "do": "pour" } ] },
            { "id": "jam", "title": "Jam", "steps": [ { "cpu": 1, "do": "put it in" }, { "io": 6, "do": "simmer" }, { "cpu": 1, "do": "peel" } ] },
            { "id": "toast", "title": "Toast", "steps": [ { "cpu": 3, "do": "load" }, { "io": 2, "do": "brown", "tool": "pot" }, { "cpu": 1, "do": "butter" } ] } ],
          "hints": ["Egg first."],
          "plans": { "naive": { "plan": { "kitchens": [ { "lanes": [ { "kind": "main", "tasks": ["egg", "soup", "tea", "jam", "toast"] } ] } ] }, "expect": { "time": 44 } } } }
        """;

    [Fact]
    public void Three_tasks_of_a_kind_exchange_their_numbers_in_six_ways_and_the_others_keep_theirs()
    {
        Level level = Read(Breakfast);
        LevelTwins twins = new(level);
        Level[] all = [.. Enumerable.Range(0, 200).Select(seed => twins.Of((ulong)seed))];

        Assert.Equal(6, twins.Count);
        Assert.Equal(["1 6 1, 2 4 1, 3 2 1", "1 6 1, 3 2 1, 2 4 1", "2 4 1, 1 6 1, 3 2 1", "2 4 1, 3 2 1, 1 6 1", "3 2 1, 1 6 1, 2 4 1", "3 2 1, 2 4 1, 1 6 1"], // egg, tea, toast
            all.Select(l => string.Join(", ", ((string[])["egg", "tea", "toast"]).Select(id => Minutes(l, id)))).Distinct().Order(StringComparer.Ordinal));
        Assert.All(all, l => Assert.Equal(("1 6 1 3", "1 6 1"), (Minutes(l, "soup"), Minutes(l, "jam"))));
        Assert.All(all, l => Assert.Equal(level.Tasks.Select(Words), l.Tasks.Select(Words))); // ids, titles, words and their order stay
        Assert.All(all, l => Assert.Equal((0, 0, "All at once."), (l.Hints.Length, l.Plans.Length, l.Story)));
    }

    [Theory]
    [InlineData("""{ "id": "x", "title": "X", "steps": [ { "cpu": 2 } ] }""", 2)]
    [InlineData("""{ "id": "x", "title": "X", "steps": [ { "cpu": 1 } ] }""", 1)] // the same numbers: nothing to exchange
    [InlineData("""{ "id": "x", "title": "X", "steps": [ { "io": 2 } ] }""", 1)]
    [InlineData("""{ "id": "x", "title": "X", "steps": [ { "cpu": 2, "write": "jar" } ] }""", 1)]
    [InlineData("""{ "id": "x", "title": "X", "arrives": 3, "steps": [ { "cpu": 2 } ] }""", 1)]
    [InlineData("""{ "id": "x", "title": "X", "count": 2, "steps": [ { "cpu": 2 } ] }""", 1)]
    [InlineData("""{ "id": "x", "title": "X", "after": ["z"], "steps": [ { "cpu": 2 } ] }""", 1)]
    [InlineData("""{ "id": "x", "title": "X, 3 minutes", "steps": [ { "cpu": 2 } ] }""", 2)]
    [InlineData("""{ "id": "x", "title": "X, 2 minutes", "steps": [ { "cpu": 2 } ] }""", 1)] // the title would be wrong
    [InlineData("""{ "id": "x", "title": "X", "steps": [ { "cpu": 2, "do": "stir (2)" } ] }""", 1)]
    [InlineData("""{ "id": "z", "title": "Z", "steps": [ { "cpu": 2 } ] }""", 1)] // last comes after it
    public void What_makes_a_kind(string task, int twins) => Assert.Equal(twins, new LevelTwins(Read($$"""
        { "version": 1, "id": "pair", "title": "Pair", "shared": ["jar"], "tasks": [ { "id": "a", "title": "A", "steps": [ { "cpu": 1 } ] }, {{task}},
          { "id": "last", "title": "Last", "after": ["z"], "steps": [ { "io": 4 } ] }{{(task.Contains("\"id\": \"z\"", StringComparison.Ordinal) ? "" : """, { "id": "z", "title": "Z", "steps": [ { "io": 2 }, { "cpu": 1 } ] }""")}} ] }
        """)).Count);

    [Theory]
    [InlineData("three-kettles", 6)] // 3!
    [InlineData("one-oven", 2)] // lasagne and cake
    [InlineData("the-second-kitchen", 6)] // 10 10 5 5: 4! / (2! 2!)
    [InlineData("the-van", 12)] // grind and mix have the same: 4! / 2!
    [InlineData("deliveries", 1)]
    [InlineData("how-many-runners", 1)]
    [InlineData("two-hundred-tables", 1)]
    [InlineData("sunday-lunch", 1)] // potatoes and beans have the same
    [InlineData("market-day", 1)] // the dish comes after everything
    [InlineData("box-size", 1)] // forty-four peas and four hams
    [InlineData("food-hub", 1)] // Door bell at 3
    public void So_many_twins_a_level_has(string id, int twins) => Assert.Equal(twins, new LevelTwins(LevelFiles.Find(id)).Count);

    [Fact]
    public void Very_many_are_a_million() => Assert.Equal(LevelTwins.Many, new LevelTwins(Read(
        $$"""{ "version": 1, "id": "many", "title": "Many", "tasks": [ {{string.Join(", ", Enumerable.Range(1, 40).Select(i => $$"""{ "id": "t{{i}}", "title": "T", "steps": [ { "cpu": {{i}} } ] }"""))}} ] }""")).Count);

    /// <summary>SplitMix64 and Fisher-Yates, computed elsewhere: a class goes on with the numbers that it has, on every machine and in every later version.</summary>
    [Theory]
    [InlineData(3, 4, 1, 2, 3, 0)] // egg and toast have each other's numbers
    [InlineData(7, 4, 1, 0, 3, 2)]
    [InlineData(ulong.MaxValue, 0, 1, 2, 3, 4)]
    public void A_seed_gives_the_same_twin_everywhere(ulong seed, params int[] order) => Assert.Equal(order, new LevelTwins(Read(Breakfast)).Order(seed));

    /// <summary>Every author plan, with the names exchanged, takes on every twin what it takes on the level, and nothing can be faster there than here.</summary>
    [Fact]
    public void Plans_bounds_and_verdicts_are_those_of_the_level() => Assert.All(LevelFiles.Levels.Where(l => new LevelTwins(l).Count > 1), level =>
    {
        LevelTwins twins = new(level);
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ReadResult<Level> twin = LevelReader.Read(Encoding.UTF8.GetBytes(LevelWriter.Write(twins.Of(seed))), "twin");
            Assert.Empty(twin.Problems);
            Assert.Equal(LowerBounds.Of(level).Select(b => b.Makespan), LowerBounds.Of(twin.Value!).Select(b => b.Makespan));
            Assert.Equal(twins.Count, new LevelTwins(twin.Value!).Count); // the kinds of a twin are the level's
            ImmutableArray<int> order = twins.Order(seed);
            Dictionary<string, string> names = level.Tasks.Select((task, i) => (Has: level.Tasks[order[i]].Id, task.Id)).ToDictionary(n => n.Has, n => n.Id);
            foreach (AuthorPlan plan in level.Plans)
            {
                Plan mapped = PlanReader.Read(Encoding.UTF8.GetBytes(PlanWriter.Write(PlanRefit.Renamed(plan.Plan, id => names[id]))), "plan", twin.Value!).Value!;
                Assert.Equal((level.Id, plan.Name, Of(level, plan.Plan)), (level.Id, plan.Name, Of(twin.Value!, mapped)));
            }
        }
    });

    /// <summary>What a twin is for: the best plan of a level, as it stands, is not the best of most twins.</summary>
    [Fact]
    public void A_neighbours_plan_does_not_fit()
    {
        Level level = LevelFiles.Find("three-kettles");
        LevelTwins twins = new(level);
        Plan best = level.Plans.Single(p => p.Name == "best").Plan; // egg, tea, toast: the longest wait first
        (string Waits, string Time)[] others = [.. Enumerable.Range(1, 100).Select(seed => twins.Of((ulong)seed))
            .Select(twin => (string.Join(' ', twin.Tasks.Select(t => Number(t.Steps[1].Duration.Minutes))), Of(twin, best).Split(' ')[0])).Distinct().OrderBy(t => t.Item1, StringComparer.Ordinal)];

        // Waits of egg, tea and toast. Hands start them at 0, 1 and 2; then toast is peeled first: 2 4 6 is 3 + 6 for toast and 1 + 1 + 1 for the hands.
        Assert.Equal([("2 4 6", "12"), ("2 6 4", "10"), ("4 2 6", "12"), ("4 6 2", "10"), ("6 2 4", "10"), ("6 4 2", "8")], others);
    }

    private static string Of(Level level, Plan plan)
    {
        CompiledPlan compiled = PlanCompiler.Compile(level, plan);
        Score score = Scorer.Judge(compiled, Simulator.Run(compiled));
        return string.Join(' ', [.. level.Metrics.Select(m => Number(score[m])), score.Verdict, score.Medal]);
    }

    private static string Minutes(Level level, string id) => string.Join(' ', level.FindTask(id)!.Steps.Select(s => Number(s.Duration.Minutes)));

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Words(TaskSpec task) => $"{task.Id} {task.Title} {string.Join('|', task.Steps.Select(s => s.Do))}";

    private static Level Read(string json)
    {
        ReadResult<Level> read = LevelReader.Read(Encoding.UTF8.GetBytes(json), "level");
        return read.Value ?? throw new InvalidDataException(string.Join('\n', read.Problems));
    }
}
