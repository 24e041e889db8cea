using System.Collections.Immutable;
using ShortOrder.Execution;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Commands;

/// <summary>How a plan was served: what <c>run</c> prints.</summary>
internal sealed record RunOutcome
{
    public required RunRequest Request { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>One sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>The time that counts, in kitchen minutes; null if nothing was measured.</summary>
    public required decimal? Minutes { get; init; }

    /// <summary>What the model predicts.</summary>
    public required decimal ModelMinutes { get; init; }

    /// <summary>What is known of the best that the level's plans can reach.</summary>
    public required KnownBest Known { get; init; }

    /// <summary>No plan of the level is faster.</summary>
    public decimal LowerBoundMinutes => Known.Bounds[0].Makespan.Minutes;

    public required Medal Medal { get; init; }

    /// <summary>Every metric of the run; only those of the plan itself if nothing was measured.</summary>
    public required ImmutableArray<MetricValue> Metrics { get; init; }

    public ImmutableArray<decimal> ElapsedMs { get; init; } = [];

    public int Discarded { get; init; }

    public ImmutableArray<string> Disturbances { get; init; } = [];

    /// <summary>False: the machine has too few cores for the measured time to prove anything.</summary>
    public bool IsProved { get; init; } = true;

    /// <summary>Whether every dish's checksum was right in every counted run; null in the model.</summary>
    public bool? IsChecksumRight { get; init; }

    /// <summary>Peak resident bytes of the plan's processes above their idle level; null in the model.</summary>
    public long? PeakBytes { get; init; }

    public Timeline? Timeline { get; init; }

    /// <summary>Whether some unkind order of events breaks the plan.</summary>
    public required Inspection Inspection { get; init; }

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode => Verdict switch
    {
        Verdict.Served => ExitCodes.Good,
        Verdict.TooNoisy or Verdict.Cannot => ExitCodes.CannotHere,
        _ => ExitCodes.Failed,
    };

    /// <summary>The model's run, judged.</summary>
    public static RunOutcome Predicted(RunRequest request)
    {
        SimulationResult run = Simulator.Run(request.Plan);
        Inspection found = Inspector.InspectForServing(request.Plan);
        Score score = Scorer.Judge(request.Plan, run).Under(found);
        return new RunOutcome
        {
            Request = request,
            Verdict = score.Verdict,
            Explanation = score.Explanation,
            Minutes = run.Timeline.End.Minutes,
            ModelMinutes = run.Timeline.End.Minutes,
            Known = KnownBest.Of(request.Plan.Original),
            Medal = score.Medal,
            Metrics = score.Metrics,
            Timeline = run.Timeline,
            Inspection = found,
        };
    }

    /// <summary>A real run, judged by the same rules where it came to an end.</summary>
    public static RunOutcome Measured(RunOutcome predicted, ServingResult served)
    {
        RunOutcome outcome = predicted with
        {
            Verdict = served.Verdict,
            Explanation = served.Explanation,
            Minutes = null,
            Medal = Medal.None,
            ElapsedMs = served.ElapsedMs,
            Discarded = served.Discarded,
            Disturbances = served.Disturbances,
            IsProved = served.IsProved,
            IsChecksumRight = served.IsChecksumRight,
            PeakBytes = served.PeakBytes,
            Metrics = [.. predicted.Metrics.Where(m => m.Metric is Metric.Memory or Metric.Lanes or Metric.Kitchens or Metric.Cards)],
            Timeline = served.Timeline,
        };
        if (served.Verdict is Verdict.TooNoisy or Verdict.Cannot || served.Timeline is null) return outcome;
        CompiledPlan plan = predicted.Request.Plan;
        Score score = Scorer.JudgeMeasured(plan, served.Timeline, served.Minutes, served.Verdict == Verdict.Deadlock, served.WaitCycle, served.LostUpdates).Under(predicted.Inspection);
        return outcome with { Verdict = score.Verdict, Explanation = score.Explanation, Minutes = served.Minutes, Medal = served.IsProved ? score.Medal : Medal.None, Metrics = score.Metrics };
    }
}
