using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Plans;

/// <summary>Text to plan, or every problem in it.</summary>
public static class PlanReader
{
    /// <summary>Reads a plan file and checks it against its level.</summary>
    /// <param name="utf8">The file's bytes; over 1 MiB is a problem.</param>
    /// <param name="source">How problems name the file.</param>
    /// <param name="level">The level it answers.</param>
    public static ReadResult<Plan> Read(ReadOnlyMemory<byte> utf8, string source, Level level) => Read(utf8, source, level, checks: true);

    /// <summary>Reads a plan that may be unfinished, or answer any level: nothing is checked but its form.</summary>
    /// <param name="utf8">The text's bytes; over 1 MiB is a problem.</param>
    /// <param name="source">How problems name the text.</param>
    public static ReadResult<Plan> ReadDraft(ReadOnlyMemory<byte> utf8, string source) => Read(utf8, source, level: null, checks: false);

    /// <summary>Makes a plan of what was read, which may be part of a level.</summary>
    /// <param name="file">The plan's object.</param>
    /// <param name="level">The level it answers; null: whichever it names.</param>
    /// <param name="problems">What was found so far in the whole text.</param>
    /// <param name="checks">Whether to check it against the level, which must then be sound itself.</param>
    internal static Plan Read(ObjectReader file, Level? level, ProblemList problems, bool checks)
    {
        int before = problems.Count;
        string? id = file.Read(PlanKeys.Level);
        if (id is not null && level is not null && id != level.Id) file.Find(PlanKeys.Level)!.Report($"the plan answers the level \"{id}\", this is \"{level.Id}\"");
        Plan plan = new()
        {
            Level = level?.Id ?? id ?? "",
            Kitchens = ReadKitchens(file),
            Locks = [.. file.Read(PlanKeys.Locks).Values().Select(ReadLock).OfType<LockPlan>()],
            Yields = [.. file.Read(PlanKeys.Yields).Values().Select(ReadYield).OfType<YieldPlan>()],
            Offloads = [.. file.Read(PlanKeys.Offload).Values().Select(ReadOffload).OfType<OffloadPlan>()],
            Tries = [.. file.Read(PlanKeys.Tries).Values().Select(ReadTry).OfType<TryPlan>()],
            Orders = [.. file.Read(PlanKeys.Order).Select(o => new OrderPlan(o.Name, [.. o.Value.Values()]))],
            Places = [.. file.Read(PlanKeys.Places).Where(p => p.Value is not null).Select(p => new PlacesPlan(p.Name, p.Value!.Value))],
            Buys = [.. file.Read(PlanKeys.Buys).Values()],
        };
        if (checks && level is not null && problems.Count == before)
            foreach (PlanProblem problem in PlanChecker.Check(level, plan)) file.Cursor.ReportBelow(problem.Path, problem.Message);
        return plan;
    }

    private static ReadResult<Plan> Read(ReadOnlyMemory<byte> utf8, string source, Level? level, bool checks)
    {
        JsonText text = JsonText.Parse(utf8, source);
        Plan? plan = text.Root is JsonCursor root && PlanKeys.File.Read(root) is ObjectReader file ? Read(file, level, text.Problems, checks: checks && !text.Problems.HasAny) : null;
        return text.Problems.HasAny ? new(null, text.Problems.ToArray()) : new(plan, []);
    }

    private static ImmutableArray<Kitchen> ReadKitchens(ObjectReader file)
    {
        ImmutableArray<Kitchen> kitchens = [.. file.Read(PlanKeys.Kitchens).Values().Select(ReadKitchen)];
        long refs = kitchens.SelectMany(k => k.Lanes).Sum(l => (long)l.Tasks.Length + l.Steps.Length);
        if (refs <= LevelLimits.Refs) return kitchens;
        file.Find(PlanKeys.Kitchens)!.Report($"{refs} {LaneKeys.TooMany}");
        return [];
    }

    private static Kitchen ReadKitchen(ObjectReader given, int index)
    {
        if (index > 0) given.Require(KitchenKeys.Name);
        return new Kitchen(given.Read(KitchenKeys.Name) ?? "home", given.Read(KitchenKeys.Copies), [.. given.Read(KitchenKeys.Lanes).Values().Select(ReadLane).OfType<Lane>()]);
    }

    private static Lane? ReadLane(ObjectReader given) => given.Read(LaneKeys.Kind) is not string kind ? null : new Lane
    {
        Kind = (LaneKind)PlanNames.LaneKinds.IndexOf(kind),
        Workers = given.Read(LaneKeys.Workers),
        Limit = given.Read(LaneKeys.Limit),
        Style = given.Read(LaneKeys.Style) is string style ? (LaneStyle)PlanNames.LaneStyles.IndexOf(style) : LaneStyle.Coroutines,
        Box = given.Read(LaneKeys.Box),
        Tasks = [.. given.Read(LaneKeys.Tasks).Select(t => t.Value).OfType<TaskRef>()],
        Steps = [.. given.Read(LaneKeys.Steps).Select(s => s.Value).OfType<StepRef>()],
    };

    private static LockPlan? ReadLock(ObjectReader given) =>
        (given.Read(CardKeys.LockName), given.Read(CardKeys.LockTask), given.Read(CardKeys.From), given.Read(CardKeys.To)) is (string name, TaskRef task, int from, int to) ? new(name, task, from, to) : null;

    private static YieldPlan? ReadYield(ObjectReader given) =>
        (given.Read(CardKeys.YieldTask), given.Read(CardKeys.YieldStep), given.Read(CardKeys.After)) is (TaskRef task, int step, KitchenDuration after) ? new(task, step, after) : null;

    private static OffloadPlan? ReadOffload(ObjectReader given) =>
        (given.Read(CardKeys.OffloadTask), given.Read(CardKeys.OffloadStep), given.Read(CardKeys.Helper)) is (TaskRef task, int step, string to) ? new(task, step, to) : null;

    private static TryPlan? ReadTry(ObjectReader given) => (given.Read(CardKeys.TryTask), given.Read(CardKeys.TryStep)) is (TaskRef task, int step) ? new(task, step) : null;
}
