using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Export.Python.Loops;

/// <summary>Writes a task as a chain of callbacks: a function, a card, up to each wait, and one after the last.</summary>
internal sealed class CallbackWriter(PythonProgram program, CallbackStyle style, int task)
{
    private readonly TaskSpec _spec = program.Plan.Level.Tasks[program.Plan.Tasks[task].Spec];
    private int _cards, _nested;

    /// <summary>The body of the task's function, which returns the Deferred of the whole chain.</summary>
    public PythonSource Body(ImmutableArray<Statement> statements)
    {
        PythonSource code = new();
        Statement[] all = [.. statements.Add(TaskWriter.EndOf(statements)).SelectMany(OneWaitEach)];
        PythonSource body = new();
        Return(body, all, isOutermost: true);
        string text = body.ToString();
        foreach (string seen in program.SharedNames.Select((_, thing) => program.SeenName(thing)).Where(s => text.Contains($"nonlocal {s}\n", StringComparison.Ordinal))) code.Line($"{seen} = None");
        code.Add(body);
        return code;
    }

    /// <summary>Writes statements at the end of a function: as they are up to a wait after which nothing comes, else as cards and the chain of them.</summary>
    private void Return(PythonSource code, IReadOnlyList<Statement> statements, bool isOutermost = false)
    {
        int wait = First(statements, 0);
        if (wait >= statements.Count - 1)
        {
            Plain(code, [.. statements.Take(wait)], isOutermost);
            if (wait < statements.Count) Wait(code, statements[wait]);
            return;
        }
        string chain = "";
        if (code.Count > 0) code.Blank();
        for (int from = 0; from < statements.Count; from = wait + 1)
        {
            wait = First(statements, from);
            string name = PythonProgram.Format($"card_{++_cards}");
            using (code.Open($"def {name}({(chain.Length == 0 ? "" : "_")}):"))
            {
                Plain(code, [.. statements.Skip(from).Take(wait - from)]);
                if (wait < statements.Count) Wait(code, statements[wait]);
            }
            code.Blank();
            chain += chain.Length == 0 ? $"{name}()" : $".addCallback({name})";
        }
        code.Line($"return {chain}");
    }

    private int First(IReadOnlyList<Statement> statements, int from)
    {
        while (from < statements.Count && !program.Waits(statements[from])) from++;
        return from;
    }

    /// <summary>Statements between which nobody else has a turn.</summary>
    private void Plain(PythonSource code, IReadOnlyList<Statement> statements, bool isOutermost = false)
    {
        foreach (int thing in isOutermost ? [] : statements.OfType<ReadStatement>().Where(r => r.IsUsed).Select(r => r.Thing).Distinct()) code.Line($"nonlocal {program.SeenName(thing)}");
        code.Add(new TaskWriter(program, style, task).Lines([.. statements]));
    }

    private void Wait(PythonSource code, Statement statement)
    {
        if (statement is HoldStatement hold) Hold(code, hold);
        else if (statement is TryStatement tried) Try(code, tried);
        else code.Add(new TaskWriter(program, style, task).Lines([statement]));
    }

    /// <summary>Taken, used, and given back whether it went well or not.</summary>
    private void Hold(PythonSource code, HoldStatement hold)
    {
        if (program.KeeperOf(hold.What) == Keeper.Nobody)
        {
            Return(code, hold.Body);
            return;
        }
        string number = PythonProgram.Format($"{++_nested}"), held = $"held_{number}", give = $"give_{number}";
        code.Blank();
        using (code.Open($"def {held}(_):")) Return(code, hold.Body);
        code.Blank();
        using (code.Open($"def {give}(result):"))
        {
            code.Add(new TaskWriter(program, style, task).Lines([hold.End]));
            code.Line("return result");
        }
        code.Blank();
        PythonSource take = new TaskWriter(program, style, task).Lines([new TakeStatement(hold.Step, hold.What) { Note = hold.Note }]);
        code.Line($"{take.ToString().TrimEnd('\n')}.addCallback({held}).addBoth({give})", _spec.Id, hold.Step);
    }

    /// <summary>An errback, which begins again.</summary>
    private void Try(PythonSource code, TryStatement tried)
    {
        program.Need(AskKit.Heed);
        string number = PythonProgram.Format($"{++_nested}"), attempt = $"attempt_{number}", again = $"again_{number}";
        code.Blank();
        using (code.Open($"def {attempt}():")) Return(code, tried.Body);
        code.Blank();
        using (code.Open($"def {again}(failure):"))
        {
            code.Line("failure.trap(CallFailed)");
            code.Line($"return {attempt}().addErrback({again})  # try again");
        }
        code.Blank();
        code.Line($"return {attempt}().addErrback({again})", _spec.Id, tried.Step);
    }

    /// <summary>A statement that waits for tasks of this thread and of others waits twice.</summary>
    private IEnumerable<Statement> OneWaitEach(Statement statement)
    {
        if (statement is not AfterStatement after) return [statement];
        List<ImmutableArray<int>> groups = [];
        foreach (int before in after.Tasks)
        {
            if (groups.Count > 0 && program.IsAwaitedFromFar(groups[^1][0]) == program.IsAwaitedFromFar(before)) groups[^1] = groups[^1].Add(before);
            else groups.Add([before]);
        }
        return groups.Select(g => new AfterStatement(g));
    }
}
