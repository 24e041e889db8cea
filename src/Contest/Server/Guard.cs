using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Server;

/// <summary>Stands before every call: notes when its head came, sets the headers, counts what an address or a player asks, and turns what goes wrong into an answer.</summary>
internal sealed class Guard(ContestServer server, ServerOptions options) : IDisposable
{
    /// <summary>Nothing from elsewhere, nothing inline, no frames.</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string AllMisses = "all";

    private static readonly object ArrivalKey = new();

    private readonly TokenBuckets _misses = new(options.Limits.Misses, 1 / options.Limits.MissPeriod.TotalSeconds, options.Time);
    private readonly TokenBuckets _allMisses = new(options.Limits.MissesPerSecond, options.Limits.MissesPerSecond, options.Time);
    private readonly TokenBuckets _joins = new(options.Limits.Joins, options.Limits.JoinsPerSecond, options.Time);
    private readonly TokenBuckets _calls = new(options.Limits.Calls, options.Limits.CallsPerSecond, options.Time);
    private readonly TokenBuckets _openCalls = new(options.Limits.OpenCalls, options.Limits.OpenCallsPerSecond, options.Time);

    // Fewer at once than an address has misses, so that a class that joins at once from one address does not look like somebody who guesses.
    private readonly SemaphoreSlim _guessing = new(Math.Max(1, Math.Min(options.Limits.Misses, options.Limits.MissesPerSecond) - 2));

    /// <summary>When the call's head came.</summary>
    public static Arrival ArrivalOf(HttpContext call) => (Arrival)call.Items[ArrivalKey]!;

    /// <summary>As a middleware.</summary>
    public async Task RunAsync(HttpContext call, RequestDelegate next)
    {
        call.Items[ArrivalKey] = server.Competition.Arrive();
        IHeaderDictionary headers = call.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        try
        {
            if (server.Replaced is { IsCompleted: true } replaced) throw new ContestException(503, ErrorCodes.Unavailable, await replaced.ConfigureAwait(false));
            if (call.Request.Path.StartsWithSegments(Routes.Admin) && !Calls.IsTeachers(call))
                throw new ContestException(403, ErrorCodes.Forbidden, "The teacher's calls are answered on the server's own machine alone, at the port that it printed when it started.");
            if (!Calls.IsTeachers(call)) Count(call);
            await next(call).ConfigureAwait(false);
            if (call.Response.StatusCode == StatusCodes.Status404NotFound && !call.Response.HasStarted && call.Response.ContentLength is null) throw new ContestException(404, ErrorCodes.NotFound, "There is nothing at this address.");
            if (call.Response.StatusCode == StatusCodes.Status405MethodNotAllowed && !call.Response.HasStarted) throw new ContestException(405, ErrorCodes.BadRequest, "This address does not know this method.");
        }
        catch (ContestException e)
        {
            await RefuseAsync(call, e.Problem).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(call, e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new(413, ErrorCodes.TooLarge, $"The body is larger than {options.Limits.BodyBytes / 1024} KiB.")
                : new(e.StatusCode, ErrorCodes.BadRequest, "The request broke off, or came too slowly.")).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (call.RequestAborted.IsCancellationRequested)
        {
            // gone
        }
        catch (Exception e) when (e is System.Data.Common.DbException or Quartz.SchedulerException) // the queue is in the database, too
        {
            server.Log.Failed(e, "database");
            await RefuseAsync(call, new(503, ErrorCodes.Unavailable, "The server's database does not answer: try again in a moment.") { RetryAfterMs = 2000 }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            server.Log.Failed(e, "call");
            await RefuseAsync(call, new(500, ErrorCodes.Internal, "The server made a mistake; its log has the rest.")).ConfigureAwait(false);
        }
    }

    /// <summary>Does what may be guessed at: a miss costs, and who has missed too often is not answered at all for a while.</summary>
    public async Task<T> GuessAsync<T>(HttpContext call, Func<Task<T>> attempt)
    {
        string address = Calls.Address(call);
        await _guessing.WaitAsync(call.RequestAborted).ConfigureAwait(false);
        try
        {
            Refuse(_misses.Take(address), "Too many wrong codes from your address");
            TimeSpan all = _allMisses.Take(AllMisses);
            if (all > TimeSpan.Zero) _misses.Return(address);
            Refuse(all, "Too many wrong codes at the moment");
            T result = await attempt().ConfigureAwait(false);
            GiveBack(address);
            return result;
        }
        catch (ContestException e) when (e.Problem.Code is not (ErrorCodes.WrongCode or ErrorCodes.WrongFactor or ErrorCodes.TooMany))
        {
            GiveBack(address);
            throw;
        }
        finally
        {
            _guessing.Release();
        }
    }

    /// <summary>Counts a join.</summary>
    public void CountJoin(HttpContext call) => Refuse(_joins.Take(Calls.Address(call)), "Many are joining from your address");

    /// <inheritdoc/>
    public void Dispose() => _guessing.Dispose();

    private void GiveBack(string address)
    {
        _misses.Return(address);
        _allMisses.Return(AllMisses);
    }

    private void Count(HttpContext call)
    {
        if (Calls.Token(call) is { Length: 32 } token) Refuse(_calls.Take(Hashes.OfText(token)), "Too many calls");
        else Refuse(_openCalls.Take(Calls.Address(call)), "Too many calls from your address");
    }

    private static void Refuse(TimeSpan wait, string why)
    {
        if (wait <= TimeSpan.Zero) return;
        long ms = (long)Math.Ceiling(wait.TotalMilliseconds);
        throw new ContestException(new ContestProblem(429, ErrorCodes.TooMany, $"{why}: try again in {(ms + 999) / 1000} s.") { RetryAfterMs = ms });
    }

    private async Task RefuseAsync(HttpContext call, ContestProblem problem)
    {
        server.Meters.Refused(problem.Code);
        server.Log.Refused(call.Request.Method, call.Request.Path.Value ?? "", Calls.Address(call), problem.Status, problem.Code);
        if (call.Response.HasStarted) call.Abort();
        else await Calls.RefuseAsync(call, problem).ConfigureAwait(false);
    }
}
