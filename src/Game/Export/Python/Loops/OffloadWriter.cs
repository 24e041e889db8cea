using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>Writes a step that a helper thread does: one call where the step is one, else a function of its own.</summary>
internal static class OffloadWriter
{
    /// <summary>Writes it into the body of its task.</summary>
    public static void Write(PythonSource code, PythonProgram program, LoopStyle style, int task, OffloadStatement step)
    {
        TaskSpec spec = program.Plan.Level.Tasks[program.Plan.Tasks[task].Spec];
        ImmutableArray<Op> ops = [.. program.Plan.Offloads[step.Offload].Ops.Where(op => op.Code != OpCode.Compute || op.Ticks > 0)];
        if (ops is [{ Code: OpCode.Wait or OpCode.Compute } only])
        {
            (string function, string arguments) = Call(program, style, only);
            code.Step(style.Await + style.InThread(program, function, arguments), step.Note, spec.Id, step.Step);
            return;
        }
        int[] read = [.. ops.Where(op => op.Code == OpCode.Read && IsWrittenLater(program.Plan.Tasks[task].Ops, step, op.Arg)).Select(op => op.Arg)];
        string seen = string.Join(", ", read.Select(program.SeenName));
        using (code.Open("def helper():"))
        {
            foreach (Op op in ops)
            {
                (string function, string arguments) = op.Code is OpCode.Wait or OpCode.Compute ? Call(program, style, op) : ("", "");
                code.Line(op.Code switch
                {
                    OpCode.Read => $"{program.SeenName(op.Arg)} = {program.SharedName(op.Arg)}",
                    OpCode.Write => $"{program.SharedName(op.Arg)} = {program.SeenName(op.Arg)} + 1",
                    _ => $"{function}({arguments})",
                }, spec.Id, step.Step);
            }
            if (read.Length > 0) code.Line($"return {seen}");
        }
        code.Blank();
        code.Step((read.Length > 0 ? $"{seen} = " : "") + style.Await + style.InThread(program, "helper", ""), step.Note, spec.Id, step.Step);
    }

    private static (string Function, string Arguments) Call(PythonProgram program, LoopStyle style, Op op)
    {
        if (op.Code == OpCode.Compute)
        {
            program.Need(CommonKit.Work);
            return ("work", TaskStyle.Text(new KitchenDuration(op.Ticks)));
        }
        string call = style.AskBlocking(program, TaskStyle.Text(new KitchenDuration(op.Ticks)), program.Device(op.Arg));
        int open = call.IndexOf('(', StringComparison.Ordinal);
        return (call[..open], call[(open + 1)..^1]);
    }

    /// <summary>Whether what the helper has read is used by a later step of the task.</summary>
    private static bool IsWrittenLater(ImmutableArray<Op> ops, OffloadStatement step, int thing) =>
        ops.FirstOrDefault(op => op.Step > step.Step && op.Code is OpCode.Read or OpCode.Write && op.Arg == thing).Code == OpCode.Write;
}
