using System.Collections.Immutable;

namespace ShortOrder.Simulation.Plans;

/// <summary>What one edit made of a plan or a level, as a place in an <see cref="EditHistory{T}"/>. The same object in every later history of the same thing.</summary>
/// <param name="number">Place in the order in which the states were made, from 0.</param>
/// <param name="parent">Number of the state it was made upon; −1 for one that a history begins with.</param>
/// <param name="read">Gives the value, once; null if there is none that can be edited any more.</param>
public sealed class EditState<T>(int number, int parent, Func<T?> read) where T : class
{
    private Func<T?>? _read = read;

    /// <summary>Place in the order in which the states were made, from 0.</summary>
    public int Number => number;

    /// <summary>Number of the state it was made upon; −1 for one that a history begins with.</summary>
    public int Parent => parent;

    /// <summary>The plan or level, read when it is first asked for; null if it cannot be edited any more, e.g. because the level of a plan has been rewritten since.</summary>
    public T? Value
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

/// <summary>A plan, or a level, with everything that was ever edited into another: a tree, in which undoing goes back and an edit after that opens a branch. Immutable; nothing is ever forgotten.</summary>
/// <remarks>Several trees where several games began one each. An edit, undo or redo costs the logarithm of the number of states, a jump its depth besides.</remarks>
public sealed class EditHistory<T> where T : class
{
    private readonly ImmutableList<EditState<T>> _states;

    /// <summary>Per state, the child through which the present was last reached, or −1: where redo leads.</summary>
    private readonly ImmutableList<int> _onward;

    private EditHistory(ImmutableList<EditState<T>> states, ImmutableList<int> onward, EditState<T> current) => (_states, _onward, Current) = (states, onward, current);

    /// <summary>Where the editing stands; its value is there.</summary>
    public EditState<T> Current { get; }

    /// <summary>The plan or level as it is now.</summary>
    public T Present => Current.Value!;

    /// <summary>How many states there are.</summary>
    public int Count => _states.Count;

    /// <summary>Whether there is something to undo.</summary>
    public bool CanUndo => Before(Current) is not null;

    /// <summary>Whether there is something to redo.</summary>
    public bool CanRedo => After(Current) is not null;

    /// <summary>A history that begins here.</summary>
    public static EditHistory<T> Start(T value)
    {
        EditState<T> state = new(0, -1, () => value);
        return new([state], [-1], state);
    }

    /// <summary>A history that was written down. From each state redo leads to the child made last, or towards the present.</summary>
    /// <param name="states">In the order in which they were made, numbered so; each after its parent. Not empty.</param>
    /// <param name="current">Number of the present.</param>
    /// <param name="otherwise">Gives the value to begin anew with, beside the others, where the present one cannot be edited any more.</param>
    public static EditHistory<T> Of(ImmutableList<EditState<T>> states, int current, Func<T> otherwise)
    {
        int[] onward = new int[states.Count];
        Array.Fill(onward, -1);
        foreach (EditState<T> state in states) if (state.Parent >= 0) onward[state.Parent] = state.Number;
        EditState<T> present = states[current];
        if (present.Value is not null) return new EditHistory<T>(states, [.. onward], present).GoTo(current);
        T value = otherwise();
        EditState<T> fresh = new(states.Count, -1, () => value);
        return new(states.Add(fresh), [.. onward, -1], fresh);
    }

    /// <summary>A state by its number.</summary>
    public EditState<T> this[int number] => _states[number];

    /// <summary>Where redo leads from a state; null at the end of a branch.</summary>
    public EditState<T>? After(EditState<T> state)
    {
        for (int next = _onward[state.Number]; next >= 0; next = _onward[next]) if (_states[next].Value is not null) return _states[next];
        return null;
    }

    /// <summary>Where undo leads from a state; null at the beginning.</summary>
    public EditState<T>? Before(EditState<T> state)
    {
        for (int parent = state.Parent; parent >= 0; parent = _states[parent].Parent) if (_states[parent].Value is not null) return _states[parent];
        return null;
    }

    /// <summary>Notes an edit, as a further branch if other edits were made upon the present state before; the same object is none.</summary>
    public EditHistory<T> Do(T value)
    {
        if (ReferenceEquals(value, Present)) return this;
        EditState<T> state = new(Count, Current.Number, () => value);
        return new(_states.Add(state), _onward.SetItem(Current.Number, state.Number).Add(-1), state);
    }

    /// <summary>One edit back; itself at the beginning.</summary>
    public EditHistory<T> Undo() => Before(Current) is { } state ? new(_states, _onward, state) : this;

    /// <summary>One edit forward, on the branch that was used last; itself at the end.</summary>
    public EditHistory<T> Redo() => After(Current) is { } state ? new(_states, _onward, state) : this;

    /// <summary>To any state, whichever branch it is on; redo leads there from now on. Itself if the state's value cannot be edited any more.</summary>
    public EditHistory<T> GoTo(int number)
    {
        EditState<T> state = _states[number];
        if (state.Value is null) return this;
        ImmutableList<int>.Builder onward = _onward.ToBuilder();
        for (EditState<T> at = state; at.Parent >= 0; at = _states[at.Parent]) if (onward[at.Parent] != at.Number) onward[at.Parent] = at.Number;
        return new(_states, onward.ToImmutable(), state);
    }
}
