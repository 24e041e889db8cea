using System.Text;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Tests.Levels;

namespace ShortOrder.Simulation.Tests.Plans;

public sealed class BrokenPlanTests
{
    private const string Head = "{ \"version\": 1, \"level\": \"brunch\", \"kitchens\": [\n";

    private static readonly Level Brunch = LevelText.GoodLevel;

    /// <summary>Tea (cpu, io, cpu), roast (take oven, io, drop oven) after tea, three guests (cpu read jar, cpu write jar, io).</summary>
    private static ReadResult<Plan> Read(string text, Level? level = null) => PlanReader.Read(Encoding.UTF8.GetBytes(text), "plan.json", level ?? Brunch);

    [Theory]
    // The file
    [InlineData("{ \"level\": \"brunch\", \"kitchens\": [] }", 1, "$", "the key \"version\" is missing")]
    [InlineData("{ \"version\": 1, \"kitchens\": [] }", 1, "$", "the key \"level\" is missing")]
    [InlineData("{ \"version\": 1, \"level\": \"brunch\" }", 1, "$", "the key \"kitchens\" is missing")]
    [InlineData("{ \"version\": 1, \"level\": \"lunch\", \"kitchens\": [] }", 1, "$.level", "answers the level \"lunch\", this is \"brunch\"")]
    [InlineData("{ \"version\": 1, \"level\": \"brunch\", \"kitchens\": [] }", 1, "$.kitchens", "the plan has no kitchen")]
    [InlineData("{ \"version\": 1, \"level\": \"brunch\", \"kitchen\": [] }", 1, "$.kitchen", "did you mean \"kitchens\"?")]
    [InlineData("{ \"version\": 9, \"level\": \"brunch\", \"kitchens\": [] }", 1, "$.version", "version 9 is not known")]
    [InlineData("{ \"version\": 1, \"level\": \"brunch\", \"kitchens\": {} }", 1, "$.kitchens", "expected a list")]
    [InlineData("{ \"version\": 1, \"level\": \"brunch\", \"kitchens\": [", 1, "$.kitchens", "the text ends while 2 brackets are open")]
    public void A_plan_file_is_a_version_a_level_and_kitchens(string text, int line, string path, string message) => AssertProblem(Read(text), line, path, message);

