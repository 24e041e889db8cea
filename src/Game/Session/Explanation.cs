using System.Collections.Immutable;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Session;

/// <summary>Why a run took as long as it did. Each part is computed when it is first asked for.</summary>
/// <param name="plan">What was run.</param>
/// <param name="timeline">What happened, measured or predicted.</param>
public sealed class Explanation(CompiledPlan plan, Timeline timeline)
{
    private readonly Lazy<Ledger> _ledger = new(() => Ledger.Of(timeline));
    private readonly Lazy<ImmutableArray<PathStage>> _path = new(() => PathStage.Of(CriticalPath.Of(timeline), timeline, plan.Level.Costs.SwitchInterval));
    private readonly Lazy<ImmutableArray<WhatIf>> _whatIfs = new(() => WhatIf.Of(plan));
    private readonly Lazy<ImmutableArray<Finding>> _findings = new(() => Diagnosis.Of(plan, timeline));

    /// <summary>What was run.</summary>
    public CompiledPlan Plan => plan;

    /// <summary>What happened.</summary>
    public Timeline Timeline => timeline;

    /// <summary>Where the minutes of each lane went.</summary>
    public Ledger Ledger => _ledger.Value;

    /// <summary>Minutes that another plan need not have, the most first.</summary>
    public ImmutableArray<Avoidable> Avoidable => Simulation.Analysis.Avoidable.Of(plan, timeline, Ledger);

    /// <summary>The chain that led to the end.</summary>
    public ImmutableArray<PathStage> Path => _path.Value;

    /// <summary>What changes would bring, by the model, the most rewarding first.</summary>
    public ImmutableArray<WhatIf> WhatIfs => _whatIfs.Value;

    /// <summary>What a teacher would say, the dearest first.</summary>
    public ImmutableArray<Finding> Findings => _findings.Value;
}
