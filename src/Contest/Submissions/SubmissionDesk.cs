using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Contest.Submissions;

/// <summary>A submission that was taken, or had been before.</summary>
/// <param name="View">As its player sees it.</param>
/// <param name="IsNew">False: the same request came before, and nothing was done.</param>
public sealed record Taken(SubmissionView View, bool IsNew);

/// <summary>Takes plans: checks, models, and puts them into the judges' queue, row and job in one transaction.</summary>
public sealed class SubmissionDesk(ContestStore store, CompetitionDesk competition, IJudgeQueue queue, TimeProvider time, CostLimits limits) : IDisposable
{
    /// <summary>How long a waiting submission sets the player's next one back, so that nobody fills the queue.</summary>
    private static readonly TimeSpan PerPending = TimeSpan.FromSeconds(10);

    /// <summary>Turns are in the past, so that the queue never waits for one.</summary>
    private static readonly TimeSpan Head = TimeSpan.FromDays(1);

    /// <summary>Longest idempotency key.</summary>
    private const int LongestKey = 64;

    /// <summary>States that are looked through at once; the judge looks through all.</summary>
    private const int QuickStates = 5_000;

    // The model is the desk's only work that takes a core; the judge's runs need the others.
    private readonly SemaphoreSlim _modelling = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>How fast the queue empties.</summary>
    public CoolDown CoolDown { get; } = new(time);

