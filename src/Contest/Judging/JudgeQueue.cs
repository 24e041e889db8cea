using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Judging;

/// <summary>The queue on Quartz: its tables are in the contest's database, so that a submission and its place in the queue come to be in one transaction. One file with one judge, or PostgreSQL with any number.</summary>
/// <remarks>
/// Places are dated in the past, so all are due and Quartz takes them in the order of their dates. What a dead judge had begun comes back dated now, behind everybody: <see cref="PutRecoveredFirstAsync"/> moves it to the head.
/// </remarks>
public sealed class JudgeQueue : IJudgeQueue, IAsyncDisposable
{
    private const string Group = "judge";
    private const string AgainGroup = "judge-again";
    private const string SubmissionKey = "submission";
    private static readonly JobKey Work = new("judge-submission", Group);
    private static readonly DateTimeOffset Head = DateTimeOffset.UnixEpoch.AddDays(1);

    private readonly StandaloneSchedulerFactory _factory;
    private readonly IScheduler _scheduler;
    private readonly ContestDatabase _database;

    private JudgeQueue(StandaloneSchedulerFactory factory, IScheduler scheduler, ContestDatabase database) => (_factory, _scheduler, _database) = (factory, scheduler, database);

    /// <summary>Opens the queue of a database and makes its tables if they are missing. Nothing is judged before <see cref="StartAsync"/>.</summary>
    /// <param name="database">The contest's database.</param>
    /// <param name="handler">Judges a submission; null: this process only puts in. Called for one at a time.</param>
    /// <param name="options">How fast the death of a judge is noticed.</param>
    /// <param name="logs">Where Quartz logs; null: nowhere.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<JudgeQueue> OpenAsync(ContestDatabase database, JudgeHandler? handler, JudgeQueueOptions options, ILoggerFactory? logs, CancellationToken cancel)
    {
        QuartzSchedulerBuilder builder = QuartzSchedulerBuilder.Create(quartz =>
        {
            if (logs is not null) quartz.Services.AddSingleton(logs);
            quartz.Services.AddSingleton(new HandlerSlot(handler));
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "shortorder";
                o.IdleWaitTime = TimeSpan.FromSeconds(1);
                o.MaxBatchSize = 1;
                if (database.Dialect == Dialect.Sqlite) o.InstanceId = "host"; // with another name the next process would not take up what this one leaves
                else o.InstanceId = $"{options.Node}-{Guid.NewGuid():n}";
                if (handler is null) o.RefusedExecutionGroups.Add("_"); // puts in, and looks after the dead, but judges nothing itself
            });
            quartz.UseDefaultThreadPool(1);
            quartz.UsePersistentStore(store =>
            {
                store.ConfigureStore(o =>
                {
                    o.StoreJobDataAsStrings = true;
                    o.AcceptEnlistedTransactions = database.Dialect != Dialect.Sqlite;
                    o.UseBackgroundThreads = true;
                    o.MisfireThreshold = TimeSpan.FromDays(3650); // a long wait is no misfire: a new date would take its place in the queue
                    o.MisfireHandlerFrequency = TimeSpan.FromHours(1);
                });
                store.ProvisionSchema();
                if (database.Dialect == Dialect.Sqlite)
                {
                    store.UseSqlite(SqliteFactory.Instance, database.ConnectionString);
                }
                else
                {
                    store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString);
                    store.UseClustering(o => (o.CheckinInterval, o.CheckinMisfireThreshold) = (options.CheckIn, options.Patience));
                }
            });
        });
        StandaloneSchedulerFactory factory = builder.Build();
        IScheduler scheduler = await factory.GetScheduler(cancel).ConfigureAwait(false);
        return new(factory, scheduler, database);
    }

    /// <summary>Begins to judge what is in the queue, first what this or another judge was at when it died.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        await _scheduler.Start(cancel).ConfigureAwait(false);
        IJobDetail work = JobBuilder.Create<JudgeSubmissionJob>().WithIdentity(Work).StoreDurably().RequestRecovery().Build();
        if (await _scheduler.GetJobDetail(Work, cancel).ConfigureAwait(false) is null) await _scheduler.AddJob(work, AddJobOptions.Replacing, cancel).ConfigureAwait(false);
        await PutRecoveredFirstAsync(cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task EnqueueAsync(JudgeJob job, DbTransaction transaction, CancellationToken cancel) => WithAsync(transaction, async () =>
    {
        TriggerKey key = KeyOf(job.Player, job.Level);
        // What comes back from a judge must not drive out the newer one that the player has sent meanwhile.
        if (await _scheduler.GetTrigger(key, cancel).ConfigureAwait(false) is { } there && NumberOf(there.JobDataMap) > job.Submission) key = KeyOf(job.Submission);
        ITrigger place = TriggerBuilder.Create().WithIdentity(key).ForJob(Work).StartAt(job.Due).UsingJobData(SubmissionKey, job.Submission.ToString(CultureInfo.InvariantCulture)).Build();
        await _scheduler.ScheduleJob(place, ScheduleJobOptions.Replacing, cancel).ConfigureAwait(false);
    });

    /// <summary>How many places there are.</summary>
    public async Task<int> DepthAsync(CancellationToken cancel) => (await _scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancel).ConfigureAwait(false)).Count;

    /// <summary>Moves what dead judges had begun to the head of the queue; to be called often.</summary>
    public async Task PutRecoveredFirstAsync(CancellationToken cancel)
    {
        foreach (TriggerKey key in await _scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(SchedulerConstants.DefaultRecoveryGroup), cancel).ConfigureAwait(false))
        {
            if (await _scheduler.GetTrigger(key, cancel).ConfigureAwait(false) is not { } place || place.StartTimeUtc <= Head) continue;
            // Null if it has just been taken, and then there is nothing to do.
            await _scheduler.RescheduleJob(key, place.GetTriggerBuilder().StartAt(Head).Build(), cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Takes nothing new to judge; still lets put in.</summary>
    public Task RestAsync() => _scheduler.Standby(CancellationToken.None).AsTask();

    /// <summary>Ends it; waits for what is being judged if asked to.</summary>
    public Task StopAsync(bool waits) => _scheduler.Shutdown(waits, CancellationToken.None).AsTask();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_scheduler.Status is not (SchedulerStatus.Shutdown or SchedulerStatus.ShuttingDown)) await StopAsync(waits: false).ConfigureAwait(false);
        await _factory.DisposeAsync().ConfigureAwait(false);
    }

    private static TriggerKey KeyOf(string player, string level) => new($"{player}/{level}", Group);

    private static TriggerKey KeyOf(long submission) => new(submission.ToString(CultureInfo.InvariantCulture), AgainGroup);

    private static long NumberOf(JobDataMap data) => long.Parse(data.GetString(SubmissionKey)!, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Changes the queue together with what is written in a transaction.</summary>
    /// <remarks>PostgreSQL: in that very transaction. SQLite has one write lock, which the transaction holds; Quartz's scheduler, woken meanwhile, waits for it and keeps us waiting in turn, until one gives up after half a minute.
    /// So there the queue is changed as soon as the transaction is committed. Should the process die in between, the submission's row is there, and whoever starts next puts it in: <see cref="JudgingDesk.ReconcileAsync"/>.</remarks>
    private async Task WithAsync(DbTransaction transaction, Func<Task> work)
    {
        if (_database.Dialect == Dialect.Sqlite)
        {
            _database.Afterwards(work);
            return;
        }
        using (_scheduler.EnlistTransaction(transaction)) await work().ConfigureAwait(false);
    }

    /// <summary>What the job finds its handler in.</summary>
    internal sealed record HandlerSlot(JudgeHandler? Handler);

    /// <summary>Quartz's job: hands the submission to the handler.</summary>
    internal sealed class JudgeSubmissionJob(HandlerSlot slot) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancel)
        {
            if (slot.Handler is not { } handler) return;
            await handler(NumberOf(context.MergedJobDataMap), context.Recovering, cancel).ConfigureAwait(false);
        }
    }
}

/// <summary>Judges a submission.</summary>
/// <param name="submission">Its number.</param>
/// <param name="isRecovered">Whether the judge that had it is known to be gone.</param>
/// <param name="cancel">This judge is being stopped.</param>
public delegate Task JudgeHandler(long submission, bool isRecovered, CancellationToken cancel);

/// <summary>How a queue notices that a judge has died.</summary>
/// <param name="Node">Name of this process's machine.</param>
public sealed record JudgeQueueOptions(string Node)
{
    /// <summary>How often a judge of a cluster says that it lives.</summary>
    public TimeSpan CheckIn { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How late it may be before the others take over what it had.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);
}
