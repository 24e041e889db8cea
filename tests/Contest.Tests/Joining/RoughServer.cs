using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShortOrder.Contest.Protocol;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace ShortOrder.Contest.Tests.Joining;

/// <summary>Kestrel on loopback with the answers of a bad day: it takes a plan and breaks the line before it answers, is full, falls silent, lies about levels, sends what no server should. What it has taken it remembers, as the real one does, by the key.</summary>
public sealed class RoughServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SubmissionView> _taken = new();
    private readonly ConcurrentDictionary<HttpContext, bool> _streams = new();
    private WebApplication? _app;
    private int _port;
    private int _sent;

    /// <summary>What players see.</summary>
    public CompetitionView Competition { get; set; } = Running();

    /// <summary>What it gives for any hash.</summary>
    public byte[] LevelText { get; set; } = [];

    /// <summary>Calls that break after the plan was taken, before the answer.</summary>
    public int BreaksAfterTaking;

    /// <summary>Calls that are refused as too many before anything is taken.</summary>
    public int Refusals;

    /// <summary>Boards that say they are packed, and are not.</summary>
    public int BrokenBoards;

    /// <summary>A refusal for good of every plan; null: plans are taken.</summary>
    public ContestProblem? Verdict { get; set; }

    /// <summary>How often the list of submissions was asked for.</summary>
    public int ListsAsked;

    /// <summary>Lists of submissions leave so late, as they were when they were asked for.</summary>
    public Task ListsAreHeldUntil { get; set; } = Task.CompletedTask;

    /// <summary>Written to every stream of events after the snapshot.</summary>
    public string Stream { get; set; } = "";

    /// <summary>Submissions by their keys.</summary>
    public IReadOnlyDictionary<string, SubmissionView> Taken => _taken;

    /// <summary>How often a plan arrived, the same one again counted again.</summary>
    public int Arrivals => Volatile.Read(ref _sent);

    public string Address => $"127.0.0.1:{_port}";

    public static CompetitionView Running() => new()
    {
        Id = "c1",
        Title = "Lesson",
        State = "running",
        ElapsedMs = 0,
        RemainingMs = 600_000,
        IsBoardFrozen = false,
        IsLocked = false,
        Players = 1,
        Formula = "f",
        Levels = [],
        Own = new("p1", "Ada", 0, 0),
    };

    /// <summary>Listens, on the port that it had before if there was one.</summary>
    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, _port));
        _app = builder.Build();
        _app.MapGet(Routes.Competition, () => Json(Competition));
        _app.MapGet(Routes.Board, (HttpContext call) => Interlocked.Decrement(ref BrokenBoards) >= 0 ? Unpackable(call) : Json(new Board { State = Competition.State, IsFrozen = false, Formula = "f", Rows = [], Levels = [] }));
        _app.MapGet(Routes.Submissions, async () =>
        {
            IResult list = Json(_taken.Values.ToImmutableArray());
            Interlocked.Increment(ref ListsAsked);
            await ListsAreHeldUntil;
            return list;
        });
        _app.MapGet(Routes.Levels + "{hash}", () => HttpResults.Bytes(LevelText, "application/json"));
        _app.MapPost(Routes.Submissions, TakeAsync);
        _app.MapGet(Routes.Events, FeedAsync);
        await _app.StartAsync();
        _port = new Uri(_app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    /// <summary>Is gone at once, with every line.</summary>
    public async Task KillAsync()
    {
        if (_app is not { } app) return;
        _app = null;
        foreach (HttpContext stream in _streams.Keys)
        {
            try
            {
                stream.Abort();
            }
            catch (ObjectDisposedException)
            {
                // it has just ended by itself
            }
        }
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private static IResult Json<T>(T value) => HttpResults.Bytes(JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), ContestJson.Default), "application/json");

    private static IResult Unpackable(HttpContext call)
    {
        call.Response.Headers.ContentEncoding = "gzip";
        return HttpResults.Bytes("no gzip at all"u8.ToArray(), "application/json");
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (Interlocked.Decrement(ref Refusals) >= 0)
        {
            await Refuse(context, new(429, ErrorCodes.TooMany, "Too many.") { RetryAfterMs = 100 });
            return;
        }
        SubmitRequest request = (SubmitRequest)(await JsonSerializer.DeserializeAsync(context.Request.Body, typeof(SubmitRequest), ContestJson.Default))!;
        Interlocked.Increment(ref _sent);
        if (Verdict is { } verdict)
        {
            await Refuse(context, verdict);
            return;
        }
        SubmissionView view = _taken.GetOrAdd(context.Request.Headers[Routes.IdempotencyKey].ToString(), key => new()
        {
            Id = $"s-{key[..8]}",
            Level = request.Level,
            State = "queued",
            ContestMs = 1,
            Position = 1,
            PlanHash = "h",
            Model = new("served", "All served.", 9, "none", []),
        });
        if (Interlocked.Decrement(ref BreaksAfterTaking) >= 0) context.Abort();
        else await Json(view).ExecuteAsync(context);
    }

    private async Task FeedAsync(HttpContext context)
    {
        _streams.TryAdd(context, true);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        string snapshot = JsonSerializer.Serialize(Competition, ContestJson.Default.CompetitionView);
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: snapshot\ndata: {snapshot}\n\n{Stream}"), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            _streams.TryRemove(context, out _);
        }
    }

    private static Task Refuse(HttpContext context, ContestProblem problem)
    {
        context.Response.StatusCode = problem.Status;
        return HttpResults.Bytes(JsonSerializer.SerializeToUtf8Bytes(problem, ContestJson.Default.ContestProblem), ContestProblem.MediaType).ExecuteAsync(context);
    }
}
