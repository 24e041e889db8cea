using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Execution.Kitchens;

/// <summary>A compiled plan as bytes for the worker processes: instructions, tools, costs and counts, without the texts, medals and author plans.</summary>
/// <remarks>Both ends are the same executable, so the format carries no version. Numbers are LEB128: most of them are small.</remarks>
internal static class PlanCodec
{
    /// <summary>Writes what a worker needs of the plan.</summary>
    public static byte[] Encode(CompiledPlan plan)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        Write(writer, plan.Level);
        Write(writer, plan.Plan);
        writer.WriteList(plan.Processes, static (w, p) => { w.Write(p.Name); w.WriteInt(p.Kitchen); w.WriteInt(p.MainThread); });
        writer.WriteList(plan.Threads, Write);
        writer.WriteList(plan.Queues, static (w, q) => { w.WriteInts(q.Tasks); w.Write(q.IsProcessPool); });
        writer.WriteList(plan.Tasks, Write);
        writer.WriteList(plan.Offloads, static (w, o) => { w.WriteInt(o.Task); w.WriteInt(o.Channel); w.WriteList(o.Ops, Write); });
        writer.WriteList(plan.Channels, static (w, c) => { w.Write(c.Name); w.WriteInt(c.Process); });
        writer.WriteList(plan.Locks, static (w, name) => w.Write(name));
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The plan that <see cref="Encode"/> wrote; texts that it left out are empty.</summary>
    /// <exception cref="EndOfStreamException">The bytes are cut short.</exception>
    public static CompiledPlan Decode(byte[] bytes)
    {
        using BinaryReader reader = new(new MemoryStream(bytes, writable: false));
        return new CompiledPlan
        {
            Level = ReadLevel(reader),
            Plan = ReadPlan(reader),
            Processes = reader.ReadList(static r => new ProcessProgram(r.ReadString(), r.ReadInt(), r.ReadInt())),
            Threads = reader.ReadList(ReadThread),
            Queues = reader.ReadList(static r => new TaskQueue(r.ReadInts(), r.ReadBoolean())),
            Tasks = reader.ReadList(ReadTask),
            Offloads = reader.ReadList(static r => new OffloadProgram(r.ReadInt(), r.ReadInt(), r.ReadList(ReadOp))),
            Channels = reader.ReadList(static r => new HelperChannel(r.ReadString(), r.ReadInt())),
            Locks = reader.ReadList(static r => r.ReadString()),
        };
    }

    private static void Write(BinaryWriter w, Level level)
    {
        w.Write(level.Id);
        w.WriteInt(level.Cores);
        w.Write(level.Gil);
        Costs costs = level.Costs;
        foreach (KitchenDuration cost in (KitchenDuration[])[costs.OpenParent, costs.Boot, costs.StartThread, costs.StartTask, costs.SwitchInterval, costs.HandOff])
            w.Write7BitEncodedInt64(cost.Ticks);
        w.WriteList(level.Tools, static (w, t) => { w.Write(t.Id); w.WriteInt(t.Places); w.Write(t.SelfServe); w.WriteOptional(t.Refuses?.After); w.WriteOptional(t.Refuses?.BackOff); });
        w.WriteList(level.Shared, static (w, name) => w.Write(name));
        w.WriteList(level.Tasks, Write);
    }

    private static Level ReadLevel(BinaryReader r) => new()
    {
        Id = r.ReadString(),
        Title = "",
        Cores = r.ReadInt(),
        Gil = r.ReadBoolean(),
        Costs = new()
        {
            OpenParent = ReadDuration(r),
            Boot = ReadDuration(r),
            StartThread = ReadDuration(r),
            StartTask = ReadDuration(r),
            SwitchInterval = ReadDuration(r),
            HandOff = ReadDuration(r),
        },
        Tools = r.ReadList(static r => new ToolSpec(r.ReadString(), r.ReadInt(), r.ReadBoolean(), (r.ReadOptional(), r.ReadOptional()) is ({ } after, { } backOff) ? new(after, backOff) : null)),
        Shared = r.ReadList(static r => r.ReadString()),
        Tasks = r.ReadList(ReadTaskSpec),
    };

    private static void Write(BinaryWriter w, TaskSpec task)
    {
        w.Write(task.Id);
        w.WriteList(task.Steps, Write);
        w.WriteList(task.After, static (w, id) => w.Write(id));
        w.WriteInt(task.Count);
        w.Write7BitEncodedInt64(task.Arrives.Ticks);
        w.WriteOptional(task.Due);
        w.Write(task.Crate is not null);
        if (task.Crate is { } crate)
        {
            w.Write7BitEncodedInt64(crate.In.Ticks);
            w.Write7BitEncodedInt64(crate.Out.Ticks);
        }

        w.Write(task.Patches);
    }

