using System.Collections.Immutable;
using ShortOrder.Game.Export.CSharp;
using ShortOrder.Game.Export.Python;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export;

/// <summary>A plan as a program in one language with one library.</summary>
/// <param name="Name">What the player calls it: <c>Python, threading</c>, <c>C#</c>.</param>
/// <param name="Lines">The program.</param>
/// <param name="Marks">Which line performs which step, in the order of lines.</param>
public sealed record PlanProgram(string Name, ImmutableArray<string> Lines, ImmutableArray<CodeMark> Marks)
{
    /// <summary>The plan in every language and library that can say it: Python by the plan's own lanes first, C# last. Empty if none can.</summary>
    public static ImmutableArray<PlanProgram> Of(CompiledPlan plan)
    {
        List<PlanProgram> programs = [];
        foreach (PythonLibrary library in PythonLibrary.For(plan))
            programs.Add(From($"Python, {library.Name}", PythonWriter.Write(plan, "this plan", library)));
        try
        {
            programs.Add(From("C#", CSharpProgram.Write(plan)));
        }
        catch (NotSupportedException)
        {
            // a plan that loses a dish is no program; the other pages say why
        }
        return [.. programs.DistinctBy(p => string.Join('\n', p.Lines))];
    }

    /// <summary>The whole program.</summary>
    public string Text => string.Join('\n', Lines) + "\n";

    /// <summary>What to call it as a file.</summary>
    /// <param name="level">Id of the level.</param>
    public string FileName(string level) => Name == "C#" ? $"{Plain(level)}.cs" : $"{Plain(level)}-{Name[(Name.LastIndexOf(' ') + 1)..]}.py";

    private static string Plain(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));

    /// <summary>Line of the first step, from 0: what stands above it is preparation.</summary>
    public int FirstMarked => Marks.IsEmpty ? 0 : Marks.Min(m => m.Line) - 1;

    /// <summary>Lines, from 0, that perform what is under way.</summary>
    public ImmutableHashSet<int> LinesOf(CompiledPlan plan, IEnumerable<Span> underWay)
    {
        HashSet<(string, int)> steps = [.. underWay.Where(s => s.Task >= 0 && s.Step >= 0).Select(s => (plan.Level.Tasks[plan.Tasks[s.Task].Spec].Id, s.Step))];
        return [.. Marks.Where(m => steps.Contains((m.Task, m.Step))).Select(m => m.Line - 1)];
    }

    private static PlanProgram From(string name, CodeListing code) => new(name, [.. code.Text.TrimEnd('\n').Split('\n')], code.Marks);
}
