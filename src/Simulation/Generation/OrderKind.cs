namespace ShortOrder.Simulation.Generation;

/// <summary>What a generated order is about: which means its plans have, and which of them a good plan needs.</summary>
public enum OrderKind
{
    /// <summary>One cook, step by step, and one oven.</summary>
    ByHand,

    /// <summary>Fewer cooks than tasks, and one hat.</summary>
    Lanes,

    /// <summary>Cooks for the waiting, one further kitchen for what is heavy and light to carry.</summary>
    Kitchen,

    /// <summary>An order window and one further kitchen.</summary>
    Window,
}
