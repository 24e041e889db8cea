using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Tests.Levels;

public sealed class BrokenLevelTests
{
    [Theory]
    // Keys
    [InlineData("\"title\": \"Brunch\",", "", 1, "$", "the key \"title\" is missing")]
    [InlineData("\"version\": 1,", "", 1, "$", "the key \"version\" is missing")]
    [InlineData("\"id\": \"brunch\",", "", 1, "$", "the key \"id\" is missing")]
    [InlineData("\"cores\": 2", "\"coers\": 2", 5, "$.coers", "did you mean \"cores\"?")]
    [InlineData("\"cores\": 2", "\"Cores\": 2", 5, "$.Cores", "did you mean \"cores\"?")]
    [InlineData("\"cores\": 2", "\"zzz zzz\": 2", 5, "$[\"zzz zzz\"]", "known here: $schema, version")]
    [InlineData("\"cores\": 2", "\"id\": \"twice\"", 5, "$.id", "is there twice")]
    [InlineData("\"openKitchen\": 1.0", "\"openKitchens\": 1.0", 6, "$.costs.openKitchens", "did you mean \"openKitchen\"?")]
    [InlineData("\"places\": 2", "\"place\": 2", 7, "$.tools.lift.place", "did you mean \"places\"?")]
    [InlineData("\"do\": \"fill\"", "\"doo\": \"fill\"", 10, "$.tasks[0].steps[0].doo", "did you mean \"do\"?")]
    [InlineData("\"due\": 40", "\"duo\": 40", 11, "$.tasks[1].duo", "did you mean \"due\"?")]
    [InlineData("\"in\": 0.5", "\"inn\": 0.5", 12, "$.tasks[2].crate.inn", "did you mean \"in\"?")]
    [InlineData("\"greenlets\": true", "\"greenlet\": true", 14, "$.allow.greenlet", "did you mean \"greenlets\"?")]
    [InlineData("\"expect\": {", "\"expects\": {", 22, "$.plans.naive.expects", "did you mean \"expect\"?")]
    [InlineData("\"expect\": { \"time\": 20.5, \"verdict\": \"served\", \"optimal\": false }", "", 20, "$.plans.naive", "the key \"expect\" is missing")]
    [InlineData("\"bronze\": 30.5", "\"tin\": 30.5", 17, "$.medals.time", "the key \"bronze\" is missing")]
    // Types
    [InlineData("\"version\": 1", "\"version\": \"1\"", 2, "$.version", "expected a whole number, found the text \"1\"")]
    [InlineData("\"id\": \"brunch\"", "\"id\": 7", 3, "$.id", "expected a name, found the number 7")]
    [InlineData("\"title\": \"Brunch\"", "\"title\": null", 4, "$.title", "expected a text, found null")]
    [InlineData("\"title\": \"Brunch\"", "\"title\": {}", 4, "$.title", "expected a text, found an object")]
    [InlineData("\"cores\": 2", "\"gil\": \"no\"", 5, "$.gil", "expected true or false, found the text \"no\"")]
    [InlineData("\"cores\": 2", "\"cores\": [2]", 5, "$.cores", "expected a whole number, found a list")]
    [InlineData("[\"jar\"]", "\"jar\"", 8, "$.shared", "expected a list, [ … ], found the text \"jar\"")]
    [InlineData("[\"jar\"]", "[true]", 8, "$.shared[0]", "expected a name, found true")]
    [InlineData("\"oven\": 1,", "\"oven\": \"one\",", 7, "$.tools.oven", "expected a whole number")]
    [InlineData("\"costs\": { \"openKitchen\": 1.0, \"switchInterval\": 0.25 }", "\"costs\": 3", 6, "$.costs", "expected an object")]
    [InlineData("\"threads\": 4", "\"threads\": \"many\"", 14, "$.allow.threads", "expected a whole number, or true for any number, found the text \"many\"")]
    [InlineData("\"manual\": true", "\"manual\": 1", 14, "$.allow.manual", "expected true or false, found the number 1")]
    [InlineData("{ \"io\": 6 }", "\"io\"", 11, "$.tasks[1].steps[1]", "expected an object, { … }, found the text \"io\"")]
    // Numbers
    [InlineData("\"version\": 1", "\"version\": 2", 2, "$.version", "version 2 is not known")]
    [InlineData("\"cores\": 2", "\"cores\": 0", 5, "$.cores", "0 is out of range: write 1 to 64")]
    [InlineData("\"cores\": 2", "\"cores\": 1.5", 5, "$.cores", "1.5 is not a whole number")]
    [InlineData("\"cores\": 2", "\"cores\": -2", 5, "$.cores", "-2 is negative: write 1 to 64")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": 1.23456", 10, "$.tasks[0].steps[2].cpu", "more than four decimal places")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": 0", 10, "$.tasks[0].steps[2].cpu", "0 is out of range")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": -1", 10, "$.tasks[0].steps[2].cpu", "-1 is negative")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": 1e400", 10, "$.tasks[0].steps[2].cpu", "the number 1e400 has an exponent")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": 1000000000000000000000000000000", 10, "$.tasks[0].steps[2].cpu", "too many digits")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": 99999999999999999999", 10, "$.tasks[0].steps[2].cpu", "out of range: write 0.0001 to 100000")]
    [InlineData("\"switchInterval\": 0.25", "\"switchInterval\": 0", 6, "$.costs.switchInterval", "write 0.01 to 1000")]
    [InlineData("\"openKitchen\": 1.0", "\"openKitchen\": 0.05", 6, "$.costs", "less than openParent 0.1")]
    [InlineData("\"count\": 3", "\"count\": 10001", 12, "$.tasks[2].count", "write 1 to 10000")]
    [InlineData("\"count\": 3", "\"count\": 9999", 9, "$.tasks", "10001 tasks, copies counted, are too many")]
    [InlineData("\"due\": 40", "\"due\": 3, \"arrives\": 5", 11, "$.tasks[1].due", "due at 3, but the task arrives at 5")]
    [InlineData("\"copies\": 2", "\"copies\": 65", 14, "$.allow.copies", "write 0 to 64")]
    // Names and texts
    [InlineData("\"id\": \"brunch\"", "\"id\": \"Brunch Time\"", 3, "$.id", "use lower case letters, digits and hyphens")]
    [InlineData("\"id\": \"brunch\"", "\"id\": \"b234567890123456789012345678901234567890123456789012345678901234567890\"", 3, "$.id", "names have at most 64")]
    [InlineData("\"id\": \"roast\"", "\"id\": \"tea\"", 11, "$.tasks[1]", "the id \"tea\" is taken by $.tasks[0]")]
    [InlineData("\"oven\": 1,", "\"Oven\": 1, \"oven\": 1,", 7, "$.tools.Oven", "is not a name")]
    [InlineData("\"title\": \"Brunch\"", "\"title\": \"\"", 4, "$.title", "the text is empty")]
    [InlineData("\"title\": \"Brunch\"", "\"title\": \"Br\\u001b[31munch\"", 4, "$.title", "control character U+001B")]
    [InlineData("\"title\": \"Brunch\"", "\"title\": \"Br\\nunch\"", 4, "$.title", "control character U+000A")]
    [InlineData("\"title\": \"Brunch\"", "\"title\": \"Br\\u202eunch\"", 4, "$.title", "control character U+202E")]
    [InlineData("\"title\": \"Brunch\"", "\"title\": \"Br\u009bunch\"", 4, "$.title", "control character U+009B")]
    [InlineData("\"title\": \"Brunch\"", "\"title\": \"Br\\ud83dunch\"", 4, "$.title", "half a surrogate pair")]
    [InlineData("\"hints\"", "\"hi\\u0007nts\"", 18, "$[\"hi\\u0007nts\"]", "control character U+0007")]
    [InlineData("[\"jar\"]", "[\"jar\", \"jar\"]", 8, "$.shared[1]", "is there twice")]
    // References
    [InlineData("\"tool\": \"lift\"", "\"tool\": \"left\"", 10, "$.tasks[0].steps[1].tool", "no tool is named \"left\"; did you mean \"lift\"?")]
    [InlineData("\"tool\": \"lift\"", "\"tool\": \"grill\"", 10, "$.tasks[0].steps[1].tool", "there are oven, lift")]
    [InlineData("\"take\": \"oven\"", "\"take\": \"ovn\"", 11, "$.tasks[1].steps[0].take", "did you mean \"oven\"?")]
    [InlineData("\"after\": [\"tea\"]", "\"after\": [\"te\"]", 11, "$.tasks[1].after[0]", "no task is named \"te\"; did you mean \"tea\"?")]
    [InlineData("\"after\": [\"tea\"]", "\"after\": [\"tea\", \"tea\"]", 11, "$.tasks[1].after[1]", "is there twice")]
    [InlineData("\"read\": \"jar\"", "\"read\": \"jr\"", 12, "$.tasks[2].steps[0].read", "no shared thing is named \"jr\"")]
    [InlineData("\"shared\": [\"jar\"]", "\"shared\": []", 12, "$.tasks[2].steps[0].read", "the level declares no shared thing")]
    // Cycles
    [InlineData("\"after\": [\"tea\"]", "\"after\": [\"roast\"]", 11, "$.tasks[1].after[0]", "\"roast\" comes after itself")]
    [InlineData("\"title\": \"Tea\"", "\"title\": \"Tea\", \"after\": [\"roast\"]", 11, "$.tasks[1].after[0]", "these 2 tasks wait for each other: tea after roast after tea")]
    [InlineData("\"title\": \"Tea\"", "\"title\": \"Tea\", \"after\": [\"guest\", \"roast\"]", 11, "$.tasks[1].after[0]", "tea after roast after tea")]
    // Steps
    [InlineData("{ \"io\": 6 }", "{ \"do\": \"nothing\" }", 11, "$.tasks[1].steps[1]", "has none of cpu, io, take, drop")]
    [InlineData("{ \"io\": 6 }", "{ \"io\": 6, \"cpu\": 1 }", 11, "$.tasks[1].steps[1]", "the step has cpu and io")]
    [InlineData("{ \"io\": 6 }", "{ \"cpu\": 6, \"tool\": \"oven\" }", 11, "$.tasks[1].steps[1].tool", "belongs to io steps, this is a cpu step")]
    [InlineData("{ \"io\": 6 }", "{ \"io\": 6, \"read\": \"jar\" }", 11, "$.tasks[1].steps[1].read", "belongs to cpu steps, this is a io step")]
    [InlineData("{ \"io\": 6 }", "{ \"cpu\": 6, \"blocking\": true }", 11, "$.tasks[1].steps[1].blocking", "belongs to io steps")]
    [InlineData("{ \"io\": 6 }", "{ \"io\": 6, \"device\": \"tape\" }", 11, "$.tasks[1].steps[1].device", "is none of disk")]
    [InlineData("{ \"io\": 6 }", "{ \"io\": 6, \"tool\": \"oven\" }", 11, "$.tasks[1].steps[1]", "would wait for its own task")]
    [InlineData(", { \"drop\": \"oven\" }", "", 11, "$.tasks[1].steps[0]", "taken but never dropped")]
    [InlineData("{ \"take\": \"oven\" }, ", "", 11, "$.tasks[1].steps[1]", "dropped without having been taken")]
    [InlineData("{ \"io\": 6 }", "{ \"take\": \"oven\" }", 11, "$.tasks[1].steps[1]", "held since step 0")]
    [InlineData("{ \"take\": \"oven\" }, { \"io\": 6 }, { \"drop\": \"oven\" }", "{ \"take\": \"lift\" }, { \"drop\": \"lift\" }", 11, "$.tasks[1].steps[0].take", "self-serve")]
    [InlineData("{ \"take\": \"oven\" }, { \"io\": 6 }, { \"drop\": \"oven\" }", "", 11, "$.tasks[1].steps", "the task has no steps")]
    [InlineData(", { \"cpu\": 1.5 }", "", 10, "$.tasks[0].steps[1]", "cannot age")]
    // What a plan settles
    [InlineData("\"selfServe\": true", "\"chosen\": 1", 7, "$.tools.lift.chosen", "expected true or false, found the number 1")]
    [InlineData("\"shared\"", "\"equipment\": { \"slicer\": \"30\" }, \"shared\"", 8, "$.equipment.slicer", "expected a number")]
    [InlineData("\"shared\"", "\"equipment\": { \"Slicer\": 30 }, \"shared\"", 8, "$.equipment.Slicer", "is not a name")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": 1.5, \"with\": { \"slicer\": 1 }", 10, "$.tasks[0].steps[2].with.slicer", "nothing for sale is named \"slicer\": the level declares no equipment")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": 1.5, \"with\": { \"slicer\": 1.5 }", 10, "$.tasks[0].steps[2].with.slicer", "1.5 minutes with \"slicer\", 1.5 without")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": 1.5, \"with\": {}", 10, "$.tasks[0].steps[2].with", "0 pieces of equipment: a step has one")]
    [InlineData("{ \"drop\": \"oven\" }", "{ \"drop\": \"oven\", \"with\": { \"slicer\": 1 } }", 11, "$.tasks[1].steps[2].with", "belongs to cpu and io steps, this is a drop step")]
    // Tools that refuse
    [InlineData("\"oven\": 1,", "\"oven\": { \"places\": 1, \"refuses\": 5 },", 7, "$.tools.oven.refuses", "expected an object")]
    [InlineData("\"oven\": 1,", "\"oven\": { \"places\": 1, \"refuses\": { \"after\": 1 } },", 7, "$.tools.oven.refuses", "the key \"backOff\" is missing")]
    [InlineData("\"oven\": 1,", "\"oven\": { \"places\": 1, \"refuses\": { \"after\": 1, \"backoff\": 2 } },", 7, "$.tools.oven.refuses.backoff", "did you mean \"backOff\"?")]
    [InlineData("\"oven\": 1,", "\"oven\": { \"places\": 1, \"refuses\": { \"after\": 1, \"backOff\": 0 } },", 7, "$.tools.oven.refuses.backOff", "0 is out of range: write 0.01 to 1000")]
    [InlineData("\"oven\": 1,", "\"oven\": { \"places\": 1, \"refuses\": { \"after\": 1, \"backOff\": 2 } },", 11, "$.tasks[1].steps[0].take", "\"oven\" refuses whoever finds it full, and is for one io step at a time")]
    [InlineData("\"selfServe\": true", "\"selfServe\": true, \"refuses\": { \"after\": 1, \"backOff\": 2 }", 7, "$.tools.lift.refuses", "\"lift\" is self-serve: what finds it full queues by itself")]
    [InlineData("\"selfServe\": true", "\"refuses\": { \"after\": 1, \"backOff\": 2 }", 14, "$.allow.manual", "\"lift\" refuses, and equipment that a cook has started cannot try again")]
    [InlineData("\"lift\": { \"places\": 2, \"selfServe\": true } }", "\"lift\": { \"places\": 2, \"refuses\": { \"after\": 0.01, \"backOff\": 0.01 } } }, \"tasks\": [{ \"id\": \"call\", \"title\": \"Call\", \"count\": 200, \"steps\": [{ \"io\": 100, \"tool\": \"lift\" }] }], \"x\": {}", 7, "$.tasks", "200 calls to \"lift\", which refuses, may try 1000200 times each")]
    // Steps that fail
    [InlineData("{ \"io\": 6 }", "{ \"io\": 6, \"fails\": 0 }", 11, "$.tasks[1].steps[1].fails", "0 is out of range: write 1 to 100")]
    [InlineData("\"cpu\": 1.5", "\"cpu\": 1.5, \"fails\": 1", 10, "$.tasks[0].steps[2].fails", "belongs to io steps, this is a cpu step")]
    [InlineData("{ \"io\": 6 }", "{ \"io\": 6, \"fails\": 1 }", 11, "$.tasks[1].steps[1].fails", "equipment that a cook has started cannot try again by itself")]
    // Scoring
    [InlineData("[\"time\", \"worst-wait\"]", "[\"worst-wait\", \"time\"]", 15, "$.metrics", "\"time\" is scored first")]
    [InlineData("[\"time\", \"worst-wait\"]", "[\"time\", \"worstwait\"]", 15, "$.metrics[1]", "did you mean \"worst-wait\"?")]
    [InlineData("[\"time\", \"worst-wait\"]", "[\"time\", \"time\"]", 15, "$.metrics[1]", "is there twice")]
    [InlineData("[\"time\", \"worst-wait\"]", "[\"time\", \"wait\", \"cards\", \"late\"]", 15, "$.metrics", "at most two more")]
    [InlineData("{ \"memory\": 100 }", "{ \"memry\": 100 }", 16, "$.limits.memry", "did you mean \"memory\"?")]
    [InlineData("{ \"memory\": 100 }", "{ \"memory\": -1 }", 16, "$.limits.memory", "-1 is negative")]
    [InlineData("\"gold\": 20", "\"gold\": 26", 17, "$.medals.time", "gold ≤ silver ≤ bronze")]
    [InlineData("\"medals\": { \"time\"", "\"medals\": { \"late\"", 17, "$.medals.late", "does not score this metric")]
    // Author plans
    [InlineData("\"verdict\": \"served\"", "\"verdict\": \"good\"", 22, "$.plans.naive.expect.verdict", "is none of served, lost-update")]
    [InlineData("\"verdict\": \"served\"", "\"verdict\": \"too-noisy\"", 22, "$.plans.naive.expect.verdict", "is none of")]
    [InlineData("{ \"time\": 20.5, \"verdict\": \"served\", \"optimal\": false }", "{}", 22, "$.plans.naive.expect", "at least a time or a verdict")]
    [InlineData("\"kind\": \"main\"", "\"kind\": \"man\"", 21, "$.plans.naive.plan.kitchens[0].lanes[0].kind", "did you mean \"main\"?")]
    [InlineData("[\"tea\", \"roast\", \"guest\"]", "[\"tea\", \"rost\", \"guest\"]", 21, "$.plans.naive.plan.kitchens[0].lanes[0].tasks[1]", "did you mean \"roast\"?")]
    [InlineData("[\"tea\", \"roast\", \"guest\"]", "[\"tea\", \"roast\", \"guest#1..2\"]", 21, "$.plans.naive.plan.kitchens", "\"guest#3\" is on no lane")]
    [InlineData("\"plan\": { \"kitchens\"", "\"plan\": { \"level\": \"lunch\", \"kitchens\"", 21, "$.plans.naive.plan.level", "answers the level \"lunch\"")]
    [InlineData("\"manual\": true, ", "\"main\": false, ", 21, "$.plans.naive.plan.kitchens[0].lanes[0].kind", "allows no main lanes")]
    // Sizes: what would take the model for ever
    [InlineData("\"cpu\": 1.5", "\"cpu\": 99999", 9, "$.tasks", "minutes of work and waiting, copies counted, are too many")]
    [InlineData("\"switchInterval\": 0.25", "\"switchInterval\": 0.01 }, \"tasks\": [{ \"id\": \"sum\", \"title\": \"Sum\", \"steps\": [{ \"cpu\": 20000 }] }], \"x\": {", 6, "$.tasks", "a switchInterval of 0.01 is too short for 20000 minutes")]
    public void Each_mistake_is_named_with_its_line_path_and_cure(string part, string replacement, int line, string path, string message)
    {
        ReadResult<Level> result = LevelText.Read(LevelText.With(part, replacement));

        Assert.Null(result.Value);
        Assert.Contains(result.Problems, p => p.Line == line && p.Path == path && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_that_fails_needs_tries()
    {
        string text = LevelText.With("{ \"io\": 6 }", "{ \"io\": 6, \"fails\": 1 }").Replace("\"manual\": true, ", "", StringComparison.Ordinal);

        Assert.True(LevelText.Read(text).IsGood);
        Assert.Contains(LevelText.Read(text.Replace("\"tries\": true, ", "", StringComparison.Ordinal)).Problems,
            p => p.Path == "$.tasks[1].steps[1].fails" && p.Message.Contains("nobody could ever finish this task: allow \"tries\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_mistake_is_reported_once()
    {
        string[] replacements = ["\"cores\": 0", "\"cores\": \"two\"", "\"cors\": 2"];

        foreach (string replacement in replacements)
            Assert.Single(LevelText.Read(LevelText.With("\"cores\": 2", replacement)).Problems);
    }

    [Fact]
    public void Copies_after_copies_are_counted_in_pairs()
    {
        const string Order = """
            { "version": 1, "id": "crowd", "title": "Crowd", "tasks": [
              { "id": "cook", "title": "Cook", "count": 400, "steps": [{ "cpu": 1 }] },
              { "id": "eat", "title": "Eat", "count": 400, "after": ["cook"], "steps": [{ "cpu": 1 }] } ] }
            """;

        Problem problem = Assert.Single(LevelText.Read(Order).Problems);

        Assert.Contains("160000 pairs of tasks", problem.Message, StringComparison.Ordinal); // 400 × 400
    }

    [Fact]
    public void A_long_cycle_is_named_from_its_first_task()
    {
        string tasks = string.Join(", ", Enumerable.Range(0, 900).Select(i => $$"""{ "id": "t{{i}}", "title": "T", "after": ["t{{(i + 1) % 900}}"], "steps": [{ "cpu": 1 }] }"""));

        Problem problem = Assert.Single(LevelText.Read($$"""{ "version": 1, "id": "ring", "title": "Ring", "tasks": [{{tasks}}] }""").Problems);

        Assert.Equal("$.tasks[899].after[0]", problem.Path);
        Assert.Contains("these 900 tasks wait for each other: t0 after t1", problem.Message, StringComparison.Ordinal);
    }
}
