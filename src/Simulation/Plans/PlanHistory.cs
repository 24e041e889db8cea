using System.Collections.Immutable;

namespace ShortOrder.Simulation.Plans;

/// <summary>A plan after one edit, as a place in a <see cref="PlanHistory"/>. The same object in every later history of the same plan.</summary>
/// <param name="number">Place in the order in which the states were made, from 0.</param>
/// <param name="parent">Number of the state it was made upon; −1 for one that a history begins with.</param>
/// <param name="read">Gives the plan, once; null if there is none that can be edited any more.</param>
public sealed class PlanState(int number, int parent, Func<Plan?> read)
{
    private Func<Plan?>? _read = read;

    /// <summary>Place in the order in which the states were made, from 0.</summary>
    public int Number => number;

    /// <summary>Number of the state it was made upon; −1 for one that a history begins with.</summary>
    public int Parent => parent;

    /// <summary>The plan, read when it is first asked for; null if it cannot be edited any more, e.g. because its level has been rewritten since.</summary>
    public Plan? Plan
    {
        get
        {
            if (_read is null) return field;
            field = _read();
            _read = null;
            return field;
        }
    }
}

/// <summary>A plan with every plan that was ever edited into another: a tree, in which undoing goes back and an edit after that opens a branch. Immutable; nothing is ever forgotten.</summary>
/// <remarks>Several trees where several games began one each. An edit, undo or redo costs the logarithm of the number of states, a jump its depth besides.</remarks>
public sealed class PlanHistory
{
    private readonly ImmutableList<PlanState> _states;

    /// <summary>Per state, the child through which the present was last reached, or −1: where redo leads.</summary>
    private readonly ImmutableList<int> _onward;

    private PlanHistory(ImmutableList<PlanState> states, ImmutableList<int> onward, PlanState current) => (_states, _onward, Current) = (states, onward, current);

    /// <summary>Where the player stands; its plan is there.</summary>
    public PlanState Current { get; }

    /// <summary>The plan as it is now.</summary>
    public Plan Present => Current.Plan!;

    /// <summary>How many states there are.</summary>
    public int Count => _states.Count;

    /// <summary>Whether there is something to undo.</summary>
    public bool CanUndo => Before(Current) is not null;

    /// <summary>Whether there is something to redo.</summary>
    public bool CanRedo => After(Current) is not null;

    /// <summary>A history that begins here.</summary>
    public static PlanHistory Start(Plan plan)
    {
        PlanState state = new(0, -1, () => plan);
        return new([state], [-1], state);
    }

    /// <summary>A history that was written down. From each state redo leads to the child made last, or towards the present.</summary>
    /// <param name="states">In the order in which they were made, numbered so; each after its parent. Not empty.</param>
    /// <param name="current">Number of the present.</param>
    /// <param name="otherwise">Gives the plan to begin anew with, beside the others, where the present one cannot be edited any more.</param>
    public static PlanHistory Of(ImmutableList<PlanState> states, int current, Func<Plan> otherwise)
    {
        int[] onward = new int[states.Count];
        Array.Fill(onward, -1);
        foreach (PlanState state in states) if (state.Parent >= 0) onward[state.Parent] = state.Number;
        PlanState present = states[current];
        if (present.Plan is not null) return new PlanHistory(states, [.. onward], present).GoTo(current);
        Plan plan = otherwise();
        PlanState fresh = new(states.Count, -1, () => plan);
        return new(states.Add(fresh), [.. onward, -1], fresh);
    }

    /// <summary>A state by its number.</summary>
    public PlanState this[int number] => _states[number];

    /// <summary>Where redo leads from a state; null at the end of a branch.</summary>
    public PlanState? After(PlanState state)
    {
        for (int next = _onward[state.Number]; next >= 0; next = _onward[next]) if (_states[next].Plan is not null) return _states[next];
        return null;
    }

    /// <summary>Where undo leads from a state; null at the beginning.</summary>
    public PlanState? Before(PlanState state)
    {
        for (int parent = state.Parent; parent >= 0; parent = _states[parent].Parent) if (_states[parent].Plan is not null) return _states[parent];
        return null;
    }

    /// <summary>Notes an edit, as a further branch if other edits were made upon the present state before; the same plan object is none.</summary>
    public PlanHistory Do(Plan plan)
    {
        if (ReferenceEquals(plan, Present)) return this;
        PlanState state = new(Count, Current.Number, () => plan);
        return new(_states.Add(state), _onward.SetItem(Current.Number, state.Number).Add(-1), state);
    }

    /// <summary>One edit back; itself at the beginning.</summary>
    public PlanHistory Undo() => Before(Current) is { } state ? new(_states, _onward, state) : this;

    /// <summary>One edit forward, on the branch that was used last; itself at the end.</summary>
    public PlanHistory Redo() => After(Current) is { } state ? new(_states, _onward, state) : this;

    /// <summary>To any state, whichever branch it is on; redo leads there from now on. Itself if the state's plan cannot be edited any more.</summary>
    public PlanHistory GoTo(int number)
    {
        PlanState state = _states[number];
        if (state.Plan is null) return this;
        ImmutableList<int>.Builder onward = _onward.ToBuilder();
        for (PlanState at = state; at.Parent >= 0; at = _states[at.Parent]) if (onward[at.Parent] != at.Number) onward[at.Parent] = at.Number;
        return new(_states, onward.ToImmutable(), state);
    }
}
