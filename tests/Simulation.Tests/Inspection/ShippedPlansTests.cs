using System.Diagnostics;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Inspection;

public sealed class ShippedPlansTests
{
    public static TheoryData<string> Files => [.. LevelFiles.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void Author_plans_are_inspected_completely_and_agree_with_their_verdicts(string file)
    {
        Level level = LevelFiles.Load(file);
        foreach (AuthorPlan author in level.Plans)
        {
            long start = Stopwatch.GetTimestamp();
            InspectionVerdict verdict = Inspector.Inspect(PlanCompiler.Compile(level, author.Plan), cancel: TestContext.Current.CancellationToken).Verdict;

            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2), $"{author.Name} took {Stopwatch.GetElapsedTime(start)}");
            bool canBreak = author.Verdict is Verdict.LostUpdate or Verdict.Deadlock or Verdict.UncaughtError;
            Assert.True(canBreak ? verdict is InspectionVerdict.Race or InspectionVerdict.Deadlock : verdict == InspectionVerdict.Safe, $"{author.Name}: {verdict}");
        }
    }
}