    /// <summary>Takes a plan.</summary>
    /// <param name="player">Who hands it in.</param>
    /// <param name="request">The plan.</param>
    /// <param name="key">The player's idempotency key: the same request counts once, however often it comes.</param>
    /// <param name="arrival">When its head came.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ContestException">Says why it is not taken.</exception>
    public async Task<Taken> SubmitAsync(Player player, SubmitRequest request, string? key, Arrival arrival, CancellationToken cancel)
    {
        if (key is not { Length: > 0 and <= LongestKey } || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ContestException(400, ErrorCodes.BadRequest, $"The header {Routes.IdempotencyKey} is missing: 1 to {LongestKey} letters, digits, - and _, new for every plan and the same when it is sent again.");
        PlayedLevel level = FindLevel(player, request);
        (CompiledPlan compiled, string text) = Read(request.Plan, level.Level);
        string planHash = PlanHash.Of(compiled);
        if (await store.FindByKeyAsync(player.Id, key, cancel).ConfigureAwait(false) is { } before) return await AgainAsync(before, level, planHash, cancel).ConfigureAwait(false);
        CheckTime(player, arrival);
        if (PlanCost.Of(compiled).Complaint(limits) is { } tooMuch) throw new ContestException(422, ErrorCodes.PlanTooCostly, tooMuch);
        (Score score, decimal minutes) = await PredictAsync(compiled, cancel).ConfigureAwait(false);
        if (PlanCost.Of(compiled, minutes, competition.Current.Settings.TempoMs).Complaint(limits) is { } tooLong) throw new ContestException(422, ErrorCodes.PlanTooCostly, tooLong);
        int waiting = await store.CountAwaitedPlansAsync(cancel).ConfigureAwait(false);
        ModelView view = SubmissionViews.Of(score, minutes, level.Level);
        string model = JsonSerializer.Serialize(view, ContestJson.Default.ModelView);
        (Submission taken, Judgement? judgement, bool isNew, bool isMeasured) = await store.WriteAsync(async transaction =>
        {
            if (await ContestStore.FindByKeyAsync(transaction, player.Id, key, cancel).ConfigureAwait(false) is { } raced) return (raced, null, false, false);
            int epoch = await ContestStore.LatestEpochAsync(transaction, level.Text.Hash, planHash, cancel).ConfigureAwait(false);
            Judgement? known = await ContestStore.FindJudgementAsync(transaction, level.Text.Hash, planHash, epoch, cancel).ConfigureAwait(false);
            if (known is null && score.Verdict != Verdict.Served) await ContestStore.InsertAsync(transaction, known = ByModel(level, planHash, epoch, compiled, score, minutes), cancel).ConfigureAwait(false);
            bool isMeasured = known is null && (await ContestStore.PendingAsync(transaction, level.Text.Hash, planHash, epoch, cancel).ConfigureAwait(false)).Count == 0; // one run answers all who handed in the same
            if (isMeasured && CoolDown.IsBehind(waiting)) await CheckBetterAsync(transaction, player, level, view, cancel).ConfigureAwait(false);
            if (isMeasured && CoolDown.LeftMs(player.Id, waiting) is > 0 and long left)
                throw new ContestException(new ContestProblem(425, ErrorCodes.CoolDown, $"The judge is behind: your next plan is taken in {(left + 999) / 1000} s. Until then use the model.") { RetryAfterMs = left });
            Submission submission = await InsertAsync(transaction, player, level, planHash, text, model, key, arrival, epoch, known is not null, cancel).ConfigureAwait(false);
            return (submission, known, true, isMeasured);
        }, cancel).ConfigureAwait(false);
        if (!isNew) return await AgainAsync(taken, level, planHash, cancel).ConfigureAwait(false);
        if (isMeasured) CoolDown.Note(player.Id);
        return new(SubmissionViews.Of(taken, judgement, level.Level.Metrics, judgement is null ? await PositionAsync(taken, cancel).ConfigureAwait(false) : null), IsNew: true);
    }

    /// <summary>A submission as its player sees it.</summary>
    public async Task<SubmissionView> ViewAsync(Submission submission, CancellationToken cancel)
    {
        Judgement? judgement = submission.State == SubmissionState.Judged ? await store.FindJudgementAsync(submission.LevelHash, submission.PlanHash, submission.Epoch, cancel).ConfigureAwait(false) : null;
        int? position = submission.State == SubmissionState.Queued ? await PositionAsync(submission, cancel).ConfigureAwait(false) : null;
        return SubmissionViews.Of(submission, judgement, competition.Levels.Find(submission.Level)?.Level.Metrics ?? [], position);
    }

    /// <inheritdoc/>
    public void Dispose() => _modelling.Dispose();

    private PlayedLevel FindLevel(Player player, SubmitRequest request)
    {
        PlayedLevel level = competition.Levels.Find(request.Level, player.Id) ?? throw new ContestException(404, ErrorCodes.NotFound, $"The competition has no level {SafeText.Quote(request.Level)}.");
        if (level.Text.Hash != request.LevelHash) throw new ContestException(409, ErrorCodes.LevelChanged, $"Your copy of {level.Text.Id} is not the one that the competition has for you: fetch it again, and see whether the plan still does.");
        return level;
    }

    private static (CompiledPlan Compiled, string Text) Read(JsonElement plan, Level level)
    {
        if (PlanText.Complaint(plan) is { } complaint) throw new ContestException(422, ErrorCodes.PlanTooCostly, complaint);
        string text = plan.GetRawText();
        ReadResult<Plan> read = PlanReader.Read(Encoding.UTF8.GetBytes(text), "plan", level);
        if (read.IsGood) return (PlanCompiler.Compile(level, read.Value), text);
        throw new ContestException(new ContestProblem(422, ErrorCodes.PlanRefused, $"The plan is not legal: {read.Problems[0].Path}: {read.Problems[0].Message}")
        {
            Problems = [.. read.Problems.Take(20).Select(p => new PlaceProblem(p.Path, p.Message))],
        });
    }

    private void CheckTime(Player player, Arrival arrival)
    {
        if (arrival.State is CompetitionState.Draft or CompetitionState.Lobby) throw new ContestException(409, ErrorCodes.NotRunning, "It has not started yet: keep the plan, and hand it in after the start.");
        if (arrival.State is CompetitionState.Paused or CompetitionState.FrozenPaused) throw new ContestException(409, ErrorCodes.NotRunning, "It is paused: hand the plan in when it goes on.");
        if (!arrival.State.IsTicking() || arrival.ElapsedMs >= competition.EndMs(player)) throw new ContestException(410, ErrorCodes.Over, "The time is over.");
    }

    /// <summary>While the judges are behind, they measure only what the model finds better than the player's best: the level's first metric that differs decides.</summary>
    private static async Task CheckBetterAsync(DbTransaction transaction, Player player, PlayedLevel level, ModelView plan, CancellationToken cancel)
    {
        foreach (string json in await ContestStore.RankedModelsAsync(transaction, player.Id, level.Text.Hash, cancel).ConfigureAwait(false))
        {
            ModelView best = JsonSerializer.Deserialize(json, ContestJson.Default.ModelView)!;
            if (plan.Metrics.Zip(best.Metrics).FirstOrDefault(m => m.First.Value != m.Second.Value) is ({ } here, { } there) && here.Value < there.Value) continue;
            throw new ContestException(409, ErrorCodes.NotBetter, string.Create(CultureInfo.InvariantCulture,
                $"Many plans wait, so only better ones are measured now: by the model this one takes {plan.Minutes:0.##} minutes, and one of yours that is judged {best.Minutes:0.##}. Hand in a better one, or this one when fewer wait."));
        }
    }

    private async Task<(Score Score, decimal Minutes)> PredictAsync(CompiledPlan plan, CancellationToken cancel)
    {
        await _modelling.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await Task.Run(() =>
            {
                SimulationResult run = Simulator.Run(plan);
                Score score = Scorer.Judge(plan, run);
                if (score.Verdict == Verdict.Served) score = score.Under(Inspector.Inspect(plan, QuickStates, cancel));
                return (score, run.Timeline.End.Minutes);
            }, cancel).ConfigureAwait(false);
        }
        finally
        {
            _modelling.Release();
        }
    }

