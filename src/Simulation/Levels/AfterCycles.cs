using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Levels;

/// <summary>Finds tasks that wait for each other.</summary>
internal static class AfterCycles
{
    /// <summary>Reports every <c>after</c> entry that closes a cycle, naming its tasks. Depth-first search: linear in tasks and entries.</summary>
    /// <param name="list">The level's task list.</param>
    /// <param name="tasks">Its tasks at the same places; null where one could not be read.</param>
    public static void Report(JsonCursor list, TaskSpec?[] tasks)
    {
        Dictionary<string, int> places = [];
        for (int i = 0; i < tasks.Length; i++) if (tasks[i] is TaskSpec task) places.TryAdd(task.Id, i);
        bool[] done = new bool[tasks.Length];
        int[] depth = new int[tasks.Length];
        List<(int Task, int Next)> way = [];
        for (int start = 0; start < tasks.Length; start++)
        {
            if (done[start] || tasks[start] is null) continue;
            Enter(start);
            while (way.Count > 0)
            {
                (int at, int next) = way[^1];
                if (next == tasks[at]!.After.Length)
                {
                    done[at] = true;
                    depth[at] = 0;
                    way.RemoveAt(way.Count - 1);
                    continue;
                }
                way[^1] = (at, next + 1);
                if (!places.TryGetValue(tasks[at]!.After[next], out int before) || done[before]) continue;
                if (depth[before] == 0) Enter(before);
                else list.ReportBelow($"$[{at}].after[{IndexOf(list, at, tasks[before]!.Id)}]", Message(way.Skip(depth[before] - 1).Select(w => tasks[w.Task]!.Id)));
            }
        }

        void Enter(int task)
        {
            way.Add((task, 0));
            depth[task] = way.Count;
        }
    }

    private static string Message(IEnumerable<string> cycle)
    {
        string[] ids = [.. cycle];
        if (ids.Length == 1) return $"\"{ids[0]}\" comes after itself: take it out";
        string[] shown = ids.Length <= 8 ? ids : [.. ids[..7], "…"];
        return $"these {ids.Length} tasks wait for each other: {string.Join(" after ", shown)} after {ids[0]}; take one of the entries out";
    }

    private static int IndexOf(JsonCursor list, int task, string id)
    {
        int index = 0;
        foreach (JsonItem entry in list.Item.Elements[task].Find("after")?.Elements ?? [])
        {
            if (entry.Text == id) break;
            index++;
        }
        return index;
    }
}
