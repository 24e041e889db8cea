using System.Collections.Immutable;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Levels;

/// <summary>Text to level, or every problem in it.</summary>
public static partial class LevelReader
{
    private const decimal LeastMinutes = 0.0001m;
    private const decimal LeastRefusal = 0.01m;

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
        if (root.AsObject("$schema", "version", "id", "title", "story", "teaches", "cores", "gil", "costs", "tools", "equipment", "shared", "tasks",
            "allow", "metrics", "limits", "medals", "hints", "plans", "kind", "goal") is not ObjectReader file) return null;
        string? schema = file.Find("$schema")?.AsText(500);
        CheckVersion(file);
        string? id = file.Require("id")?.AsId();
        string? title = file.Require("title")?.AsText(80);
        ImmutableArray<ToolSpec> tools = [.. ReadTools(file)];
        ImmutableArray<string> shared = ReadShared(file);
        ImmutableArray<EquipmentSpec> equipment = [.. ReadEquipment(file)];
        TaskNames names = new(tools, equipment, shared, file);
        Costs costs = ReadCosts(file);
        ImmutableArray<TaskSpec> tasks = file.Require("tasks") is JsonCursor list ? ReadTasks(list, names, costs) : [];
        bool isForInspector = IsForInspector(file);
        ImmutableArray<Scoring.Metric> metrics = isForInspector ? [Scoring.Metric.Time] : ReadMetrics(file);
        Level level = new()
        {
            Schema = schema,
            Id = id ?? "",
            Title = title ?? "",
            Story = file.Find("story")?.AsText(2_000) ?? "",
            Teaches = file.Find("teaches")?.AsArray(16, t => t.AsText(64)) ?? [],
            Cores = file.Find("cores")?.AsWhole(1, LevelLimits.Cores) ?? Level.UsualCores,
            Gil = file.Find("gil")?.AsFlag() ?? true,
            Costs = costs,
            Tools = tools,
            Equipment = equipment,
            Shared = shared,
            Tasks = tasks,
            Allow = ReadAllowance(file),
            Metrics = metrics,
            Limits = ReadLimits(file),
            Medals = isForInspector ? [] : ReadMedals(file, metrics),
            Challenge = ReadChallenge(file, isForInspector),
            Hints = file.Find("hints")?.AsArray(16, h => h.AsText(400)) ?? [],
        };
        if (level.Allow.Manual && tools.FirstOrDefault(t => t.Refuses is not null) is ToolSpec refusing)
            file.Cursor.ReportBelow("$.allow.manual", $"\"{refusing.Id}\" refuses, and equipment that a cook has started cannot try again by itself: leave out \"manual\" or \"refuses\"");
        CheckFails(file, level);
        RequireGivenPlan(file, level);
        return level with { Plans = ReadPlans(file, level, problems) };
    }

    /// <summary>Only version 1 exists.</summary>
    internal static void CheckVersion(ObjectReader file)
    {
        if (file.Require("version") is JsonCursor version && version.AsWhole(0, int.MaxValue) is int number and not 1)
            version.Report($"version {number} is not known: this game reads version 1");
    }

    private static IEnumerable<ToolSpec> ReadTools(ObjectReader file)
    {
        foreach ((string name, JsonCursor value) in file.Find("tools")?.AsMembers(LevelLimits.Resources) ?? [])
        {
            if (!Names.IsId(name)) value.Report(() => Names.Complaint(name));
            if (value.Item.Kind == JsonKind.Object)
            {
                yield return ReadTool(name, value);
            }
            else
            {
                yield return new(name, value.AsWhole(1, LevelLimits.Places) ?? 1, SelfServe: false);
            }
        }
    }

    private static ToolSpec ReadTool(string name, JsonCursor value)
    {
        ObjectReader? tool = value.AsObject("places", "selfServe", "refuses", "chosen");
        bool isSelfServe = tool?.Find("selfServe")?.AsFlag() ?? false;
        RefusalSpec? refusal = null;
        if (tool?.Find("refuses") is JsonCursor given)
        {
            if (isSelfServe) given.Report($"\"{name}\" is self-serve: what finds it full queues by itself; leave out \"refuses\" or \"selfServe\"");
            if (given.AsObject("after", "backOff") is ObjectReader times
                && (times.Require("after")?.AsMinutes(LeastRefusal, 1_000), times.Require("backOff")?.AsMinutes(LeastRefusal, 1_000)) is (KitchenDuration after, KitchenDuration backOff))
                refusal = new(after, backOff);
        }
        return new(name, tool?.Require("places")?.AsWhole(1, LevelLimits.Places) ?? 1, isSelfServe, isSelfServe ? null : refusal, tool?.Find("chosen")?.AsFlag() ?? false);
    }

    private static IEnumerable<EquipmentSpec> ReadEquipment(ObjectReader file)
    {
        foreach ((string name, JsonCursor value) in file.Find("equipment")?.AsMembers(LevelLimits.Resources) ?? [])
        {
            if (!Names.IsId(name)) value.Report(() => Names.Complaint(name));
            yield return new(name, value.AsDecimal(0, MostOfMetric) ?? 0);
        }
    }

    private static ImmutableArray<string> ReadShared(ObjectReader file)
    {
        HashSet<string> seen = [];
        return file.Find("shared")?.AsArray(LevelLimits.Resources, entry =>
        {
            if (entry.AsId() is not string name) return null;
            if (!seen.Add(name)) entry.Report($"\"{name}\" is there twice: keep one");
            return name;
        }) ?? [];
    }

    private static Costs ReadCosts(ObjectReader file)
    {
        Costs costs = new();
        if (file.Find("costs")?.AsObject("openKitchen", "openParent", "startThread", "startTask", "switchInterval", "handOff") is not ObjectReader given) return costs;
        KitchenDuration openParent = Minutes("openParent", 0) ?? costs.OpenParent;
        KitchenDuration openKitchen = Minutes("openKitchen", 0) ?? costs.OpenKitchen;
        if (openKitchen < openParent)
            given.Cursor.Report($"openKitchen {openKitchen} is less than openParent {openParent}, which is a part of it: raise the one or lower the other");
        return new Costs
        {
            OpenParent = openParent,
            Boot = openKitchen - openParent,
            StartThread = Minutes("startThread", 0) ?? costs.StartThread,
            StartTask = Minutes("startTask", 0) ?? costs.StartTask,
            SwitchInterval = Minutes("switchInterval", 0.01m) ?? costs.SwitchInterval,
            HandOff = Minutes("handOff", 0) ?? costs.HandOff,
        };

        KitchenDuration? Minutes(string key, decimal least) => given.Find(key)?.AsMinutes(least, 1_000);
    }

    private static Allowance ReadAllowance(ObjectReader file)
    {
        Allowance defaults = new();
        if (file.Find("allow")?.AsObject("main", "manual", "threads", "kitchens", "loops", "greenlets", "locks", "yields", "offload", "tries", "callbacks", "copies", "boxes", "order")
            is not ObjectReader given) return defaults;
        return new Allowance
        {
            Main = given.Find("main")?.AsFlag() ?? defaults.Main,
            Manual = Flag("manual"),
            Threads = Count("threads", LevelLimits.Workers),
            Kitchens = Count("kitchens", LevelLimits.Kitchens),
            Loops = Count("loops", LevelLimits.Lanes),
            Greenlets = Flag("greenlets"),
            Locks = Flag("locks"),
            Yields = Count("yields", LevelLimits.Cards),
            Offload = Flag("offload"),
            Tries = Flag("tries"),
            Callbacks = Flag("callbacks"),
            Copies = Math.Max(1, Count("copies", LevelLimits.Kitchens)),
            Boxes = Flag("boxes"),
            Order = Flag("order"),
        };

        bool Flag(string key) => given.Find(key)?.AsFlag() ?? false;

        int Count(string key, int most) => given.Find(key) switch
        {
            null => 0,
            { Item.Kind: JsonKind.True } => Allowance.Any,
            { Item.Kind: JsonKind.False } => 0,
            { Item.Kind: JsonKind.Number } number => number.AsWhole(0, most) ?? 0,
            JsonCursor other => ReportCount(other),
        };

        static int ReportCount(JsonCursor value)
        {
            value.Report(() => $"expected a whole number, or true for any number, found {value.Item.Description}");
            return 0;
        }
    }
}
