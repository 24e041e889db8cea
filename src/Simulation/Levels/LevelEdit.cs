using System.Collections.Immutable;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Levels;

/// <summary>Edits of a level. Pure: each gives another level, or the same object where there is nothing to change. The author's plans follow what is renamed, moved or taken out;
/// whether the result is a level that can be read is for <see cref="LevelReader"/> to say.</summary>
public static class LevelEdit
{
    private static readonly KitchenDuration UsualLength = KitchenDuration.FromMinutes(1);

    /// <summary>The smallest level there is: one task with one minute of work.</summary>
    public static Level Empty(string id, string title) => new() { Id = id, Title = title, Tasks = [NewTask("task-1", "Task 1")], Allow = new() { Manual = true } };

    /// <summary>A step of a kind with nothing but its length of a minute.</summary>
    public static StepSpec NewStep(StepKind kind) => new() { Kind = kind, Duration = UsualLength };

    /// <summary>A new task of one minute at a place of the order.</summary>
    public static Level AddTask(Level level, int at)
    {
        string id = FreeId($"task-{level.Tasks.Length + 1}", level.Tasks.Select(t => t.Id));
        return level with { Tasks = level.Tasks.Insert(at, NewTask(id, Capital(id))) };
    }

    /// <summary>The same task once more, after itself.</summary>
    public static Level DuplicateTask(Level level, int task)
    {
        TaskSpec twin = level.Tasks[task];
        string id = FreeId(twin.Id, level.Tasks.Select(t => t.Id));
        return level with { Tasks = level.Tasks.Insert(task + 1, twin with { Id = id, Title = $"{twin.Title}{id[twin.Id.Length..].Replace('-', ' ')}" }) };
    }

    /// <summary>The level without a task; nothing waits for it any more.</summary>
    public static Level RemoveTask(Level level, int task)
    {
        string id = level.Tasks[task].Id;
        return level with { Tasks = [.. level.Tasks.RemoveAt(task).Select(t => t.After.Contains(id) ? t with { After = t.After.Remove(id) } : t)] };
    }

    /// <summary>A task at another place of the order.</summary>
    public static Level MoveTask(Level level, int from, int to) =>
        from == to || to < 0 || to >= level.Tasks.Length ? level : level with { Tasks = level.Tasks.RemoveAt(from).Insert(to, level.Tasks[from]) };

    /// <summary>A task as it shall be; another id holds everywhere.</summary>
    public static Level SetTask(Level level, int task, TaskSpec spec)
    {
        string from = level.Tasks[task].Id;
        Level changed = level with { Tasks = level.Tasks.SetItem(task, spec) };
        return spec.Id == from ? changed : changed with
        {
            Tasks = [.. changed.Tasks.Select(t => t.After.Contains(from) ? t with { After = t.After.Replace(from, spec.Id) } : t)],
            Plans = [.. level.Plans.Select(p => p with { Plan = PlanRefit.Renamed(p.Plan, from, spec.Id) })],
        };
    }

    /// <summary>A step more in a task, at a place.</summary>
    public static Level AddStep(Level level, int task, int at, StepSpec step) =>
        WithSteps(level, task, level.Tasks[task].Steps.Insert(at, step), i => i >= at ? i + 1 : i);

    /// <summary>A step as it shall be.</summary>
    public static Level SetStep(Level level, int task, int step, StepSpec spec) =>
        level.Tasks[task].Steps[step] == spec ? level : WithSteps(level, task, level.Tasks[task].Steps.SetItem(step, spec), i => i);

    /// <summary>The level without a step; taking a tool and giving it back go together, and what would be the last step cannot age.</summary>
    public static Level RemoveStep(Level level, int task, int step)
    {
        ImmutableArray<StepSpec> steps = level.Tasks[task].Steps;
        int partner = PartnerOf(steps, step);
        int[] gone = [.. new[] { step, partner }.Where(i => i >= 0).OrderDescending()];
        ImmutableArray<StepSpec> rest = gone.Aggregate(steps, (s, i) => s.RemoveAt(i));
        if (rest is [.., { Ageing: not null } last]) rest = rest.SetItem(rest.Length - 1, last with { Ageing = null });
        return WithSteps(level, task, rest, i => gone.Contains(i) ? null : i - gone.Count(g => g < i));
    }

