using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Tests.Levels;

namespace ShortOrder.Simulation.Tests.Schemas;

/// <summary>Mistakes between keys, made in the level of the tests by hand.</summary>
internal static class HandMadeFiles
{
    private const string Kitchens = "\"kitchens\": [{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"tea\", \"roast\", \"guest\"] }] }]";

    /// <summary>A schema can tell them: all validators reject the file.</summary>
    public static IReadOnlyList<BrokenFile> Rules { get; } =
    [
        Level("cpu and io in a step", "{ \"io\": 6 }", "{ \"io\": 6, \"cpu\": 1 }", 11, "$.tasks[1].steps[1]"),
        Level("a step of nothing", "{ \"io\": 6 }", "{ \"do\": \"nothing\" }", 11, "$.tasks[1].steps[1]"),
        Level("a tool on a cpu step", "{ \"io\": 6 }", "{ \"cpu\": 6, \"tool\": \"oven\" }", 11, "$.tasks[1].steps[1].tool"),
        Level("a blocking cpu step", "{ \"io\": 6 }", "{ \"cpu\": 6, \"blocking\": true }", 11, "$.tasks[1].steps[1].blocking"),
        Level("an io step that reads", "{ \"io\": 6 }", "{ \"io\": 6, \"read\": \"jar\" }", 11, "$.tasks[1].steps[1].read"),
        Level("an io step that writes", "{ \"io\": 6 }", "{ \"io\": 6, \"write\": \"jar\" }", 11, "$.tasks[1].steps[1].write"),
        Level("a cpu step on a device", "{ \"io\": 6 }", "{ \"cpu\": 6, \"device\": \"disk\" }", 11, "$.tasks[1].steps[1].device"),
        Level("a cpu step that fails", "{ \"io\": 6 }", "{ \"cpu\": 6, \"fails\": 1 }", 11, "$.tasks[1].steps[1].fails"),
        Level("a drop that ages", "{ \"drop\": \"oven\" }", "{ \"drop\": \"oven\", \"ageing\": 1 }", 11, "$.tasks[1].steps[2].ageing"),
        Level("equipment for a drop", "{ \"drop\": \"oven\" }", "{ \"drop\": \"oven\", \"with\": { \"slicer\": 1 } }", 11, "$.tasks[1].steps[2].with"),
        Level("two pieces of equipment", "\"cpu\": 1.5", "\"cpu\": 1.5, \"with\": { \"slicer\": 1, \"mixer\": 1 }", 10, "$.tasks[0].steps[2].with"),
        Level("a fail that nobody tries again", "\"tries\": true, ", "", 12, "$.tasks[2].steps[2].fails", ("\"io\": 1,", "\"io\": 1, \"fails\": 1,"), ("\"manual\": true, ", "")),
        Level("a fail where there are manual lanes", "\"io\": 1,", "\"io\": 1, \"fails\": 1,", 12, "$.tasks[2].steps[2].fails"),
        Level("self-serve and refusing", "\"selfServe\": true", "\"selfServe\": true, \"refuses\": { \"after\": 1, \"backOff\": 2 }", 7, "$.tools.lift.refuses", ("\"manual\": true, ", "")),
        Level("refusing where there are manual lanes", "\"selfServe\": true", "\"refuses\": { \"after\": 1, \"backOff\": 2 }", 14, "$.allow.manual"),
        Level("another metric first", "[\"time\", \"worst-wait\"]", "[\"worst-wait\", \"time\"]", 15, "$.metrics"),
        Level("four metrics", "[\"time\", \"worst-wait\"]", "[\"time\", \"wait\", \"cards\", \"late\"]", 15, "$.metrics"),
        Level("medals for what is not scored", "\"medals\": { \"time\"", "\"medals\": { \"late\"", 17, "$.medals.late"),
        Level("medals without metrics", "\"metrics\": [\"time\", \"worst-wait\"],", "", 17, "$.medals.lanes", ("\"medals\": { \"time\"", "\"medals\": { \"lanes\"")),
        Level("a goal in a level for a plan", "\"cores\": 2", "\"goal\": \"deadlock\"", 5, "$.goal"),
        Level("an inspection without a goal", "\"cores\": 2,", "\"kind\": \"inspect\",", 1, "$"),
        Level("an inspection with metrics", "\"cores\": 2,", "\"kind\": \"inspect\", \"goal\": \"deadlock\",", 15, "$.metrics"),
        Level("medals for time in an inspection", "\"cores\": 2,", "\"kind\": \"inspect\", \"goal\": \"deadlock\",", 17, "$.medals"),
        Level("too many places", "\"oven\": 1,", "\"oven\": 1025,", 7, "$.tools.oven"),
        Level("seventeen hints", "[\"Start with the tea.\"]", $"[{string.Join(", ", Enumerable.Repeat("\"x\"", 17))}]", 18, "$.hints"),
        Level("a title of 81 characters that are two code units each", "\"Brunch\"", $"\"{string.Concat(Enumerable.Repeat("🍳", 81))}\"", 4, "$.title"),
        Level("a number for the file", LevelText.Good, "3", 1, "$"),
        Plan("an unfinished list of kitchens", "\"kitchens\": []", 2, "$.kitchens"),
        Plan("a second kitchen without a name", Kitchens[..^1] + ", { \"lanes\": [] }]", 2, "$.kitchens[1]"),
        Plan("a kitchen named thread", Kitchens[..^1] + ", { \"name\": \"thread\" }]", 2, "$.kitchens[1].name"),
        Plan("two homes in one", Kitchens.Replace("\"lanes\"", "\"copies\": 2, \"lanes\"", StringComparison.Ordinal), 2, "$.kitchens[0].copies"),
        Plan("a pool of loops", Kitchens[..^1] + ", { \"name\": \"pool\", \"copies\": 2, \"lanes\": [{ \"kind\": \"loop\" }] }]", 2, "$.kitchens[1].lanes"),
        Plan("a pool without a lane", Kitchens[..^1] + ", { \"name\": \"pool\", \"copies\": 2 }]", 2, "$.kitchens[1].lanes"),
        Plan("a second main lane", Kitchens[..^4] + ", { \"kind\": \"main\" }] }]", 2, "$.kitchens[0].lanes[1].kind"),
        Plan("a second manual lane", Kitchens[..^4] + ", { \"kind\": \"manual\" }] }]", 2, "$.kitchens[0].lanes[1].kind"),
        Plan("workers of a main lane", Kitchens.Replace("\"main\"", "\"main\", \"workers\": 2", StringComparison.Ordinal), 2, "$.kitchens[0].lanes[0].workers"),
        Plan("a limit of a main lane", Kitchens.Replace("\"main\"", "\"main\", \"limit\": 2", StringComparison.Ordinal), 2, "$.kitchens[0].lanes[0].limit"),
        Plan("callbacks on a main lane", Kitchens.Replace("\"main\"", "\"main\", \"style\": \"callbacks\"", StringComparison.Ordinal), 2, "$.kitchens[0].lanes[0].style"),
        Plan("a box at home", Kitchens.Replace("\"main\"", "\"main\", \"box\": 2", StringComparison.Ordinal), 2, "$.kitchens[0].lanes[0].box"),
        Plan("a box on a loop", Kitchens[..^1] + ", { \"name\": \"b\", \"lanes\": [{ \"kind\": \"loop\", \"box\": 2 }] }]", 2, "$.kitchens[1].lanes[0].box"),
        Plan("steps on a main lane", Kitchens.Replace("\"tasks\"", "\"steps\": [\"tea.0\"], \"tasks\"", StringComparison.Ordinal), 2, "$.kitchens[0].lanes[0].steps"),
        Plan("tasks on a manual lane", Kitchens.Replace("\"main\"", "\"manual\"", StringComparison.Ordinal), 2, "$.kitchens[0].lanes[0].tasks"),
        Plan("a copy of number 0", Kitchens.Replace("\"guest\"", "\"guest#0\"", StringComparison.Ordinal), 2, "$.kitchens[0].lanes[0].tasks[2]"),
        Plan("a yield at once", Kitchens.Replace("\"main\"", "\"loop\"", StringComparison.Ordinal) + ",\n\"yields\": [{ \"task\": \"guest\", \"step\": 0, \"after\": 0 }]", 3, "$.yields[0].after"),
        Plan("bought twice", Kitchens + ",\n\"buys\": [\"slicer\", \"slicer\"]", 3, "$.buys"),
    ];

    /// <summary>No schema can tell them: validators accept the file, and only the reader rejects it. Each names what draft 2020-12 has no words for.</summary>
    public static IReadOnlyList<BrokenFile> BeyondSchemas { get; } =
    [
        // A name stands for something elsewhere
        Level("name: a tool", "\"tool\": \"lift\"", "\"tool\": \"left\"", 10, "$.tasks[0].steps[1].tool"),
        Level("name: a task", "\"after\": [\"tea\"]", "\"after\": [\"te\"]", 11, "$.tasks[1].after[0]"),
        Level("name: a shared thing", "\"read\": \"jar\"", "\"read\": \"jr\"", 12, "$.tasks[2].steps[0].read"),
        Level("name: equipment", "\"cpu\": 1.5", "\"cpu\": 1.5, \"with\": { \"slicer\": 1 }", 10, "$.tasks[0].steps[2].with.slicer"),
        Level("name: two tasks of one", "\"id\": \"roast\"", "\"id\": \"tea\"", 11, "$.tasks[1]"),
        Level("name: a self-serve tool is taken", "{ \"take\": \"oven\" }, { \"io\": 6 }, { \"drop\": \"oven\" }", "{ \"take\": \"lift\" }, { \"drop\": \"lift\" }", 11, "$.tasks[1].steps[0].take"),
        Plan("name: a task on a lane", Kitchens.Replace("roast", "rost", StringComparison.Ordinal), 2, "$.kitchens[0].lanes[0].tasks[1]"),
        Plan("name: two kitchens of one", Kitchens[..^1] + ", { \"name\": \"home\" }]", 2, "$.kitchens[1].name"),
        // Tasks wait for each other
        Level("cycle: of one", "\"after\": [\"tea\"]", "\"after\": [\"roast\"]", 11, "$.tasks[1].after[0]"),
        Level("cycle: of two", "\"title\": \"Tea\"", "\"title\": \"Tea\", \"after\": [\"roast\"]", 11, "$.tasks[1].after[0]"),
        // The order of steps
        Level("order: taken and not dropped", ", { \"drop\": \"oven\" }", "", 11, "$.tasks[1].steps[0]"),
        Level("order: dropped and not taken", "{ \"take\": \"oven\" }, ", "", 11, "$.tasks[1].steps[1]"),
        Level("order: the last step ages", ", { \"cpu\": 1.5 }", "", 10, "$.tasks[0].steps[1]"),
        // Two numbers are compared
        Level("comparison: due and arrives", "\"due\": 40", "\"due\": 3, \"arrives\": 5", 11, "$.tasks[1].due"),
        Level("comparison: gold and silver", "\"gold\": 20", "\"gold\": 26", 17, "$.medals.time"),
        Level("comparison: openKitchen and openParent", "\"openKitchen\": 1.0", "\"openKitchen\": 0.05", 6, "$.costs"),
        Level("comparison: with equipment and without", "\"cpu\": 1.5", "\"cpu\": 1.5, \"with\": { \"slicer\": 2 }", 10, "$.tasks[0].steps[2].with.slicer", ("\"shared\"", "\"equipment\": { \"slicer\": 30 }, \"shared\"")),
        Plan("comparison: copies 3 to 2", Kitchens.Replace("\"guest\"", "\"guest#3..2\"", StringComparison.Ordinal), 2, "$.kitchens[0].lanes[0].tasks[2]"),
        Plan("comparison: a lock from 1 to 0", Kitchens + ",\n\"locks\": [{ \"lock\": \"jar\", \"task\": \"guest\", \"from\": 1, \"to\": 0 }]", 3, "$.locks[0].to"),
        // Numbers are added up
        Level("sum: copies", "\"count\": 3", "\"count\": 9999", 9, "$.tasks"),
        Level("sum: minutes", "\"cpu\": 1.5", "\"cpu\": 99999", 9, "$.tasks"),
        // What the plan may do, the level says
        Level("plan and level: a lane that is not allowed", "\"manual\": true, ", "\"main\": false, ", 21, "$.plans.naive.plan.kitchens[0].lanes[0].kind"),
        Level("plan and level: a task on no lane", "[\"tea\", \"roast\", \"guest\"]", "[\"tea\", \"roast\"]", 21, "$.plans.naive.plan.kitchens"),
        Level("plan and level: another level", "\"plan\": { \"kitchens\"", "\"plan\": { \"level\": \"lunch\", \"kitchens\"", 21, "$.plans.naive.plan.level"),
        // How the text is written
        Level("text: a key is there twice", "\"cores\": 2", "\"cores\": 2, \"cores\": 3", 5, "$.cores"),
        Level("text: an exponent", "\"cpu\": 1.5", "\"cpu\": 15e-1", 10, "$.tasks[0].steps[2].cpu"),
        Level("text: over 1 MiB", "\"version\": 1,", $"\"version\": 1,{new string(' ', JsonText.MostBytes)}", 0, "$"),
    ];

    private static BrokenFile Level(string name, string part, string replacement, int line, string path, params (string Part, string Replacement)[] also)
    {
        string text = LevelText.With(part, replacement);
        foreach ((string more, string with) in also)
        {
            Assert.Contains(more, text, StringComparison.Ordinal);
            text = text.Replace(more, with, StringComparison.Ordinal);
        }
        return new(name, text, line, path);
    }

    private static BrokenFile Plan(string name, string body, int line, string path) => new(name, $"{{ \"version\": 1, \"level\": \"brunch\",\n{body} }}", line, path, IsPlan: true);
}
