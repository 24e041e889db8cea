using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Game.Tests.Export;

/// <summary>An order whose author tries to get out of every text: into code, markup, a terminal.</summary>
internal static class HostileOrder
{
    /// <summary>What stands in every text of the order.</summary>
    public const string Text = "*/ \"); Environment.Exit(7); // \n\r\u0085\u2028 </title><script>alert(1)</script> | `code` ```` \\u000A ]]> &amp; # - \u001b[31m 🥐";

    /// <summary>Ids that are keywords, or names that a program uses itself.</summary>
    private static readonly string[] Ids = ["class", "new", "2nd", "task", "main", "hat", "home", "int-", "a--b", "a-b"];

    /// <summary>A loop, a thread and further kitchens do it, with a lock, an offload, tools and a shared thing.</summary>
    public static CompiledPlan Compile()
    {
        TaskSpec[] tasks = [.. Ids.Select((id, i) => Spec(id, Cpu(0.1m, "default", "default") with { Do = Text }, Io(0.2m, "void") with { Do = Text }) with
        {
            Title = Text,
            Count = i % 2 + 1,
            After = i == 1 ? [Ids[9]] : [],
            Crate = Crate(0.1m, 0.1m),
        })];
        Level level = Order(tasks) with { Title = Text, Story = Text };
        Plan plan = PlanFor(level, Home(Main(Ids[0], Ids[1]), Loop(Ids[2], Ids[3]), Pool(2, Ids[4], Ids[5])), Annex("namespace", Main(Ids[6]), Thread(Ids[7])), Annexes("public", 2, Ids[8], Ids[9])) with
        {
            Locks = [Lock("default", Ids[0], 0, 0), Lock("default", Ids[2], 0, 0), Lock("lock", Ids[6], 0, 1)],
            Offloads = [Offload(Ids[2], 1)],
        };
        return PlanCompiler.Compile(level, plan);
    }
}
