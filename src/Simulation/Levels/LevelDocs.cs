using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Levels;

/// <summary>What the format says about a place in a level file: the same sentences as in its schema.</summary>
public static class LevelDocs
{
    /// <summary>What the key means, in the words of the format; null where the path names none.</summary>
    /// <param name="path">JSON path, e.g. <c>$.tasks[2].steps[0].io</c> or <c>$.tools.kettle</c>.</param>
    public static string? Of(string path)
    {
        string[] keys = [.. path.Split('.').Skip(1).Select(k => k.Split('[')[0])];
        return keys switch
        {
            ["tasks", "steps", var key] => Doc(StepKeys.Step, key),
            ["tasks", var key] => Doc(TaskKeys.Task, key),
            ["allow", var key] => Doc(AllowKeys.Allow, key),
            ["costs", var key] => Doc(CostKeys.Costs, key),
            [var key, ..] => Doc(LevelKeys.Level, key),
            _ => null,
        };
    }

    private static string? Doc(ObjectShape shape, string name) => shape.Keys.FirstOrDefault(k => k.Name == name)?.Doc;
}
