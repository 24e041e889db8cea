using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Python.Lanes;

/// <summary>A cook's lane: one thread does hands-on steps in the listed order, starts equipment and comes back to it.</summary>
internal sealed class ManualLane : LaneWriter
{
    /// <inheritdoc/>
    public override TaskStyle Style { get; } = new ManualStyle();

    /// <inheritdoc/>
    public override bool CanDo(CompiledPlan plan) => !PythonObstacle.HasFailingEquipment(plan);

    /// <summary>The cook's own, and one for each piece of equipment that is started.</summary>
    public override int Lines(LaneJob lane) => 1 + (2 * lane.Thread.Prologue.Count(op => op.Code == OpCode.Launch));

    /// <inheritdoc/>
    public override void Run(PythonSource code, PythonProgram program, LaneJob lane) => new Cook(code, program, lane, Style).Write();

    /// <summary>Writes the lane's instructions.</summary>
    private sealed class Cook(PythonSource code, PythonProgram program, LaneJob lane, TaskStyle style)
    {
        private readonly CompiledPlan _plan = program.Plan;
        private readonly Dictionary<int, string> _equipment = [];
        private readonly List<int> _toServe = [];
        private readonly HashSet<int> _done = [], _running = [];

        public void Write()
        {
            Op[] ops = [.. lane.Thread.Prologue.Reverse().TakeWhile(op => op.Code is not (OpCode.OpenProcess or OpCode.Dispatch or OpCode.StartThread)
                && op is not { Code: OpCode.Compute, State: SpanState.Starting or SpanState.Booting }).Reverse()];
            int end = ops.Length; // from there on nothing is left to do but wait
            while (end > 0 && ops[end - 1].Code == OpCode.Join) end--;
            for (int i = 0; i < end; i++) Write(ops[i]);
            int[] left = [.. _toServe.Where(t => !_done.Contains(t))];
            if (left.Length == 1) Join(left[0]);
            if (left.Length <= 1) return;
            program.Need(ManualKit.Watch);
            program.NeedServe();
            code.Line($"watch({{{string.Join(", ", left.Select(t => $"{_equipment[t]}: {program.Dishes([t])}"))}}})");
        }

        private void Write(Op op)
        {
            TaskSpec spec = _plan.Level.Tasks[_plan.Tasks[op.Task].Spec];
            string words = op.Step >= 0 ? spec.Steps[op.Step].Do : "";
            string note = words.Length > 0 ? $"{spec.Title}: {words}" : spec.Title;
            switch (op.Code)
            {
                case OpCode.Launch:
                    Launch(op, spec);
                    break;
                case OpCode.Join:
                    Join(op.Task);
                    break;
                case OpCode.AwaitTask when _toServe.Contains(op.Arg):
                    Join(op.Arg);
                    break;
                case OpCode.AwaitTask when lane.Tasks.Contains(op.Arg):
                    break; // finished by these hands before
                case OpCode.AwaitTask:
                    code.Line(style.After(program, program.Dishes([op.Arg])));
                    break;
                case OpCode.Finish:
                    Serve(op.Task);
                    break;
                case OpCode.Compute when op.State != SpanState.Working:
                    program.Need(CommonKit.Work);
                    code.Line($"work({new Simulation.Time.KitchenDuration(op.Ticks)})");
                    break;
                default:
                    if (TaskScript.StatementOf(op, note) is { } statement) code.Add(new TaskWriter(program, style, op.Task).Lines([statement]));
                    break;
            }
        }

        private void Launch(Op launch, TaskSpec spec)
        {
            ImmutableArray<Op> ops = _plan.Tasks[launch.Task].Ops[(int)launch.Ticks..launch.Arg];
            Op[] waits = [.. ops.Where(op => op.Code == OpCode.Wait)];
            string name = _equipment[launch.Task] = _equipment.TryGetValue(launch.Task, out string? known) ? known : program.Names.Make($"{_plan.Tasks[launch.Task].Name}-line", "line");
            bool isSimple = (waits.Length == 1 || waits.All(w => program.Device(w.Arg) is null))
                && ops.All(op => op.Code is not (OpCode.AcquireTool or OpCode.ReleaseTool) || program.KeeperOf(new(false, op.Arg)) == Keeper.Nobody);
            string note = string.Join(", ", waits.Select(w => spec.Steps[w.Step].Do).Where(d => d.Length > 0));
            note = note.Length > 0 ? $"{spec.Title}: {note}" : spec.Title;
            if (isSimple)
            {
                program.Need(ManualKit.Start);
                string device = program.Device(waits[0].Arg) is { } d ? $", {d}" : "";
                code.Line($"{name} = start({string.Join(" + ", waits.Select(w => new Simulation.Time.KitchenDuration(w.Ticks)))}{device})  # {PythonText.Comment(note)}");
            }
            else
            {
                program.Need(ManualKit.StartAll);
                program.Import("functools: partial");
                code.Line($"{name} = start_all({string.Join(", ", ops.Select(Step).OfType<string>())})  # {PythonText.Comment(note)}");
            }
            _running.Add(launch.Task);
            foreach (Op wait in waits) code.Mark(spec.Id, wait.Step);
            if (launch.Arg == _plan.Tasks[launch.Task].Ops.Length) _toServe.Add(launch.Task);
        }

        /// <summary>What equipment does by itself, as something that a thread can call.</summary>
        private string? Step(Op op)
        {
            if (op.Code == OpCode.Wait) return $"partial(ask, {new Simulation.Time.KitchenDuration(op.Ticks)}{(program.Device(op.Arg) is { } device ? $", {device}" : "")})";
            if (op.Code is not (OpCode.AcquireTool or OpCode.ReleaseTool) || program.KeeperOf(new(false, op.Arg)) != Keeper.Pantry) return null;
            program.Need(AskKit.Tools);
            return op.Code == OpCode.AcquireTool ? $"partial(take, {program.PlaceArguments(new(false, op.Arg))})" : $"partial(give, {program.ResourceName(new(false, op.Arg))})";
        }

        private void Join(int task)
        {
            if (_running.Remove(task)) code.Line($"finish({_equipment[task]})");
            if (_toServe.Contains(task)) Serve(task);
        }

        private void Serve(int task)
        {
            if (!_done.Add(task)) return;
            program.NeedServe();
            code.Line($"serve({program.Dishes([task])})");
        }
    }
}

/// <summary>By hand: what more tasks want than it has places is kept by the pantry, since equipment that works by itself must be able to take it.</summary>
internal sealed class ManualStyle : TaskStyle
{
    /// <inheritdoc/>
    public override bool IsByHand => true;
}
