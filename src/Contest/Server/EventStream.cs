using System.Collections.Concurrent;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Scoreboard;
using ShortOrder.Contest.Store;

namespace ShortOrder.Contest.Server;

/// <summary>Server-sent events: a snapshot, then what was missed since the last id, then what happens. A player has one stream, a newer one ends the older.</summary>
/// <remarks>An id is two numbers, of the last event for all and of the last for the listener alone, so that it tells nothing of what others heard.</remarks>
internal sealed class EventStream(ContestStore store, Feed feed, TimeProvider time, ContestMetrics metrics, ServerLimits limits)
{
    /// <summary>More missed events than this and the snapshot must do.</summary>
    private const int MostMissed = 500;

    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _streams = new();
    private readonly ConcurrentDictionary<string, int> _anonymous = new();

    /// <summary>Whether a player is listening.</summary>
    public bool IsOnline(string player) => _streams.ContainsKey(player);

    /// <summary>Ends a player's stream.</summary>
    public void End(string player)
    {
        if (_streams.TryGetValue(player, out CancellationTokenSource? stream)) Cancel(stream);
    }

    /// <summary>Writes events until the listener goes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="player">Who listens; null: a projector, or the teacher.</param>
    /// <param name="isTeacher">Whether it is the teacher.</param>
    /// <param name="snapshot">Gives the competition as the listener sees it.</param>
    /// <param name="stopping">The server ends.</param>
    public async Task ServeAsync(HttpContext call, Player? player, bool isTeacher, Func<CompetitionView> snapshot, CancellationToken stopping)
    {
        string own = isTeacher ? Audiences.Teacher : player?.Id ?? "";
        string address = Calls.Address(call);
        if (player is null && !isTeacher && _anonymous.AddOrUpdate(address, 1, (_, n) => n + 1) > limits.StreamsPerAddress)
        {
            _anonymous.AddOrUpdate(address, 0, (_, n) => n - 1);
            throw new ContestException(429, ErrorCodes.TooMany, $"This address has {limits.StreamsPerAddress} streams without a player open: close one.");
        }
        using CancellationTokenSource replaced = new();
        if (player is not null) Cancel(Replace(player.Id, replaced));
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted, stopping, replaced.Token);
        using IDisposable counted = metrics.Stream();
        try
        {
            call.Response.ContentType = "text/event-stream";
            call.Response.Headers.CacheControl = "no-store";
            call.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await FollowAsync(call, own, snapshot, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (replaced.IsCancellationRequested && !call.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(call, [new("{}", FeedEvents.End)], call.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // gone
        }
        finally
        {
            if (player is not null) _streams.TryRemove(new(player.Id, replaced));
            else if (!isTeacher && _anonymous.AddOrUpdate(address, 0, (_, n) => n - 1) <= 0) _anonymous.TryRemove(new(address, 0));
        }
    }

    private async Task FollowAsync(HttpContext call, string own, Func<CompetitionView> snapshot, CancellationToken cancel)
    {
        long seq = feed.LastSeq;
        (long all, long mine, List<ContestEvent> missed) = await MissedAsync(call.Request.Headers["Last-Event-ID"].ToString(), own, cancel).ConfigureAwait(false);
        string tag = TagFor(own);
        List<SseItem<string>> items = [new(Json(snapshot()), FeedEvents.Snapshot) { EventId = Id(all, mine) }];
        foreach (ContestEvent e in missed) items.Add(Item(e, own, ref all, ref mine));
        items.Add(new(Json(tag), FeedEvents.Board));
        while (true)
        {
            await WriteAsync(call, items, cancel).ConfigureAwait(false);
            items.Clear();
            Task news = feed.News;
            if (feed.LastSeq == seq && TagFor(own) == tag) await WaitAsync(news, cancel).ConfigureAwait(false);
            List<ContestEvent>? happened = feed.After(seq);
            seq = feed.LastSeq;
            if (happened is null)
            {
                // Slower than everything that is kept: as after an absence.
                (all, mine, happened) = await MissedAsync(Id(all, mine), own, cancel).ConfigureAwait(false);
                items.Add(new(Json(snapshot()), FeedEvents.Snapshot) { EventId = Id(all, mine) });
            }
            foreach (ContestEvent e in happened)
            {
                seq = Math.Max(seq, e.Seq);
                if ((e.Audience == Audiences.All && e.Number > all) || (e.Audience == own && e.Number > mine)) items.Add(Item(e, own, ref all, ref mine));
            }
            if (TagFor(own) is { } now && now != tag) items.Add(new(Json(tag = now), FeedEvents.Board));
            if (items.Count == 0 && !news.IsCompleted) items.Add(new("{}", FeedEvents.Ping));
        }
    }

    private async Task WaitAsync(Task news, CancellationToken cancel)
    {
        try
        {
            await news.WaitAsync(SignOfLife, time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // a sign of life is due
        }
    }

    private async Task<(long All, long Mine, List<ContestEvent> Missed)> MissedAsync(string lastId, string own, CancellationToken cancel)
    {
        string[] parts = lastId.Split('.');
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long all) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long mine))
        {
            List<ContestEvent> missed = await store.EventsAfterAsync(Audiences.All, all, MostMissed + 1, cancel).ConfigureAwait(false);
            if (own.Length > 0) missed.AddRange(await store.EventsAfterAsync(own, mine, MostMissed + 1, cancel).ConfigureAwait(false));
            if (missed.Count <= MostMissed) return (all, mine, [.. missed.OrderBy(e => e.Seq)]);
        }
        return (await store.LastNumberAsync(Audiences.All, cancel).ConfigureAwait(false), own.Length == 0 ? 0 : await store.LastNumberAsync(own, cancel).ConfigureAwait(false), []);
    }

    private static SseItem<string> Item(ContestEvent e, string own, ref long all, ref long mine)
    {
        if (e.Audience == own) mine = e.Number;
        else all = e.Number;
        return new(e.Payload, e.Kind) { EventId = Id(all, mine) };
    }

    private string TagFor(string own) => own == Audiences.Teacher ? feed.Teacher.Tag : feed.Public.Tag;

    private CancellationTokenSource? Replace(string player, CancellationTokenSource mine)
    {
        CancellationTokenSource? before = null;
        _streams.AddOrUpdate(player, mine, (_, old) =>
        {
            before = old;
            return mine;
        });
        return before;
    }

    private static void Cancel(CancellationTokenSource? stream)
    {
        try
        {
            stream?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // it has ended by itself
        }
    }

    private static async Task WriteAsync(HttpContext call, IReadOnlyList<SseItem<string>> items, CancellationToken cancel)
    {
        StringBuilder text = new();
        foreach (SseItem<string> item in items)
        {
            if (item.EventId is not null) text.Append("id: ").Append(item.EventId).Append('\n');
            text.Append("event: ").Append(item.EventType).Append("\ndata: ").Append(item.Data).Append("\n\n");
        }
        if (text.Length == 0) return;
        await call.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancel).ConfigureAwait(false);
        await call.Response.Body.FlushAsync(cancel).ConfigureAwait(false);
    }

    private static string Id(long all, long mine) => string.Create(CultureInfo.InvariantCulture, $"{all}.{mine}");

    private static string Json(CompetitionView view) => JsonSerializer.Serialize(view, ContestJson.Default.CompetitionView);

    private static string Json(string tag) => JsonSerializer.Serialize(new BoardChanged(tag), ContestJson.Default.BoardChanged);
}
