using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary>Writes the function of a task in the style of its lane.</summary>
internal sealed class TaskWriter(PythonProgram program, TaskStyle style, int task)
{
    private const int Width = 88;

    private readonly PythonSource _code = new();
    private readonly TaskSpec _spec = program.Plan.Level.Tasks[program.Plan.Tasks[task].Spec];

    /// <summary>The body, which is the same for all copies that do the same: they differ in their parameter <c>n</c> alone.</summary>
    public PythonSource Body(ImmutableArray<Statement> statements)
    {
        foreach (Statement statement in statements) Write(statement);
        program.NeedServe();
        _code.Line($"serve({program.Dish(task)})");
        if (program.ReadersOf(task) is { } readers)
        {
            program.Need(KitchenKit.Post);
            _code.Line($"post({program.Dish(task)}, {readers}{(statements.Any(s => s is PackStatement) ? ", crate" : "")})");
        }
        return _code;
    }

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
                TaskStyle asking = ask.IsBlocking ? TaskStyle.Blocking : style;
                Step(ask, asking.Await + asking.Ask(program, TaskStyle.Text(ask.Minutes), program.Device(ask.Device)));
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
                Step(read, $"{program.SeenName(read.Thing)} = {program.SharedName(read.Thing)}");
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
                _code.Line(style.Await + style.After(program, program.Dishes(after.Tasks)));
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
                Step(arrival, style.Await + style.Ask(program, $"until({TaskStyle.Text(arrival.At)})", null));
                break;
            case PatchStatement:
                style.Patch(_code, program);
                break;
            default:
                throw new InvalidOperationException($"No Python for {statement}.");
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
            foreach (Statement inside in hold.Body) Write(inside);
            Give(hold.End, hold.What);
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

    private void Step(Statement statement, string line)
    {
        string note = PythonText.Comment(statement.Note);
        if (note.Length > 0 && line.Length + note.Length + 12 > Width)
        {
            foreach (string part in PythonText.Wrap(note, Width - 12)) _code.Line($"# {part}");
            note = "";
        }
        _code.Line(note.Length > 0 ? $"{line}  # {note}" : line, _spec.Id, statement.Step);
    }
}
