using System.Text;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Contest.Judging;

/// <summary>Judges one plan: the model and the inspector first, then real runs, then what may be believed of them.</summary>
/// <param name="engine">Runs plans.</param>
/// <param name="limits">What one run may ask of the machine.</param>
/// <param name="tempoMs">Real milliseconds of a kitchen minute.</param>
public sealed class Judge(IServingEngine engine, CostLimits limits, int tempoMs = 20)
{
    /// <summary>Share of a proved lower bound below which no time is believed: resolution and calibration explain the rest.</summary>
    public const decimal LeastOfBound = 0.98m;

    /// <summary>Share of the model's time below which no time is believed: model and machine never differed by more than 6 %.</summary>
    public const decimal LeastOfModel = 0.90m;

    /// <summary>Judges a plan of a level.</summary>
    /// <param name="level">The level's text.</param>
    /// <param name="plan">The plan's text.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="OperationCanceledException">Cancelled; everything that was started has been stopped.</exception>
    public async Task<Finding> JudgeAsync(string level, string plan, CancellationToken cancel)
    {
        ReadResult<Level> order = LevelReader.Read(Encoding.UTF8.GetBytes(level), "level");
        if (!order.IsGood) return Error($"The level cannot be read: {order.Problems[0]}");
        ReadResult<Plan> read = PlanReader.Read(Encoding.UTF8.GetBytes(plan), "plan", order.Value);
        if (!read.IsGood) return Error($"The plan is not legal: {read.Problems[0]}");
        CompiledPlan compiled = PlanCompiler.Compile(order.Value, read.Value);
        if (PlanCost.Of(compiled).Complaint(limits) is { } tooMuch) return Error(tooMuch);
        Finding predicted = Predict(compiled, cancel);
        if (predicted.Outcome == JudgementOutcome.Failed && predicted.Verdict is not (Verdict.Late or Verdict.OverBudget)) return predicted;
        if (PlanCost.Of(compiled, predicted.ModelMinutes, tempoMs).Complaint(limits) is { } tooLong) return predicted with { Outcome = JudgementOutcome.Error, Verdict = Verdict.Cannot, Explanation = tooLong, Medal = Medal.None };
        Measurement measured = await engine.ServeAsync(new(level, plan, predicted.ModelMinutes) { TempoMs = tempoMs, IsStrict = true }, cancel).ConfigureAwait(false);
        return Weigh(predicted, measured);
    }

    /// <summary>What the model and the inspector say.</summary>
    public static Finding Predict(CompiledPlan plan, CancellationToken cancel)
    {
        SimulationResult run = Simulator.RunUntraced(plan);
        Score score = Scorer.Judge(plan, plan.Level.Tasks.Any(t => t.Steps.Any(s => s.Ageing is not null)) ? Simulator.Run(plan) : run);
        if (score.Verdict == Verdict.Served) score = score.Under(Inspector.InspectForServing(plan, cancel));
        bool isServed = score.Verdict == Verdict.Served;
        return new()
        {
            Outcome = isServed ? JudgementOutcome.Ok : JudgementOutcome.Failed,
            Verdict = score.Verdict,
            Explanation = score.Explanation,
            ModelMinutes = run.Timeline.End.Minutes,
            BoundMinutes = LowerBounds.Of(plan.Original)[0].Makespan.Minutes,
            Metrics = score.Metrics,
            Medal = score.Medal,
        };
    }

    /// <summary>What may be believed of a measurement.</summary>
    /// <param name="predicted">The same plan by <see cref="Predict"/>.</param>
    /// <param name="measured">What came out.</param>
    public static Finding Weigh(Finding predicted, Measurement measured)
    {
        Finding judged = predicted with
        {
            Outcome = OutcomeOf(measured),
            IsWorthRetrying = measured.Verdict == Verdict.Cannot,
            Verdict = measured.Verdict,
            Explanation = measured.Explanation,
            Minutes = measured.Runs.IsEmpty ? null : measured.Minutes,
            Runs = measured.Runs,
            AllRuns = measured.AllRuns,
            Metrics = measured.Metrics.IsEmpty ? predicted.Metrics : measured.Metrics,
            Medal = measured.Verdict == Verdict.Served ? measured.Medal : Medal.None,
            Trace = measured.Trace,
        };
        if (judged.Outcome is not (JudgementOutcome.Ok or JudgementOutcome.Noisy)) return judged;
        if (judged.Outcome == JudgementOutcome.Ok && !measured.IsChecksumRight) return Doubted("a dish's checksum is wrong");
        if (judged.Minutes is { } minutes && minutes < predicted.BoundMinutes * LeastOfBound) return Doubted(FormattableString.Invariant($"{minutes:0.00} minutes are less than the {predicted.BoundMinutes:0.00} that every plan needs"));
        return judged.Minutes is { } time && time < predicted.ModelMinutes * LeastOfModel ? Doubted(FormattableString.Invariant($"{time:0.00} minutes are much less than the model's {predicted.ModelMinutes:0.00}")) : judged;

        Finding Doubted(string why) => judged with { Outcome = JudgementOutcome.Suspect, Medal = Medal.None, Explanation = $"Not ranked until the teacher has looked: {why}." };
    }

    /// <summary>What is made of a plan that no repetition made quiet: its time counts if any run did, with the band that its runs show.</summary>
    public static Finding Settle(Finding noisy) => noisy is { Outcome: JudgementOutcome.Noisy, Minutes: not null }
        ? noisy with { Outcome = JudgementOutcome.Ok, Verdict = Verdict.Served, Explanation = "Every dish is out, whole and in time; the machine never became quiet, so the time is rough." }
        : noisy;

    private static JudgementOutcome OutcomeOf(Measurement measured) => measured.Verdict switch
    {
        Verdict.Served => JudgementOutcome.Ok,
        Verdict.TooNoisy => JudgementOutcome.Noisy,
        Verdict.Cannot => JudgementOutcome.Error,
        _ => JudgementOutcome.Failed,
    };

    private static Finding Error(string why) => new() { Outcome = JudgementOutcome.Error, Verdict = Verdict.Cannot, Explanation = why };
}
