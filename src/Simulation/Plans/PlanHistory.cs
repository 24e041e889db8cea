using System.Collections.Immutable;

namespace ShortOrder.Simulation.Plans;

/// <summary>A plan with the plans it came from and the ones that were undone. Immutable; a new edit forgets what was undone.</summary>
public sealed record PlanHistory
{
    private PlanHistory(ImmutableStack<Plan> past, Plan present, ImmutableStack<Plan> future) => (Past, Present, Future) = (past, present, future);

    /// <summary>The plan as it is now.</summary>
    public Plan Present { get; }

    /// <summary>Whether there is something to undo.</summary>
    public bool CanUndo => !Past.IsEmpty;

    /// <summary>Whether there is something to redo.</summary>
    public bool CanRedo => !Future.IsEmpty;

    private ImmutableStack<Plan> Past { get; }

    private ImmutableStack<Plan> Future { get; }

    /// <summary>A history that begins here.</summary>
    public static PlanHistory Start(Plan plan) => new([], plan, []);

    /// <summary>Notes an edit; the same plan object is none.</summary>
    public PlanHistory Do(Plan plan) => ReferenceEquals(plan, Present) ? this : new(Past.Push(Present), plan, []);

    /// <summary>The history without the plans that do not pass; null if the present one does not.</summary>
    public PlanHistory? Where(Func<Plan, bool> passes) =>
        passes(Present) ? new([.. Past.Where(passes).Reverse()], Present, [.. Future.Where(passes).Reverse()]) : null;

    /// <summary>One edit back; itself at the beginning.</summary>
    public PlanHistory Undo() => Past.IsEmpty ? this : new(Past.Pop(), Past.Peek(), Future.Push(Present));

    /// <summary>One undone edit forward; itself at the end.</summary>
    public PlanHistory Redo() => Future.IsEmpty ? this : new(Past.Push(Present), Future.Peek(), Future.Pop());
}