    /// <summary>A step at another place of its task.</summary>
    public static Level MoveStep(Level level, int task, int from, int to)
    {
        ImmutableArray<StepSpec> steps = level.Tasks[task].Steps;
        if (from == to || to < 0 || to >= steps.Length) return level;
        return WithSteps(level, task, steps.RemoveAt(from).Insert(to, steps[from]),
            i => i == from ? to : i - (i > from ? 1 : 0) is var without && without >= to ? without + 1 : without);
    }

    /// <summary>Takes a tool before a step and gives it back after it.</summary>
    public static Level Hold(Level level, int task, int step, string tool)
    {
        ImmutableArray<StepSpec> steps = level.Tasks[task].Steps;
        StepSpec bare = steps[step].Tool == tool ? steps[step] with { Tool = null } : steps[step]; // held, it would wait for its own task
        return WithSteps(level, task, steps.SetItem(step, bare).Insert(step + 1, Held(StepKind.Drop, tool)).Insert(step, Held(StepKind.Take, tool)), i => i < step ? i : i == step ? i + 1 : i + 2);
    }

    /// <summary>A tool as it shall be; another id holds everywhere.</summary>
    public static Level SetTool(Level level, int tool, ToolSpec spec)
    {
        string from = level.Tools[tool].Id;
        Level changed = level with { Tools = level.Tools.SetItem(tool, spec) };
        return spec.Id == from ? changed : ForSteps(changed, s => s.Tool == from ? s with { Tool = spec.Id } : s) with
        {
            Plans = [.. level.Plans.Select(p => p with
            {
                Plan = p.Plan with
                {
                    Orders = [.. p.Plan.Orders.Select(o => o with { Tools = o.Tools.Contains(from) ? o.Tools.Replace(from, spec.Id) : o.Tools })],
                    Places = [.. p.Plan.Places.Select(o => o.Tool == from ? o with { Tool = spec.Id } : o)],
                },
            })],
        };
    }

    /// <summary>The level without a tool: waits no longer need it, and nobody takes it.</summary>
    public static Level RemoveTool(Level level, int tool)
    {
        string id = level.Tools[tool].Id;
        for (int task = 0; task < level.Tasks.Length; task++)
            while (level.Tasks[task].Steps.Length > 1 && IndexOf(level.Tasks[task].Steps, s => s.Kind is StepKind.Take or StepKind.Drop && s.Tool == id) is >= 0 and var held)
                level = RemoveStep(level, task, held);
        return ForSteps(level, s => s.Tool == id ? s with { Tool = null } : s) with { Tools = level.Tools.RemoveAt(tool) };
    }

    /// <summary>A shared thing under another name.</summary>
    public static Level RenameShared(Level level, int shared, string to)
    {
        string from = level.Shared[shared];
        return ForSteps(level, s => s with { Read = s.Read == from ? to : s.Read, Write = s.Write == from ? to : s.Write }) with
        {
            Shared = level.Shared.SetItem(shared, to),
            Plans = [.. level.Plans.Select(p => p with { Plan = p.Plan with { Locks = [.. p.Plan.Locks.Select(l => l.Lock == from ? l with { Lock = to } : l)] } })],
        };
    }

    /// <summary>The level without a shared thing: nobody reads or writes it.</summary>
    public static Level RemoveShared(Level level, int shared)
    {
        string name = level.Shared[shared];
        return ForSteps(level, s => s with { Read = s.Read == name ? null : s.Read, Write = s.Write == name ? null : s.Write }) with { Shared = level.Shared.RemoveAt(shared) };
    }

