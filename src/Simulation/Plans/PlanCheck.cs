using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Plans;

/// <summary>A plan being checked, and what was found so far.</summary>
internal sealed class PlanCheck(Level level, Plan plan)
{
    private readonly List<PlanProblem> _problems = [];

    /// <summary>The level as the plan settles it.</summary>
    public Level Level { get; } = PlanSettings.Apply(level, plan);

    public Plan Plan { get; } = plan;

    public TaskClaims Claims { get; } = TaskClaims.Of(level, plan);

    public bool IsFull => _problems.Count >= ProblemList.Most;

    /// <summary>What was found, kitchens and lanes first, then cards; within them in the order of their rules.</summary>
    public ImmutableArray<PlanProblem> Problems => [.. _problems];

    public void Report(string path, string message)
    {
        if (!IsFull) _problems.Add(new(SafeText.Escape(path), SafeText.Escape(message)));
    }

    /// <summary>Index of the task a reference names, or −1 after a report.</summary>
    public int Task(string path, string task)
    {
        int spec = Claims.SpecOf(task);
        if (spec < 0 && !IsFull) Report(path, $"no task is named {SafeText.Quote(task)}{Suggestion.DidYouMean(task, Level.Tasks.Select(t => t.Id))}");
        return spec;
    }

    /// <summary>Whether the copies that a reference names exist.</summary>
    public bool HasCopies(string path, int spec, TaskRef reference)
    {
        int count = Level.Tasks[spec].Count;
        string id = Level.Tasks[spec].Id;
        if (count == 1 && (reference.First != 0 || reference.Next != 0))
            Report(path, $"\"{id}\" has no copies: write \"{id}\"");
        else if (reference.First < 0 || reference.Last < reference.First || reference.Last > count || reference.Next < 0 || (reference.First == 0 && reference.Last != 0))
            Report(path, $"\"{reference}\": the copies of \"{id}\" are #1 to #{count}");
        else if (reference.Next > count)
            Report(path, $"\"{reference}\" asks for {reference.Next} copies, \"{id}\" has {count}");
        else
            return true;
        return false;
    }

    /// <summary>Address of an instance in plans: <c>coffee</c>, <c>guest#3</c>.</summary>
    public string NameOf(int instance)
    {
        TaskInstance task = Claims.Instances[instance];
        string id = Level.Tasks[task.Spec].Id;
        return task.Copy == 0 ? id : $"{id}#{task.Copy}";
    }
}
