using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>Writes the function of a task in the style of its lane.</summary>
internal sealed class TaskWriter(PythonProgram program, TaskStyle style, int task)
{
    private readonly PythonSource _code = new();
    private readonly TaskSpec _spec = program.Plan.Level.Tasks[program.Plan.Tasks[task].Spec];

    /// <summary>The body, which is the same for all copies that do the same: they differ in their parameter <c>n</c> alone.</summary>
    public PythonSource Body(ImmutableArray<Statement> statements)
    {
        statements = statements.Add(EndOf(statements));
        if (!program.EndsByError(task)) return Lines(statements);
        program.Need(AskKit.LastResort);
        using (_code.Open($"with last_resort({program.Dish(task)}):")) Lines(statements);
        return _code;
    }

    /// <summary>What comes after all statements of a task.</summary>
    public static FinishStatement EndOf(ImmutableArray<Statement> statements) => new(statements.Any(s => s is PackStatement));

    /// <summary>The lines of some statements, without the end of the task.</summary>
    public PythonSource Lines(ImmutableArray<Statement> statements)
    {
        foreach (Statement statement in statements) Write(statement);
        return _code;
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case WorkStatement work:
                program.Need(CommonKit.Work);
                Step(work, $"work({TaskStyle.Text(work.Minutes)})");
                break;
            case AskStatement ask:
                (string minutes, string? device) = (TaskStyle.Text(ask.Minutes), program.Device(ask.Device));
                string? call = ask.CanFail ? program.CallNumber(task, ask.Step) : null;
                Step(ask, ask.IsBlocking ? style.AskBlocking(program, minutes, device, call) : style.Await + style.Ask(program, minutes, device, call));
                break;
            case TryStatement tried:
                Try(tried);
                break;
            case FinishStatement finish:
                Finish(finish);
                break;
            case HoldStatement hold:
                Hold(hold);
                break;
            case TakeStatement take:
                Take(take, take.What);
                break;
            case GiveStatement give:
                Give(give, give.What);
                break;
            case ReadStatement read:
                Step(read, read.IsUsed ? $"{program.SeenName(read.Thing)} = {program.SharedName(read.Thing)}" : program.SharedName(read.Thing));
                break;
            case WriteStatement write:
                Step(write, $"{program.SharedName(write.Thing)} = {program.SeenName(write.Thing)} + 1");
                break;
            case GiveWayStatement way:
                Step(way, style.Await + style.GiveWay(program));
                break;
            case OffloadStatement offload:
                style.Offload(_code, program, task, offload);
                break;
            case AfterStatement after:
                After(after);
                break;
            case UnboxStatement unbox:
                program.Need(KitchenKit.Unbox);
                _code.Line($"unbox({program.Dishes(unbox.Tasks)})");
                break;
            case PackStatement pack:
                program.Need(KitchenKit.Crates);
                _code.Line($"crate = pack({pack.Minutes})");
                break;
            case ArrivalStatement arrival:
                program.Need(AskKit.Until);
                Step(arrival, style.Await + style.Ask(program, $"until({TaskStyle.Text(arrival.At)})", null, null));
                break;
            case PatchStatement:
                style.Patch(_code, program);
                break;
            default:
                throw new InvalidOperationException($"No Python for {statement}.");
        }
    }

    private void Try(TryStatement tried)
    {
        program.Need(AskKit.Heed);
        using (_code.Open("while True:"))
        {
            using (_code.Open("try:"))
            {
                foreach (Statement inside in tried.Body) Write(inside);
                _code.Line("break");
            }
            using (_code.Open("except CallFailed:")) _code.Line("continue  # try again");
        }
    }

    private void Finish(FinishStatement finish)
    {
        program.NeedServe();
        _code.Line($"serve({program.Dish(task)})");
        if (program.ReadersOf(task) is not { } readers) return;
        program.Need(KitchenKit.Post);
        _code.Line($"post({program.Dish(task)}, {readers}{(finish.HasCrate ? ", crate" : "")})");
    }

    private void After(AfterStatement after)
    {
        for (int i = 0, end; i < after.Tasks.Length; i = end)
        {
            bool isFar = program.IsAwaitedFromFar(after.Tasks[i]);
            for (end = i + 1; end < after.Tasks.Length && program.IsAwaitedFromFar(after.Tasks[end]) == isFar;) end++;
            string dishes = program.Dishes([.. after.Tasks.Skip(i).Take(end - i)]);
            _code.Line(style.Await + (isFar ? style.AfterFar(program, dishes) : style.After(program, dishes)));
        }
    }

    private void Hold(HoldStatement hold)
    {
        if (program.KeeperOf(hold.What) == Keeper.Nobody)
        {
            Comment(hold);
            foreach (Statement inside in hold.Body) Write(inside);
            Comment(hold.End);
            return;
        }
        if (style.With is null)
        {
            Take(hold, hold.What);
            using (_code.Open("try:")) foreach (Statement inside in hold.Body) Write(inside);
            using (_code.Open("finally:")) Give(hold.End, hold.What);
            return;
        }
        string name = program.ResourceName(hold.What);
        string held = program.KeeperOf(hold.What) == Keeper.Pantry ? style.HoldPlace(program, program.PlaceArguments(hold.What)) : style.Hold(name);
        using (_code.Open($"{style.With} {held}:", _spec.Id, hold.Step))
            foreach (Statement inside in hold.Body) Write(inside);
        _code.Mark(_spec.Id, hold.End.Step);
    }

    private void Take(Statement at, Resource what)
    {
        switch (program.KeeperOf(what))
        {
            case Keeper.Nobody:
                Comment(at);
                break;
            case Keeper.Library:
                Step(at with { Note = "" }, style.Await + style.Take(program.ResourceName(what)));
                break;
            case Keeper.Pantry:
                Step(at with { Note = "" }, style.Await + style.TakePlace(program, program.PlaceArguments(what)));
                break;
        }
    }

    private void Give(Statement at, Resource what)
    {
        switch (program.KeeperOf(what))
        {
            case Keeper.Nobody:
                Comment(at);
                break;
            case Keeper.Library:
                Step(at with { Note = "" }, style.Give(program.ResourceName(what)));
                break;
            case Keeper.Pantry:
                Step(at with { Note = "" }, style.GivePlace(program, program.ResourceName(what)));
                break;
        }
    }

    /// <summary>What is done by doing nothing.</summary>
    private void Comment(Statement statement)
    {
        if (statement.Note.Length > 0) _code.Line($"# {PythonText.Comment(statement.Note)}: nobody else is here", _spec.Id, statement.Step);
    }

    private void Step(Statement statement, string line) => _code.Step(line, statement.Note, _spec.Id, statement.Step);
}
