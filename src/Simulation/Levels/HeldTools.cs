namespace ShortOrder.Simulation.Levels;

/// <summary>Whether the takes and drops of a task belong together.</summary>
internal static class HeldTools
{
    /// <summary>Every step that breaks the rule: what is taken is dropped once later, and not used or taken again in between.</summary>
    public static IEnumerable<(int Step, string Message)> Check(IReadOnlyList<StepSpec> steps)
    {
        Dictionary<string, int> held = [];
        for (int i = 0; i < steps.Count; i++)
        {
            string? tool = steps[i].Tool;
            if (tool is null) continue;
            switch (steps[i].Kind)
            {
                case StepKind.Take when !held.TryAdd(tool, i):
                    yield return (i, $"\"{tool}\" is held since step {held[tool]}: drop it before taking it again");
                    break;
                case StepKind.Drop when !held.Remove(tool):
                    yield return (i, $"\"{tool}\" is dropped without having been taken: add a take step before it");
                    break;
                case StepKind.Io when held.TryGetValue(tool, out int since):
                    yield return (i, $"\"{tool}\" is held since step {since}, so this step would wait for its own task: leave out \"tool\"");
                    break;
            }
        }
        foreach ((string tool, int step) in held.OrderBy(h => h.Value))
            yield return (step, $"\"{tool}\" is taken but never dropped: add a drop step after it");
    }
}