    [Theory]
    // Shape
    [InlineData("{ \"lanes\": [{ \"tasks\": [\"tea\"] }] }", "$.kitchens[0].lanes[0]", "the key \"kind\" is missing")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"threads\" }] }", "$.kitchens[0].lanes[0].kind", "did you mean \"thread\"?")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"thread\", \"workers\": 0 }] }", "$.kitchens[0].lanes[0].workers", "write 1 to 1024")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"thread\", \"worker\": 2 }] }", "$.kitchens[0].lanes[0].worker", "did you mean \"workers\"?")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"loop\", \"limit\": 0 }] }", "$.kitchens[0].lanes[0].limit", "write 1 to 10000")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": \"tea\" }] }", "$.kitchens[0].lanes[0].tasks", "expected a list, [ … ], found the text \"tea\"")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [1] }] }", "$.kitchens[0].lanes[0].tasks[0]", "expected a text, found the number 1")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"tea#\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "\"tea#\" names no task")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"guest#3..2\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "names no task")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"guest#0\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "names no task")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"guest*9999999999\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "names no task")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"TEA\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "names no task")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"t\\u001b[2J\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "control character U+001B")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea\"] }] }", "$.kitchens[0].lanes[0].steps[0]", "\"tea\" names no step")]
    [InlineData("{ \"name\": \"Home\", \"lanes\": [] }", "$.kitchens[0].name", "use lower case letters")]
    // Kitchens and lanes
    [InlineData("{}, { \"lanes\": [] }", "$.kitchens[1]", "the key \"name\" is missing")]
    [InlineData("{}, { \"name\": \"home\" }", "$.kitchens[1].name", "taken by $.kitchens[0]")]
    [InlineData("{}, { \"name\": \"thread\" }", "$.kitchens[1].name", "means a helper thread")]
    [InlineData("{ \"copies\": 2, \"lanes\": [{ \"kind\": \"main\" }] }", "$.kitchens[0].copies", "home cannot have copies")]
    [InlineData("{}, { \"name\": \"pool\", \"copies\": 2, \"lanes\": [{ \"kind\": \"loop\" }] }", "$.kitchens[1].lanes", "exactly one lane, of kind main")]
    [InlineData("{}, { \"name\": \"pool\", \"copies\": 2 }", "$.kitchens[1].lanes", "exactly one lane, of kind main")]
    [InlineData("{}, { \"name\": \"pool\", \"copies\": 3, \"lanes\": [{ \"kind\": \"main\" }] }", "$.kitchens[1].copies", "3 copies, the level allows 2: 1 too many")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"thread\" }, { \"kind\": \"main\" }] }", "$.kitchens[0].lanes[1].kind", "can only be the first lane")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\" }, { \"kind\": \"main\" }] }", "$.kitchens[0].lanes[1].kind", "can only be the first lane")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\" }, { \"kind\": \"manual\" }] }", "$.kitchens[0].lanes[1].kind", "a manual lane runs on the kitchen's main thread")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"workers\": 2 }] }", "$.kitchens[0].lanes[0].workers", "only thread lanes have workers")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"limit\": 2 }] }", "$.kitchens[0].lanes[0].limit", "only loop and greenlets lanes have a limit")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"steps\": [\"tea.0\"] }] }", "$.kitchens[0].lanes[0].steps", "only manual lanes list steps")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"tasks\": [\"tea\"] }] }", "$.kitchens[0].lanes[0].tasks", "a manual lane lists steps")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"thread\", \"workers\": 5 }] }", "$.kitchens[0].lanes[0]", "there are 5 threads, the level allows 4 threads: 1 too many")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"loop\" }, { \"kind\": \"loop\" }, { \"kind\": \"loop\" }] }", "$.kitchens[0].lanes[2]", "there are 3 event loops, the level allows 2")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"style\": \"callbacks\" }] }", "$.kitchens[0].lanes[0].style", "only loop lanes are wired by callbacks")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"loop\", \"style\": \"callback\" }] }", "$.kitchens[0].lanes[0].style", "did you mean \"callbacks\"?")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea.0\", \"tea.2\"] }] }], \"tries\": [{ \"task\": \"tea\", \"step\": 1 }", "$.tries[0].task", "\"tea\" is on a manual lane")]
    // Tasks
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"tee\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "no task is named \"tee\"; did you mean \"tea\"?")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"tea\", \"roast\", \"guest\", \"tea\"] }] }", "$.kitchens[0].lanes[0].tasks[3]", "\"tea\" stands already at $.kitchens[0].lanes[0].tasks[0]")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"guest#2\"] }, { \"kind\": \"loop\", \"tasks\": [\"guest\"] }] }", "$.kitchens[0].lanes[1].tasks[0]", "\"guest#2\" stands already at $.kitchens[0].lanes[0].tasks[0]")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"tea#1\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "\"tea\" has no copies")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"guest#4\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "the copies of \"guest\" are #1 to #3")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"guest*4\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "asks for 4 copies, \"guest\" has 3")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"guest*2\", \"guest#1..2\"] }] }", "$.kitchens[0].lanes[0].tasks[0]", "asks for 2 copies, 1 of 3 are left")]
    // Manual lanes
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea.0\"] }] }", "$.kitchens[0].lanes[0].steps", "\"tea.2\" is not listed: add it after \"tea.0\"")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea.2\", \"tea.0\"] }] }", "$.kitchens[0].lanes[0].steps[0]", "\"tea.0\" comes before \"tea.2\" in its task")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea.0\", \"tea.1\", \"tea.2\"] }] }", "$.kitchens[0].lanes[0].steps[1]", "waits by itself once \"tea.0\" is done")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea.0\", \"tea.0\", \"tea.2\"] }] }", "$.kitchens[0].lanes[0].steps[1]", "\"tea.0\" is listed twice")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea.0\", \"tea.2\", \"tea.3\"] }] }", "$.kitchens[0].lanes[0].steps[2]", "\"tea\" has steps 0 to 2")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"guest.0\"] }] }", "$.kitchens[0].lanes[0].steps[0]", "e.g. \"guest#1.0\"")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea#1.0\"] }] }", "$.kitchens[0].lanes[0].steps[0]", "\"tea\" has no copies: write \"tea.0\"")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tee.0\"] }] }", "$.kitchens[0].lanes[0].steps[0]", "did you mean \"tea\"?")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea.0\", \"tea.2\"] }, { \"kind\": \"thread\", \"tasks\": [\"tea\"] }] }", "$.kitchens[0].lanes[1].tasks[0]", "\"tea\" stands already at $.kitchens[0].lanes[0].steps[0]")]
    [InlineData("{ \"lanes\": [{ \"kind\": \"loop\", \"tasks\": [\"tea\"] }] }, { \"name\": \"b\", \"lanes\": [{ \"kind\": \"manual\", \"steps\": [\"tea.0\", \"tea.2\"] }] }", "$.kitchens[1].lanes[0].steps[0]", "\"tea\" stands already at $.kitchens[0].lanes[0].tasks[0]")]
    public void Kitchens_lanes_and_tasks_are_checked_against_the_level(string kitchens, string path, string message) => AssertProblem(Read($"{Head}{kitchens} ] }}"), 2, path, message);

    [Theory]
    [InlineData("\"tea\", \"roast\"", "3 of 3 \"guest\" are on no lane, the first is \"guest#1\"")]
    [InlineData("\"tea\", \"roast\", \"guest#1\", \"guest#3\"", "\"guest#2\" is on no lane: put it on one")]
    [InlineData("\"roast\", \"guest\"", "\"tea\" is on no lane")]
    [InlineData("", "\"roast\" is on no lane")]
    public void Every_task_must_be_on_a_lane(string tasks, string message) =>
        AssertProblem(Read($"{Head}{{ \"lanes\": [{{ \"kind\": \"main\", \"tasks\": [{tasks}] }}] }} ] }}"), 1, "$.kitchens", message);

    [Theory]
    // Locks
    [InlineData("\"locks\": [{ \"lock\": \"jam\", \"task\": \"guest\", \"from\": 0, \"to\": 1 }]", "$.locks[0].lock", "no shared thing is named \"jam\"")]
    [InlineData("\"locks\": [{ \"lock\": \"jar\", \"task\": \"gust\", \"from\": 0, \"to\": 1 }]", "$.locks[0].task", "did you mean \"guest\"?")]
    [InlineData("\"locks\": [{ \"lock\": \"jar\", \"task\": \"guest#9\", \"from\": 0, \"to\": 1 }]", "$.locks[0].task", "#1 to #3")]
    [InlineData("\"locks\": [{ \"lock\": \"jar\", \"task\": \"guest*2\", \"from\": 0, \"to\": 1 }]", "$.locks[0].task", "is for lanes")]
    [InlineData("\"locks\": [{ \"lock\": \"jar\", \"task\": \"guest\", \"from\": 1, \"to\": 0 }]", "$.locks[0].to", "ends at step 0, before it begins at 1")]
    [InlineData("\"locks\": [{ \"lock\": \"jar\", \"task\": \"guest\", \"from\": 0, \"to\": 7 }]", "$.locks[0].to", "has steps 0 to 2: there is no 7")]
    [InlineData("\"locks\": [{ \"lock\": \"jar\", \"task\": \"guest\", \"from\": 0, \"to\": 1 }, { \"lock\": \"jar\", \"task\": \"guest#2\", \"from\": 1, \"to\": 2 }]", "$.locks[1]", "holds \"jar\" already from step 0 to 1 ($.locks[0])")]
    [InlineData("\"locks\": [{ \"lock\": \"jar\", \"task\": \"guest\", \"to\": 1 }]", "$.locks[0]", "the key \"from\" is missing")]
    // Yields
    [InlineData("\"yields\": [{ \"task\": \"tea\", \"step\": 0, \"after\": 0.5 }]", "$.yields[0].task", "\"tea\" is on a main lane: only a task on a loop or greenlets lane yields")]
    [InlineData("\"yields\": [{ \"task\": \"guest\", \"step\": 2, \"after\": 0.5 }]", "$.yields[0].step", "is no cpu step")]
    [InlineData("\"yields\": [{ \"task\": \"guest\", \"step\": 0, \"after\": 1 }]", "$.yields[0].after", "later than 0 and earlier than 1")]
    [InlineData("\"yields\": [{ \"task\": \"guest\", \"step\": 0, \"after\": 0 }]", "$.yields[0].after", "later than 0 and earlier than 1")]
    [InlineData("\"yields\": [{ \"task\": \"guest\", \"step\": 0, \"after\": 0.00001 }]", "$.yields[0].after", "more than four decimal places")]
    [InlineData("\"yields\": [{ \"task\": \"guest\", \"step\": 0, \"after\": 0.5 }, { \"task\": \"guest#3\", \"step\": 0, \"after\": 0.5 }]", "$.yields[1]", "\"guest#3\" yields there already")]
    [InlineData("\"yields\": [{ \"task\": \"guest\", \"step\": 0, \"after\": 0.1 }, { \"task\": \"guest\", \"step\": 0, \"after\": 0.2 }, { \"task\": \"guest\", \"step\": 0, \"after\": 0.3 }, { \"task\": \"guest\", \"step\": 0, \"after\": 0.4 }]", "$.yields", "4 yields, the level allows 3: 1 too many")]
    // Offloads
    [InlineData("\"offload\": [{ \"task\": \"tea\", \"step\": 0, \"to\": \"thread\" }]", "$.offload[0].task", "only a task on a loop or greenlets lane is offloaded")]
    [InlineData("\"offload\": [{ \"task\": \"guest\", \"step\": 0, \"to\": \"anex\" }]", "$.offload[0].to", "no kitchen is named \"anex\"; did you mean \"annex\"?")]
    [InlineData("\"offload\": [{ \"task\": \"guest\", \"step\": 0, \"to\": \"annex\" }]", "$.offload[0].to", "is a process pool")]
    [InlineData("\"offload\": [{ \"task\": \"guest\", \"step\": 0, \"to\": \"home\" }]", "$.offload[0].to", "runs in \"home\" itself")]
    [InlineData("\"offload\": [{ \"task\": \"guest\", \"step\": 3, \"to\": \"thread\" }]", "$.offload[0].step", "there is no 3")]
    [InlineData("\"offload\": [{ \"task\": \"guest\", \"step\": 2, \"to\": \"thread\" }, { \"task\": \"guest#1..2\", \"step\": 2, \"to\": \"thread\" }]", "$.offload[1]", "step 2 of \"guest#1\" is offloaded already")]
    [InlineData("\"yields\": [{ \"task\": \"guest#2\", \"step\": 0, \"after\": 0.5 }], \"offload\": [{ \"task\": \"guest\", \"step\": 0, \"to\": \"thread\" }]", "$.offload[0]", "yields and is offloaded")]
    // Tries
    [InlineData("\"tries\": [{ \"task\": \"tee\", \"step\": 1 }]", "$.tries[0].task", "did you mean \"tea\"?")]
    [InlineData("\"tries\": [{ \"task\": \"tea\", \"step\": 0 }]", "$.tries[0].step", "step 0 of \"tea\" is no io step: only what is asked of somebody else can fail")]
    [InlineData("\"tries\": [{ \"task\": \"tea\", \"step\": 3 }]", "$.tries[0].step", "there is no 3")]
    [InlineData("\"tries\": [{ \"task\": \"tea\" }]", "$.tries[0]", "the key \"step\" is missing")]
    [InlineData("\"tries\": [{ \"task\": \"guest\", \"step\": 2 }, { \"task\": \"guest#2\", \"step\": 2 }]", "$.tries[1]", "step 2 of \"guest#2\" is tried again already")]
    // Orders
    [InlineData("\"order\": { \"rost\": [\"oven\"] }", "$.order.rost", "did you mean \"roast\"?")]
    [InlineData("\"order\": { \"roast\": [\"lift\"] }", "$.order.roast", "list each tool that \"roast\" takes once: oven")]
    [InlineData("\"order\": { \"tea\": [\"oven\"] }", "$.order.tea", "\"tea\" takes no tools")]
    [InlineData("\"order\": { \"roast\": [\"oven\"], \"roast\": [\"oven\"] }", "$.order.roast", "is there twice")]
    public void Cards_must_fit_their_tasks(string cards, string path, string message)
    {
        const string kitchens = "{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"tea\", \"roast\"] }, { \"kind\": \"loop\", \"tasks\": [\"guest\"] }] }, { \"name\": \"annex\", \"copies\": 2, \"lanes\": [{ \"kind\": \"main\" }] }";
        Assert.True(Read($"{Head}{kitchens}] }}").IsGood);

        AssertProblem(Read($"{Head}{kitchens}],\n{cards} }}"), 3, path, message);
    }

    [Theory]
    [InlineData("\"manual\": true, ", "{ \"lanes\": [{ \"kind\": \"manual\" }] }", "$.kitchens[0].lanes[0].kind", "the level allows no manual lanes")]
    [InlineData("\"threads\": 4, ", "{ \"lanes\": [{ \"kind\": \"thread\" }] }", "$.kitchens[0].lanes[0]", "the level allows no threads")]
    [InlineData("\"kitchens\": true, ", "{}, { \"name\": \"b\" }", "$.kitchens[1]", "the level allows no kitchens besides home")]
    [InlineData("\"loops\": 2, ", "{ \"lanes\": [{ \"kind\": \"loop\" }] }", "$.kitchens[0].lanes[0]", "the level allows no event loops")]
    [InlineData("\"greenlets\": true, ", "{ \"lanes\": [{ \"kind\": \"greenlets\" }] }", "$.kitchens[0].lanes[0].kind", "the level allows no greenlets lanes")]
    [InlineData("\"copies\": 2, ", "{}, { \"name\": \"b\", \"copies\": 2, \"lanes\": [{ \"kind\": \"main\" }] }", "$.kitchens[1].copies", "the level allows no copies")]
    [InlineData("\"locks\": true, ", "{} ], \"locks\": [{ \"lock\": \"jar\", \"task\": \"guest\", \"from\": 0, \"to\": 1 }", "$.locks", "the level allows no locks")]
    [InlineData("\"yields\": 3, ", "{} ], \"yields\": [{ \"task\": \"guest\", \"step\": 0, \"after\": 0.5 }", "$.yields", "the level allows no yields")]
    [InlineData("\"offload\": true, ", "{} ], \"offload\": [{ \"task\": \"guest\", \"step\": 0, \"to\": \"thread\" }", "$.offload", "the level allows no offloads")]
    [InlineData("\"tries\": true, ", "{} ], \"tries\": [{ \"task\": \"tea\", \"step\": 1 }", "$.tries", "the level allows no tries")]
    [InlineData("\"callbacks\": true, ", "{ \"lanes\": [{ \"kind\": \"loop\", \"style\": \"callbacks\" }] }", "$.kitchens[0].lanes[0].style", "the level allows no callbacks")]
    [InlineData(", \"order\": true", "{}, { \"name\": \"b\", \"lanes\": [{ \"kind\": \"main\", \"box\": 2 }] }", "$.kitchens[1].lanes[0].box", "the level allows no boxes")]
    [InlineData(", \"order\": true", "{} ], \"order\": { \"roast\": [\"oven\"] }, \"locks\": [", "$.order", "the level allows no changes of order")]
    public void What_a_level_does_not_allow_is_said(string allowance, string kitchens, string path, string message)
    {
        Level level = LevelText.Read(LevelText.With(allowance, "")).Value!;

        AssertProblem(Read($"{Head}{kitchens} ] }}", level), 2, path, message);
    }

    [Fact]
    public void A_lock_may_be_held_twice_by_different_copies_or_one_after_the_other()
    {
        string text = Head + """
            { "lanes": [{ "kind": "main", "tasks": ["tea", "roast", "guest"] }] }],
            "locks": [{ "lock": "jar", "task": "guest#1", "from": 0, "to": 0 }, { "lock": "jar", "task": "guest#1", "from": 1, "to": 2 },
                      { "lock": "jar", "task": "guest#2..3", "from": 0, "to": 1 }] }
            """;

        Assert.Empty(Read(text).Problems);
    }

    [Theory]
    [InlineData("{ \"lanes\": [{ \"kind\": \"main\", \"box\": 2, \"tasks\": [\"tea\", \"roast\", \"guest\"] }] }", "$.kitchens[0].lanes[0].box", "only the main lane of a further kitchen")]
    [InlineData("{}, { \"name\": \"b\", \"lanes\": [{ \"kind\": \"loop\", \"box\": 2, \"tasks\": [\"tea\", \"roast\", \"guest\"] }] }", "$.kitchens[1].lanes[0].box", "only the main lane of a further kitchen")]
    [InlineData("{}, { \"name\": \"b\", \"lanes\": [{ \"kind\": \"main\", \"box\": 0, \"tasks\": [\"tea\", \"roast\", \"guest\"] }] }", "$.kitchens[1].lanes[0].box", "0 is out of range: write 1 to 10000")]
    [InlineData("{}, { \"name\": \"b\", \"lanes\": [{ \"kind\": \"main\", \"box\": 2, \"tasks\": [\"guest\", \"tea\", \"roast\"] }] }", "$.kitchens[1].lanes[0].box", "\"tea\" comes before or after other tasks")]
    [InlineData("{}, { \"name\": \"b\", \"lanes\": [{ \"kind\": \"main\", \"boxs\": 2, \"tasks\": [\"guest\"] }] }", "$.kitchens[1].lanes[0].boxs", "did you mean \"box\"?")]
    public void Boxes_are_for_tasks_that_stand_alone_on_their_way_to_another_kitchen(string kitchens, string path, string message)
    {
        Level level = LevelText.Read(LevelText.With("\"order\": true", "\"boxes\": true")).Value!;
        Assert.True(Read($"{Head}{{ \"lanes\": [{{ \"kind\": \"main\", \"tasks\": [\"tea\", \"roast\"] }}] }}, {{ \"name\": \"b\", \"lanes\": [{{ \"kind\": \"main\", \"box\": 2, \"tasks\": [\"guest\"] }}] }} ] }}", level).IsGood);

        AssertProblem(Read($"{Head}{kitchens} ] }}", level), 2, path, message);
    }

    [Theory]
    [InlineData("\"places\": { \"lift\": 3 }", "$.places.lift", "3 places: choose 1 to 2")]
    [InlineData("\"places\": { \"lift\": 0 }", "$.places.lift", "0 is out of range: write 1 to 1024")]
    [InlineData("\"places\": { \"oven\": 1 }", "$.places.oven", "a plan chooses the places of lift only, not of \"oven\"")]
    [InlineData("\"places\": { \"lift\": 1, \"lift\": 2 }", "$.places.lift", "is there twice")]
    [InlineData("\"buys\": [\"slcer\"]", "$.buys[0]", "nothing for sale is named \"slcer\"; did you mean \"slicer\"?")]
    [InlineData("\"buys\": [\"slicer\", \"slicer\"]", "$.buys[1]", "\"slicer\" is bought already")]
    public void Only_what_the_level_leaves_open_is_settled(string settings, string path, string message)
    {
        Level level = LevelText.Read(LevelText.With("\"selfServe\": true } },", "\"chosen\": true } }, \"equipment\": { \"slicer\": 30 },")).Value!;
        const string kitchens = "{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [\"tea\", \"roast\", \"guest\"] }] } ],\n";
        Assert.True(Read($"{Head}{kitchens}\"places\": {{ \"lift\": 2 }}, \"buys\": [\"slicer\"] }}", level).IsGood);

        AssertProblem(Read($"{Head}{kitchens}{settings} }}", level), 3, path, message);
    }

    [Theory]
    [InlineData("\"places\": { \"lift\": 1 }", "$.places.lift", "the level fixes the places of all its tools")]
    [InlineData("\"buys\": [\"slicer\"]", "$.buys[0]", "there is nothing to buy in this level")]
    public void Where_nothing_is_open_nothing_is_settled(string settings, string path, string message) =>
        AssertProblem(Read($"{Head}{{ \"lanes\": [{{ \"kind\": \"main\", \"tasks\": [\"tea\", \"roast\", \"guest\"] }}] }} ],\n{settings} }}"), 3, path, message);

    private static void AssertProblem(ReadResult<Plan> result, int line, string path, string message)
    {
        Assert.Null(result.Value);
        Assert.Contains(result.Problems, p => p.Line == line && p.Path == path && p.Message.Contains(message, StringComparison.Ordinal));
    }
}