    private static TaskSpec ReadTaskSpec(BinaryReader r) => new()
    {
        Id = r.ReadString(),
        Title = "",
        Steps = r.ReadList(ReadStep),
        After = r.ReadList(static r => r.ReadString()),
        Count = r.ReadInt(),
        Arrives = ReadDuration(r),
        Due = r.ReadOptional(),
        Crate = r.ReadBoolean() ? new CrateSpec(ReadDuration(r), ReadDuration(r)) : null,
        Patches = r.ReadBoolean(),
    };

    private static void Write(BinaryWriter w, StepSpec step)
    {
        w.Write((byte)step.Kind);
        w.Write7BitEncodedInt64(step.Duration.Ticks);
        w.WriteOptional(step.Tool);
        w.Write(step.Blocking);
        w.WriteOptional(step.Read);
        w.WriteOptional(step.Write);
        w.WriteOptional(step.Ageing);
        w.Write(step.Disk);
        w.WriteInt(step.Fails);
    }

    private static StepSpec ReadStep(BinaryReader r) => new()
    {
        Kind = (StepKind)r.ReadByte(),
        Duration = ReadDuration(r),
        Tool = r.ReadOptionalString(),
        Blocking = r.ReadBoolean(),
        Read = r.ReadOptionalString(),
        Write = r.ReadOptionalString(),
        Ageing = r.ReadOptional(),
        Disk = r.ReadBoolean(),
        Fails = r.ReadInt(),
    };

    private static void Write(BinaryWriter w, Plan plan)
    {
        w.Write(plan.Level);
        w.WriteList(plan.Kitchens, static (w, k) =>
        {
            w.Write(k.Name);
            w.WriteInt(k.Copies);
            w.WriteList(k.Lanes, static (w, l) => { w.Write((byte)l.Kind); w.WriteInt(l.Workers); w.WriteInt(l.Limit ?? 0); });
        });
    }

    private static Plan ReadPlan(BinaryReader r) => new()
    {
        Level = r.ReadString(),
        Kitchens = r.ReadList(static r => new Kitchen(r.ReadString(), r.ReadInt(), r.ReadList(static r =>
            new Lane { Kind = (LaneKind)r.ReadByte(), Workers = r.ReadInt(), Limit = r.ReadInt() is > 0 and int limit ? limit : null }))),
    };

    private static void Write(BinaryWriter w, ThreadProgram thread)
    {
        w.WriteInt(thread.Process);
        w.Write(thread.Label);
        w.Write((byte)thread.Kind);
        w.WriteInt(thread.Lane);
        w.WriteList(thread.Prologue, Write);
        w.WriteInt(thread.Queue);
        w.WriteInt(thread.Limit);
        w.WriteList(thread.Epilogue, Write);
        w.WriteInt(thread.Channel);
    }

    private static ThreadProgram ReadThread(BinaryReader r) => new()
    {
        Process = r.ReadInt(),
        Label = r.ReadString(),
        Kind = (LaneKind)r.ReadByte(),
        Lane = r.ReadInt(),
        Prologue = r.ReadList(ReadOp),
        Queue = r.ReadInt(),
        Limit = r.ReadInt(),
        Epilogue = r.ReadList(ReadOp),
        Channel = r.ReadInt(),
    };

    private static void Write(BinaryWriter w, TaskProgram task)
    {
        w.Write(task.Name);
        w.WriteInt(task.Spec);
        w.WriteInt(task.Copy);
        w.WriteInt(task.Kitchen);
        w.WriteList(task.Ops, Write);
        w.WriteInts(task.Predecessors);
        w.WriteInts(task.Mates);
        w.WriteInts(task.ConsumerKitchens);
    }

    private static TaskProgram ReadTask(BinaryReader r) => new()
    {
        Name = r.ReadString(),
        Spec = r.ReadInt(),
        Copy = r.ReadInt(),
        Kitchen = r.ReadInt(),
        Ops = r.ReadList(ReadOp),
        Predecessors = r.ReadInts(),
        Mates = r.ReadInts(),
        ConsumerKitchens = r.ReadInts(),
    };

    private static void Write(BinaryWriter w, Op op)
    {
        w.Write((byte)op.Code);
        w.WriteInt(op.Task);
        w.WriteInt(op.Step);
        w.Write7BitEncodedInt64(op.Ticks);
        w.WriteInt(op.Arg);
        w.Write((byte)op.State);
        w.Write(op.Blocking);
    }

    private static Op ReadOp(BinaryReader r) =>
        new((OpCode)r.ReadByte(), r.ReadInt(), r.ReadInt(), r.Read7BitEncodedInt64(), r.ReadInt(), (SpanState)r.ReadByte(), r.ReadBoolean());

    private static KitchenDuration ReadDuration(BinaryReader r) => new(r.Read7BitEncodedInt64());
}
