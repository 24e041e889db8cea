using System.Text.Json.Nodes;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Plans;

/// <summary>A text that names tasks.</summary>
internal sealed class TaskRefShape : Shape<TaskRef?>
{
    private const int Longest = 100;

    public static readonly TaskRefShape Task = new() { Name = "task-ref", Doc = "Names tasks: \"coffee\" (all copies), \"guest#3\", \"guest#1..100\", or \"guest*20\" (the next 20 that no other entry names)." };

    public override TaskRef? Read(JsonCursor value)
    {
        if (value.AsText(Longest) is not string text) return null;
        if (PlanNames.Task(text) is TaskRef task) return task;
        value.Report(() => $"{SafeText.Quote(text)} names no task: write \"task\", \"task#3\", \"task#1..100\" or \"task*20\"");
        return null;
    }

    internal override JsonObject Keywords(SchemaText schema) => new() { ["type"] = "string", ["pattern"] = PlanNames.TaskPattern };
}

/// <summary>A text that names a step.</summary>
internal sealed class StepRefShape : Shape<StepRef?>
{
    private const int Longest = 100;

    public static readonly StepRefShape Step = new() { Name = "step-ref", Doc = "Names a step, from 0: \"coffee.0\", or \"guest#3.0\" of a copy." };

    public override StepRef? Read(JsonCursor value)
    {
        if (value.AsText(Longest) is not string text) return null;
        if (PlanNames.Step(text) is StepRef step) return step;
        value.Report(() => $"{SafeText.Quote(text)} names no step: write \"task.0\" or \"task#3.0\"");
        return null;
    }

    internal override JsonObject Keywords(SchemaText schema) => new() { ["type"] = "string", ["pattern"] = PlanNames.StepPattern };
}