    private Judgement ByModel(PlayedLevel level, string planHash, int epoch, CompiledPlan plan, Score score, decimal minutes) => new()
    {
        LevelHash = level.Text.Hash,
        PlanHash = planHash,
        Epoch = epoch,
        Outcome = JudgementOutcome.Failed,
        Verdict = score.Verdict,
        Explanation = score.Explanation,
        ModelMinutes = minutes,
        BoundMinutes = LowerBounds.Of(plan.Original)[0].Makespan.Minutes,
        Metrics = score.Metrics,
        Medal = Medal.None,
        CreatedAtMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private async Task<Submission> InsertAsync(DbTransaction transaction, Player player, PlayedLevel level, string planHash, string text, string model, string key, Arrival arrival, int epoch, bool isKnown, CancellationToken cancel)
    {
        List<Submission> pending = await ContestStore.PendingAsync(transaction, player.Id, cancel).ConfigureAwait(false);
        foreach (Submission older in pending.Where(s => s.Level == level.Text.Id))
            await ReplaceAsync(transaction, older, level, cancel).ConfigureAwait(false);
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Submission submission = new()
        {
            Id = Hashes.Secret(96),
            Player = player.Id,
            Level = level.Text.Id,
            LevelHash = level.Text.Hash,
            PlanHash = planHash,
            PlanText = text,
            State = isKnown ? SubmissionState.Judged : SubmissionState.Queued,
            Epoch = epoch,
            ContestMs = arrival.ElapsedMs,
            ReceivedAtMs = now,
            DueMs = now - (long)Head.TotalMilliseconds + (long)PerPending.TotalMilliseconds * pending.Count(s => s.Level != level.Text.Id),
            IdempotencyKey = key,
            ModelJson = model,
        };
        submission = submission with { Number = await ContestStore.InsertAsync(transaction, submission, cancel).ConfigureAwait(false) };
        // A known plan leaves the place of the one that it replaced in the queue: whose turn comes there finds that nothing waits any more.
        if (isKnown) await ContestStore.AppendAsync(transaction, Audiences.Teacher, FeedEvents.Board, "{}", arrival.ElapsedMs, now, cancel).ConfigureAwait(false);
        else await queue.EnqueueAsync(JudgingDesk.JobOf(submission), transaction, cancel).ConfigureAwait(false);
        return submission;
    }

    private async Task ReplaceAsync(DbTransaction transaction, Submission older, PlayedLevel level, CancellationToken cancel)
    {
        if (await ContestStore.MoveAsync(transaction, older.Number, SubmissionTrigger.Replace, null, cancel).ConfigureAwait(false) is not { } replaced) return;
        await ContestStore.AppendAsync(transaction, older.Player, FeedEvents.Submission, JsonSerializer.Serialize(SubmissionViews.Of(replaced, null, level.Level.Metrics), ContestJson.Default.SubmissionView),
            older.ContestMs, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel).ConfigureAwait(false);
    }

    private async Task<Taken> AgainAsync(Submission before, PlayedLevel level, string planHash, CancellationToken cancel)
    {
        if (before.PlanHash != planHash || before.LevelHash != level.Text.Hash) throw new ContestException(409, ErrorCodes.KeyReused, "This idempotency key came with another plan before: take a new one for every plan.");
        return new(await ViewAsync(before, cancel).ConfigureAwait(false), IsNew: false);
    }

    private async Task<int> PositionAsync(Submission submission, CancellationToken cancel) => 1 + await store.CountBeforeAsync(submission, cancel).ConfigureAwait(false);
}
