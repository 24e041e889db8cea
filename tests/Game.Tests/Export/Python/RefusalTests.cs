using System.Collections.Immutable;
using ShortOrder.Game.Export.Python;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Export.Python;

public sealed class RefusalTests
{
    /// <summary>An error that nobody hears is no coroutine's.</summary>
    private static readonly string[] Refused = ["callback-cards trap asyncio", "callback-cards trap trio", "callback-cards trap curio"];

    [Fact]
    public void Every_plan_of_the_campaign_is_written_in_every_library_that_has_its_lanes()
    {
        List<string> refused = [];
        foreach (Level level in LevelFiles.Levels)
        {
            foreach (AuthorPlan plan in level.Plans)
            {
                CompiledPlan compiled = PlanCompiler.Compile(level, plan.Plan);
                ImmutableArray<PythonLibrary> can = PythonLibrary.For(compiled);
                HashSet<LaneKind> kinds = [.. compiled.Threads.Where(t => t.Lane >= 0).Select(t => t.Kind)];
                refused.AddRange(PythonLibrary.All.Where(l => l.Fits.Any(kinds.Contains) && !can.Contains(l) && (compiled.Threads.Length == 1 || l.Name is not ("sync" or "manual")))
                    .Select(l => $"{level.Id} {plan.Name} {l.Name}"));
            }
        }
        Assert.Equal(Refused, refused);
    }
}
