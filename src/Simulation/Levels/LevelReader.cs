using System.Collections.Immutable;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Levels;

/// <summary>Text to level, or every problem in it.</summary>
public static partial class LevelReader
{
    /// <summary>Reads and checks a level file.</summary>
    /// <param name="utf8">The file's bytes; over 1 MiB is a problem.</param>
    /// <param name="source">How problems name the file.</param>
    public static ReadResult<Level> Read(ReadOnlyMemory<byte> utf8, string source)
    {
        JsonText text = JsonText.Parse(utf8, source);
        Level? level = text.Root is JsonCursor root ? ReadLevel(root, text.Problems) : null;
        return text.Problems.HasAny ? new(null, text.Problems.ToArray()) : new(level, []);
    }

    private static Level? ReadLevel(JsonCursor root, ProblemList problems)
    {
        if (LevelKeys.Level.Read(root) is not ObjectReader file) return null;
        ImmutableArray<ToolSpec> tools = [.. file.Read(LevelKeys.Tools).Select(ReadTool)];
        ImmutableArray<EquipmentSpec> equipment = [.. file.Read(LevelKeys.Equipment).Select(e => new EquipmentSpec(e.Name, e.Value ?? 0))];
        ImmutableArray<string> shared = [.. file.Read(LevelKeys.Shared).Values()];
        Costs costs = ReadCosts(file);
        bool isForInspector = file.Read(LevelKeys.Kind) == Challenge.Kind;
        ImmutableArray<Scoring.Metric> metrics = isForInspector ? [Scoring.Metric.Time] : ReadMetrics(file);
        Level level = new()
        {
            Schema = file.Read(LevelKeys.Schema),
            Id = file.Read(LevelKeys.Id) ?? "",
            Title = file.Read(LevelKeys.Title) ?? "",
            Story = file.Read(LevelKeys.Story) ?? "",
            Teaches = [.. file.Read(LevelKeys.Teaches).Values()],
            Cores = file.Read(LevelKeys.Cores),
            Gil = file.Read(LevelKeys.Gil),
            Costs = costs,
            Tools = tools,
            Equipment = equipment,
            Shared = shared,
            Tasks = ReadTasks(file, new TaskNames(tools, equipment, shared, file), costs),
            Allow = file.Read(LevelKeys.Allow) is ObjectReader allow ? ReadAllowance(allow) : new Allowance(),
            Metrics = metrics,
            Limits = [.. file.Read(LevelKeys.Limits).Where(l => l.Value is not null).Select(l => new Scoring.MetricLimit(MetricOf(l.Name), l.Value!.Value))],
            Medals = isForInspector ? [] : ReadMedals(file, metrics),
            Challenge = ReadChallenge(file, isForInspector),
            Hints = [.. file.Read(LevelKeys.Hints).Values()],
        };
        if (level.Allow.Manual && tools.FirstOrDefault(t => t.Refuses is not null) is ToolSpec refusing)
            file.Cursor.ReportBelow("$.allow.manual", $"\"{refusing.Id}\" refuses, and equipment that a cook has started cannot try again by itself: leave out \"manual\" or \"refuses\"");
        CheckFails(file, level);
        RequireGivenPlan(file, level);
        return level with { Plans = ReadPlans(file, level, problems) };
    }

    private static ToolSpec ReadTool(NamedEntry<(int? Plain, ObjectReader? Described)> entry)
    {
        if (entry.Value.Described is not ObjectReader tool) return new(entry.Name, entry.Value.Plain ?? 1, SelfServe: false);
        bool isSelfServe = tool.Read(ToolKeys.SelfServe);
        RefusalSpec? refusal = null;
        if (tool.Read(ToolKeys.Refuses) is ObjectReader times)
        {
            if (isSelfServe) times.Cursor.Report($"\"{entry.Name}\" is self-serve: what finds it full queues by itself; leave out \"refuses\" or \"selfServe\"");
            else if ((times.Read(ToolKeys.After), times.Read(ToolKeys.BackOff)) is (KitchenDuration after, KitchenDuration backOff)) refusal = new(after, backOff);
        }
        return new(entry.Name, tool.Read(ToolKeys.Places) ?? 1, isSelfServe, refusal, tool.Read(ToolKeys.Chosen));
    }

    private static Costs ReadCosts(ObjectReader file)
    {
        if (file.Read(LevelKeys.Costs) is not ObjectReader given) return new();
        KitchenDuration openParent = given.Read(CostKeys.OpenParent), openKitchen = given.Read(CostKeys.OpenKitchen);
        if (openKitchen < openParent)
            given.Cursor.Report($"openKitchen {openKitchen} is less than openParent {openParent}, which is a part of it: raise the one or lower the other");
        return new Costs
        {
            OpenParent = openParent,
            Boot = openKitchen - openParent,
            StartThread = given.Read(CostKeys.StartThread),
            StartTask = given.Read(CostKeys.StartTask),
            SwitchInterval = given.Read(CostKeys.SwitchInterval),
            HandOff = given.Read(CostKeys.HandOff),
        };
    }

    private static Allowance ReadAllowance(ObjectReader allow) => new()
    {
        Main = allow.Read(AllowKeys.Main),
        Manual = allow.Read(AllowKeys.Manual),
        Threads = allow.Read(AllowKeys.Threads),
        Kitchens = allow.Read(AllowKeys.Kitchens),
        Loops = allow.Read(AllowKeys.Loops),
        Greenlets = allow.Read(AllowKeys.Greenlets),
        Locks = allow.Read(AllowKeys.Locks),
        Yields = allow.Read(AllowKeys.Yields),
        Offload = allow.Read(AllowKeys.Offload),
        Tries = allow.Read(AllowKeys.Tries),
        Callbacks = allow.Read(AllowKeys.Callbacks),
        Copies = Math.Max(1, allow.Read(AllowKeys.Copies)),
        Boxes = allow.Read(AllowKeys.Boxes),
        Order = allow.Read(AllowKeys.Order),
    };
}