    /// <summary>A piece of equipment as it shall be; another id holds everywhere.</summary>
    public static Level SetEquipment(Level level, int equipment, EquipmentSpec spec)
    {
        string from = level.Equipment[equipment].Id;
        return ForSteps(level, s => s.With is { } with && with.Equipment == from ? s with { With = with with { Equipment = spec.Id } } : s) with
        {
            Equipment = level.Equipment.SetItem(equipment, spec),
            Plans = [.. level.Plans.Select(p => p with { Plan = p.Plan with { Buys = [.. p.Plan.Buys.Select(b => b == from ? spec.Id : b)] } })],
        };
    }

    /// <summary>The level without a piece of equipment: it makes no step shorter.</summary>
    public static Level RemoveEquipment(Level level, int equipment)
    {
        string id = level.Equipment[equipment].Id;
        return ForSteps(level, s => s.With?.Equipment == id ? s with { With = null } : s) with { Equipment = level.Equipment.RemoveAt(equipment) };
    }

    /// <summary>The level with its author's plans as far as they can follow: those that are illegal in it now are fitted (<see cref="PlanRefit.Fitted"/>), and all are of it.</summary>
    public static Level FitPlans(Level level)
    {
        Level bare = level with { Plans = [] };
        return level with
        {
            Plans = [.. level.Plans.Select(p => p.Plan.Level == level.Id ? p : p with { Plan = p.Plan with { Level = level.Id } })
                .Select(p => PlanChecker.Check(bare, p.Plan).IsEmpty ? p : p with { Plan = PlanRefit.Fitted(bare, p.Plan) })],
        };
    }

    /// <summary>The step that takes what this one gives back, or the other way round; −1 if it is neither.</summary>
    public static int PartnerOf(ImmutableArray<StepSpec> steps, int step)
    {
        int by = steps[step].Kind switch { StepKind.Take => 1, StepKind.Drop => -1, _ => 0 };
        for (int i = step + by; by != 0 && i >= 0 && i < steps.Length; i += by)
            if (steps[i].Kind is StepKind.Take or StepKind.Drop && steps[i].Kind != steps[step].Kind && steps[i].Tool == steps[step].Tool) return i;
        return -1;
    }

    /// <summary>The wanted name, with the first number from 2 on behind it that makes it free.</summary>
    public static string FreeId(string wanted, IEnumerable<string> taken)
    {
        HashSet<string> known = [.. taken];
        for (int number = 1; ; number++)
        {
            string tail = number == 1 ? "" : $"-{number}", id = wanted[..Math.Min(wanted.Length, Names.Longest - tail.Length)] + tail;
            if (!known.Contains(id)) return id;
        }
    }

    /// <summary>A name made of a title: <c>Coffee &amp; cake</c> is <c>coffee-cake</c>; without a letter or digit <c>level</c>.</summary>
    public static string IdOf(string title)
    {
        string id = string.Concat(title.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-'));
        id = string.Join('-', id.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return id.Length == 0 ? "level" : id[..Math.Min(id.Length, Names.Longest)].TrimEnd('-');
    }

    private static TaskSpec NewTask(string id, string title) => new() { Id = id, Title = title, Steps = [NewStep(StepKind.Cpu)] };

    private static StepSpec Held(StepKind kind, string tool) => new() { Kind = kind, Tool = tool };

    private static string Capital(string id) => $"{char.ToUpperInvariant(id[0])}{id[1..].Replace('-', ' ')}";

    private static Level WithSteps(Level level, int task, ImmutableArray<StepSpec> steps, Func<int, int?> place) => level with
    {
        Tasks = level.Tasks.SetItem(task, level.Tasks[task] with { Steps = steps }),
        Plans = [.. level.Plans.Select(p => p with { Plan = PlanRefit.Restepped(p.Plan, level.Tasks[task].Id, place) })],
    };

    private static Level ForSteps(Level level, Func<StepSpec, StepSpec> change) =>
        level with { Tasks = [.. level.Tasks.Select(t => t with { Steps = [.. t.Steps.Select(change)] })] };

    private static int IndexOf<T>(ImmutableArray<T> items, Func<T, bool> match)
    {
        for (int i = 0; i < items.Length; i++) if (match(items[i])) return i;
        return -1;
    }
}
