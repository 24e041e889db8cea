using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Kit;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Export.Python;

/// <summary>How the function of a task is written for a kind of lane: what is a plain function on a thread is a coroutine on a loop. The default is a thread's: everything blocks.</summary>
/// <remarks>A style gives expressions and asks the program for the parts of the kit that they use; <see cref="TaskWriter"/> puts them into lines.</remarks>
internal class TaskStyle
{
    /// <summary>The style of threads.</summary>
    public static readonly TaskStyle Blocking = new();

    /// <summary>What a function's name gets where a task is also done by another kind of lane, e.g. <c>async</c>.</summary>
    public virtual string Suffix => "";

    /// <summary>Whether one pair of hands starts equipment that works by itself: only what more tasks want than it has places needs a keeper then, and that is the pantry.</summary>
    public virtual bool IsByHand => false;

    /// <summary>Whether all tasks of a lane are done by one thread, which goes on with others where one waits: locks of such a library mean nothing to other threads.</summary>
    public virtual bool IsOfOneThread => false;

    /// <summary>A line above the head of a function; null if none.</summary>
    /// <param name="program">The program.</param>
    /// <param name="waits">Whether the function waits for anything.</param>
    public virtual string? Decorator(PythonProgram program, bool waits) => null;

    /// <summary>The keyword of a definition.</summary>
    public virtual string Define => "def";

    /// <summary>What stands before an expression that waits, e.g. <c>await </c>.</summary>
    public virtual string Await => "";

    /// <summary>The keyword of a block that holds something; null where the library has none, so that taking and giving are written out.</summary>
    public virtual string? With => "with";

    /// <summary>The body of a task's function.</summary>
    public virtual PythonSource Body(PythonProgram program, int task, ImmutableArray<Statement> statements) => new TaskWriter(program, this, task).Body(statements);

    /// <summary>A request to the pantry: an expression to be awaited.</summary>
    /// <param name="program">The program.</param>
    /// <param name="minutes">How long it takes.</param>
    /// <param name="device">Whose queue it goes through; null: none's.</param>
    /// <param name="call">Number of a call that may fail, and raises an error then; null if it cannot.</param>
    public virtual string Ask(PythonProgram program, string minutes, string? device, string? call) => Request(program, "ask", AskKit.Ask, AskKit.Once, [call, minutes, device]);

    /// <summary>A request that nothing can await or patch: a statement that holds the thread.</summary>
    public virtual string AskBlocking(PythonProgram program, string minutes, string? device, string? call) => Blocking.Ask(program, minutes, device, call);

    /// <summary>Waits until these dishes, which other threads make, are done: an expression to be awaited.</summary>
    public virtual string AfterFar(PythonProgram program, string dishes) => After(program, dishes);

    /// <summary>Waits until these dishes are done: an expression to be awaited.</summary>
    /// <param name="program">The program.</param>
    /// <param name="dishes">Arguments: literals, generators with a star.</param>
    public virtual string After(PythonProgram program, string dishes)
    {
        program.Need(AskKit.After);
        return $"after({dishes})";
    }

    /// <summary>Makes the event that <see cref="After"/> waits for; <c>serve</c> calls its <c>set()</c>.</summary>
    public virtual string Event(PythonProgram program)
    {
        program.Import("threading: Event");
        return "Event()";
    }

    /// <summary>Makes a semaphore for a tool that only lanes of this style in one process use.</summary>
    public virtual string Semaphore(PythonProgram program, int places)
    {
        program.Import("threading: Semaphore");
        return PythonProgram.Format($"Semaphore({places})");
    }

    /// <summary>Makes a lock that only lanes of this style use.</summary>
    public virtual string Lock(PythonProgram program)
    {
        program.Import("threading: Lock");
        return "Lock()";
    }

    /// <summary>Holds a tool or lock of the library over a block: what stands after <see cref="With"/>.</summary>
    public virtual string Hold(string name) => name;

    /// <summary>Takes a tool or lock of the library: an expression to be awaited.</summary>
    public virtual string Take(string name) => $"{name}.acquire()";

    /// <summary>Gives it back: a statement.</summary>
    public virtual string Give(string name) => $"{name}.release()";

    /// <summary>Holds a place of a tool of the pantry over a block: what stands after <see cref="With"/>.</summary>
    public virtual string HoldPlace(PythonProgram program, string tool)
    {
        program.Need(AskKit.Tools);
        return $"place({tool})";
    }

    /// <summary>Takes a place of a tool of the pantry: an expression to be awaited.</summary>
    public virtual string TakePlace(PythonProgram program, string tool)
    {
        program.Need(AskKit.Tools);
        return $"take({tool})";
    }

    /// <summary>Gives it back: a statement.</summary>
    public virtual string GivePlace(PythonProgram program, string tool) => $"give({tool})";

    /// <summary>Gives way to others of the lane: an expression to be awaited. Only loops and greenlets can.</summary>
    public virtual string GiveWay(PythonProgram program) => throw new InvalidOperationException("A thread does not give way: it is made to.");

    /// <summary>Writes a step that a helper does, with the waiting for it.</summary>
    /// <param name="code">Where to write it.</param>
    /// <param name="program">The program.</param>
    /// <param name="task">Task instance.</param>
    /// <param name="step">The step.</param>
    public virtual void Offload(PythonSource code, PythonProgram program, int task, OffloadStatement step) => throw new InvalidOperationException("A thread has no helper.");

    /// <summary>Writes the incantation after which I/O yields. To a thread it means nothing.</summary>
    public virtual void Patch(PythonSource code, PythonProgram program) => code.Line("# the incantation: without greenlets it changes nothing");

    /// <summary>A call of one of the kit's functions for requests: of <c>ask_once</c> instead of <c>ask</c> if the first argument is there.</summary>
    protected static string Request(PythonProgram program, string function, KitPart plain, KitPart once, ReadOnlySpan<string?> arguments)
    {
        bool canFail = arguments[0] is not null;
        program.Need(canFail ? once : plain);
        return $"{function}{(canFail ? "_once" : "")}({string.Join(", ", arguments.ToArray().OfType<string>())})";
    }

    /// <summary>Minutes as they stand in an argument.</summary>
    public static string Text(KitchenDuration minutes) => minutes.ToString();
}
