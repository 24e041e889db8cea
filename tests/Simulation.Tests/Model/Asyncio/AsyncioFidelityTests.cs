using System.Reflection;
using System.Text.Json;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Simulation.Tests.Model.Asyncio;

/// <summary>The loop against real asyncio (CPython 3.11) under a virtual clock; asyncio_traces.py beside this file wrote the cases.</summary>
public sealed class AsyncioFidelityTests
{
    [Fact]
    public void Every_task_ends_when_it_ends_under_real_asyncio()
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream("asyncio.json")!;
        using JsonDocument cases = JsonDocument.Parse(file);
        Assert.Equal(200, cases.RootElement.GetArrayLength());
        foreach (JsonElement c in cases.RootElement.EnumerateArray())
        {
            SimulationResult run = Run(c);
            long[]? expected = c.GetProperty("ends").ValueKind == JsonValueKind.Null ? null : [.. c.GetProperty("ends").EnumerateArray().Select(e => e.GetInt64())];
            long[]? actual = run.IsDeadlocked ? null : [.. run.Timeline.Finished.Select(f => f!.Value.Ticks)];
            Assert.True(expected is null ? actual is null : actual is not null && expected.SequenceEqual(actual), c.GetRawText());
        }
    }

    private static SimulationResult Run(JsonElement c)
    {
        TaskSpec[] tasks = [.. c.GetProperty("tasks").EnumerateArray().Select((t, i) => new TaskSpec
        {
            Id = $"task-{i}",
            Title = "",
            Steps = [.. t.GetProperty("steps").EnumerateArray().Select(Step)],
            After = [.. t.GetProperty("after").EnumerateArray().Select(before => $"task-{before.GetInt32()}")],
        })];
        LockPlan[] locks = [.. c.GetProperty("tasks").EnumerateArray()
            .Select((t, i) => (Range: t.GetProperty("lock"), Task: new TaskRef($"task-{i}")))
            .Where(l => l.Range.GetArrayLength() == 2)
            .Select(l => new LockPlan("jar", l.Task, l.Range[0].GetInt32(), l.Range[1].GetInt32()))];
        int limit = c.GetProperty("limit").GetInt32();
        Lane loop = new()
        {
            Kind = LaneKind.Loop,
            Limit = limit == 0 ? null : limit,
            Tasks = [.. c.GetProperty("order").EnumerateArray().Select(i => new TaskRef($"task-{i.GetInt32()}"))],
        };
        Level level = new()
        {
            Id = "asyncio",
            Title = "",
            Shared = ["jar"],
            Tools = [.. c.GetProperty("tools").EnumerateArray().Select((places, i) => new ToolSpec($"tool-{i}", places.GetInt32(), SelfServe: false))],
            Tasks = [.. tasks],
        };
        return Simulator.Run(PlanCompiler.Compile(level, new() { Level = level.Id, Kitchens = [new("home", 1, [loop])], Locks = [.. locks] }));
    }

    private static StepSpec Step(JsonElement step) => new()
    {
        Kind = step[0].GetString() == "cpu" ? StepKind.Cpu : StepKind.Io,
        Duration = new(step[1].GetInt64()),
        Tool = step.GetArrayLength() == 3 ? $"tool-{step[2].GetInt32()}" : null,
    };
}
