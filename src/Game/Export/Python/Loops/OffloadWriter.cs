using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>Writes a step that a helper thread does: one call where the step is one, else a function of its own.</summary>
internal static class OffloadWriter
{
    /// <summary>Writes it into the body of its task.</summary>
    public static void Write(PythonSource code, PythonProgram program, LoopStyle style, int task, OffloadStatement step)
    {
        TaskSpec spec = program.Plan.Level.Tasks[program.Plan.Tasks[task].Spec];
        ImmutableArray<Op> ops = [.. program.Plan.Offloads[step.Offload].Ops.Where(op => op.Code != OpCode.Compute || op.Ticks > 0)];
        HelperChannel channel = program.Plan.Channels[program.Plan.Offloads[step.Offload].Channel];
        if (channel.Name != OffloadTarget.Thread)
        {
            WriteFar(code, program, style, task, step, program.HelperName(channel));
            return;
        }
        if (ops is [{ Code: OpCode.Wait or OpCode.Compute } only])
        {
            (string function, string arguments) = Call(program, style, task, only);
            code.Step(style.Await + style.InThread(program, function, arguments), step.Note, spec.Id, step.Step);
            return;
        }
        int[] read = [.. ops.Where(op => op.Code == OpCode.Read && IsWrittenLater(program.Plan.Tasks[task].Ops, step, op.Arg)).Select(op => op.Arg)];
        string seen = string.Join(", ", read.Select(program.SeenName));
        using (code.Open("def helper():"))
        {
            if (read.Length > 0 && style.HasCards) code.Line($"nonlocal {seen}");
            foreach (Op op in ops)
            {
                (string function, string arguments) = op.Code is OpCode.Wait or OpCode.Compute ? Call(program, style, task, op) : ("", "");
                code.Line(op.Code switch
                {
                    OpCode.Read => $"{program.SeenName(op.Arg)} = {program.SharedName(op.Arg)}",
                    OpCode.Write => $"{program.SharedName(op.Arg)} = {program.SeenName(op.Arg)} + 1",
                    _ => $"{function}({arguments})",
                }, spec.Id, step.Step);
            }
            if (read.Length > 0 && !style.HasCards) code.Line($"return {seen}");
        }
        code.Blank();
        code.Step((read.Length > 0 && !style.HasCards ? $"{seen} = " : "") + style.Await + style.InThread(program, "helper", ""), step.Note, spec.Id, step.Step);
    }

    /// <summary>A step that a process does. What it needs and what comes of it are packed, if its task has a crate.</summary>
    private static void WriteFar(PythonSource code, PythonProgram program, LoopStyle style, int task, OffloadStatement step, string executor)
    {
        TaskSpec spec = program.Plan.Level.Tasks[program.Plan.Tasks[task].Spec];
        (string function, string arguments) = Call(program, style, task, program.Plan.Offloads[step.Offload].Ops.Single(op => op.State != SpanState.Packing));
        if (style.BeforeProcess is { } before) code.Line(before);
        if (spec.Crate is not { } crate)
        {
            code.Step(style.Await + style.InProcess(program, executor, function, arguments), step.Note, spec.Id, step.Step);
            return;
        }
        program.Need(KitchenKit.Elsewhere);
        code.Line($"crate = pack({crate.In})", spec.Id, step.Step);
        string made = style.InProcess(program, executor, "elsewhere", $"crate, {crate.Out}, {function}, {arguments}");
        if (style.HasCards)
        {
            code.Step($"{style.Await}{made}.addCallback(unpack)", step.Note, spec.Id, step.Step);
            return;
        }
        code.Step($"crate = {style.Await}{made}", step.Note, spec.Id, step.Step);
        code.Line("unpack(crate)", spec.Id, step.Step);
    }

    private static (string Function, string Arguments) Call(PythonProgram program, LoopStyle style, int task, Op op)
    {
        if (op.Code == OpCode.Compute)
        {
            program.Need(CommonKit.Work);
            return ("work", TaskStyle.Text(new KitchenDuration(op.Ticks)));
        }
        bool canFail = program.Plan.Level.Tasks[program.Plan.Tasks[task].Spec].Steps[op.Step].Fails > 0;
        string asked = style.AskBlocking(program, TaskStyle.Text(new KitchenDuration(op.Ticks)), program.Device(op.Arg), canFail ? program.CallNumber(task, op.Step) : null);
        int open = asked.IndexOf('(', StringComparison.Ordinal);
        return (asked[..open], asked[(open + 1)..^1]);
    }

    /// <summary>Whether what the helper has read is used by a later step of the task.</summary>
    private static bool IsWrittenLater(ImmutableArray<Op> ops, OffloadStatement step, int thing) =>
        ops.FirstOrDefault(op => op.Step > step.Step && op.Code is OpCode.Read or OpCode.Write && op.Arg == thing).Code == OpCode.Write;
}
