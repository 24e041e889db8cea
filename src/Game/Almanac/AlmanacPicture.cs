using System.Collections.Immutable;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Almanac;

/// <summary>A small order and a plan for it. Only these are stored; what happens is computed by the model, so that a picture is never wrong.</summary>
/// <param name="Caption">What the plan does, in a few words.</param>
/// <param name="Level">The order.</param>
/// <param name="Plan">The plan.</param>
public sealed record AlmanacPicture(string Caption, Level Level, Plan Plan)
{
    private readonly Lazy<Prediction> _prediction = new(() => Prediction.Of(Level, Plan));

    /// <summary>How the plan must end; the model is held to it by a test.</summary>
    public Verdict Ends { get; init; } = Verdict.Served;

    /// <summary>The model's run.</summary>
    /// <exception cref="InvalidOperationException">The plan is not legal.</exception>
    public Forecast Run() => _prediction.Value.Forecast ?? throw new InvalidOperationException(string.Join('\n', _prediction.Value.Problems.Select(p => $"{p.Path}: {p.Message}")));

    /// <summary>The same with a lock of the plan over steps of all copies of a task.</summary>
    internal AlmanacPicture Locking(string thing, string task, int from, int to) => WithPlan(Plan with { Locks = Plan.Locks.Add(new(thing, new(task), from, to)) });

    /// <summary>The same with a yield inside a step.</summary>
    internal AlmanacPicture Yielding(string task, int step, decimal after) =>
        WithPlan(Plan with { Yields = Plan.Yields.Add(new(new(task), step, KitchenDuration.FromMinutes(after))) });

    /// <summary>The same with a step handed to a helper.</summary>
    internal AlmanacPicture Offloading(string task, int step) => WithPlan(Plan with { Offloads = Plan.Offloads.Add(new(new(task), step, "thread")) });

    /// <summary>The same with a step that is tried again.</summary>
    internal AlmanacPicture Trying(string task, int step) => WithPlan(Plan with { Tries = Plan.Tries.Add(new(new(task), step)) });

    /// <summary>The same on another machine or with other tools.</summary>
    internal AlmanacPicture In(Func<Level, Level> change) => new(Caption, change(Level), Plan) { Ends = Ends };

    /// <summary>The same with another task order's tools.</summary>
    internal AlmanacPicture WithPlaces(string tool, int places) =>
        In(level => level with { Tools = [.. level.Tools.Select(t => t.Id == tool ? t with { Places = places } : t)] });

    private AlmanacPicture WithPlan(Plan plan) => new(Caption, Level, plan) { Ends = Ends };
}
