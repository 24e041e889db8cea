using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.CSharp;

/// <summary>A method for every task; copies that do the same share one.</summary>
internal sealed class TaskMethods
{
    private readonly CompiledPlan _plan;
    private readonly Statements _statements;
    private readonly List<Method> _methods = [];
    private readonly Method?[] _methodOf;

    public TaskMethods(CompiledPlan plan, CSharpNames names, Statements statements)
    {
        (_plan, _statements) = (plan, statements);
        _methodOf = new Method?[plan.Tasks.Length];
        Dictionary<string, Method> byText = [];
        for (int task = 0; task < plan.Tasks.Length; task++)
        {
            if (statements.ThreadOf(task) is not { } thread) continue; // by hand: its steps are its cook's
            Unit[] units = [.. UnitsOf(task, thread)];
            string text = $"{plan.Tasks[task].Spec} {thread.IsLoop} {string.Join('\n', units.SelectMany(u => u.Lines.Select(l => l.With($"{u.Copy}").Text)))}";
            if (!byText.TryGetValue(text, out Method? method))
            {
                string id = statements.SpecOf(task).Id;
                int variants = _methods.Count(m => plan.Tasks[m.Task].Spec == plan.Tasks[task].Spec);
                byText[text] = method = new(names.Of($"method {variants}", id), task, thread.IsLoop, UsesCopy(units), [.. units]);
                _methods.Add(method);
            }
            _methodOf[task] = method;
        }
    }

    /// <summary>A call of a task's method, with <see cref="Statement.Copy"/> for its copy.</summary>
    /// <param name="task">The task.</param>
    /// <param name="me">Variable that performs it.</param>
    public string Call(int task, string me) => $"{_methodOf[task]!.Name}({me}{(_methodOf[task]!.TakesCopy ? $", {Statement.Copy}" : "")})";

    /// <summary>Writes every method.</summary>
    public void Write(CSharpSheet sheet)
    {
        bool mayBeUnpatched = _plan.Level.Tasks.Any(t => t.Patches);
        foreach (Method method in _methods)
        {
            bool isGreenlet = _statements.ThreadOf(method.Task)!.Kind == LaneKind.Greenlets;
            string copy = method.TakesCopy ? ", int copy" : "";
            sheet.Line("", _statements.SpecOf(method.Task).Title);
            sheet.Block(method.IsCoroutine ? $"static async Task {method.Name}(Loop me{copy})" : $"static void {method.Name}(Cook me{copy})", () =>
            {
                if (isGreenlet && mayBeUnpatched) sheet.Line("bool patched = me.Kitchen.IsPatched;");
                if (method.IsCoroutine && !method.Units.Any(u => u.Lines.Any(l => l.Text.Contains("await ", StringComparison.Ordinal)))) sheet.Line("await Task.CompletedTask;", "it never gives way");
                sheet.Write(method.Units);
            });
            sheet.Line("");
        }
    }

    private IEnumerable<Unit> UnitsOf(int task, ThreadProgram thread)
    {
        Performer me = new("me", thread.IsLoop, thread.Kind == LaneKind.Greenlets && _plan.Level.Tasks.Any(t => t.Patches));
        Op[] ops = [.. _plan.Tasks[task].Ops];
        for (int at = 0; at < ops.Length; at++)
        {
            int outcome = Array.FindIndex(ops, at, op => op.Code == OpCode.Outcome);
            if (outcome >= 0 && ops[outcome].Ticks > 0 && outcome - ops[outcome].Ticks == at)
            {
                yield return new(0, [.. Attempts(ops[at..outcome], ops[outcome], me).Select(s => s.With("copy"))]);
                at = outcome;
            }
            else if (ops[at].Code == OpCode.AwaitTask)
            {
                bool unpacks = at + 1 < ops.Length && ops[at + 1] is { Code: OpCode.Compute, State: SpanState.Packing, Step: < 0 };
                Statement[] lines = [.. _statements.Of(ops[at], me), .. unpacks ? _statements.Of(ops[at + 1], me) : []];
                yield return new(_plan.Tasks[ops[at].Arg].Copy, lines);
                if (unpacks) at++;
            }
            else
            {
                Statement[] lines = [.. _statements.Of(ops[at], me).Select(s => s.With("copy"))];
                if (lines.Length > 0) yield return new(0, lines);
            }
        }
    }

    /// <summary>A step that is tried again until it succeeds.</summary>
    private IEnumerable<Statement> Attempts(Op[] attempt, Op outcome, Performer me) =>
    [
        new("for (int attempt = 1; ; attempt++)"),
        new("{"),
        new("    try"),
        new("    {"),
        .. attempt.SelectMany(op => _statements.Of(op, me)).Select(s => s with { Text = $"        {s.Text}" }),
        new($"        Failure.Check(attempt, fails: {_statements.SpecOf(outcome.Task).Steps[outcome.Step].Fails});"),
        new("        break;"),
        new("    }"),
        new("    catch (IOException) { }", "it failed: once more"),
        new("}"),
    ];

    private static bool UsesCopy(Unit[] units) => units.Any(u => u.Copy == 0 && u.Lines.Any(l => l.Text.Contains("[copy]", StringComparison.Ordinal)));

    private sealed record Method(string Name, int Task, bool IsCoroutine, bool TakesCopy, Unit[] Units);
}
