using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Scoreboard;
using ShortOrder.Contest.Store;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Server;

/// <summary>The calls of players and of the projector.</summary>
internal static class PlayerApi
{
    private const string Json = "application/json";

    public static void Map(IEndpointRouteBuilder routes, ContestServer server, Guard guard)
    {
        routes.MapPost(Routes.Join, call => JoinAsync(call, server, guard));
        routes.MapPost(Routes.Resume, call => ResumeAsync(call, server, guard));
        routes.MapGet(Routes.Competition, call =>
        {
            bool isTeacher = Calls.IsTeachers(call) && AdminApi.IsTeacher(call, server);
            return Calls.AnswerAsync(call, CompetitionViews.Of(server, isTeacher ? null : FindPlayer(call, server), isTeacher), ContestJson.Default.CompetitionView);
        });
        routes.MapGet(Routes.Levels + "{hash}", call => LevelAsync(call, server));
        routes.MapPost(Routes.Submissions, call => SubmitAsync(call, server));
        routes.MapGet(Routes.Submissions, call => OwnAsync(call, server));
        routes.MapGet(Routes.Submissions + "/{id}", call => OneAsync(call, server));
        routes.MapGet(Routes.Submissions + "/{id}/trace", call => TraceAsync(call, server));
        routes.MapGet(Routes.Board, call =>
        {
            FindPlayer(call, server);
            return Calls.AnswerAsync(call, server.Feed.Public);
        });
        routes.MapGet(Routes.Winners, call => WinnersAsync(call, server));
        routes.MapGet(Routes.Events, call =>
        {
            Player? player = FindPlayer(call, server);
            return server.Events.ServeAsync(call, player, isTeacher: false, () => CompetitionViews.Of(server, player is null ? null : server.Players.Find(player.Id), isTeacher: false), server.Stopping);
        });
        routes.MapGet(Routes.Live, call => Calls.AnswerAsync(call, "ok\n"u8.ToArray(), "text/plain"));
        routes.MapGet(Routes.Ready, async call =>
        {
            await server.Store.LastSeqAsync(call.RequestAborted).ConfigureAwait(false);
            await Calls.AnswerAsync(call, "ready\n"u8.ToArray(), "text/plain").ConfigureAwait(false);
        });
    }

    /// <summary>The caller, if there is a token; a wrong one is refused, none is the projector's.</summary>
    private static Player? FindPlayer(HttpContext call, ContestServer server) => call.Request.Headers.Authorization.Count == 0 ? null : server.Players.Authenticate(Calls.Token(call));

    private static async Task JoinAsync(HttpContext call, ContestServer server, Guard guard)
    {
        guard.CountJoin(call);
        JoinRequest request = await Calls.ReadAsync(call, ContestJson.Default.JoinRequest).ConfigureAwait(false);
        Joined joined = await guard.GuessAsync(call, () => server.Players.JoinAsync(request, call.RequestAborted)).ConfigureAwait(false);
        server.Log.Joined(joined.Name, joined.Player, Calls.Address(call));
        await Calls.AnswerAsync(call, joined, ContestJson.Default.Joined, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private static async Task ResumeAsync(HttpContext call, ContestServer server, Guard guard)
    {
        ResumeRequest request = await Calls.ReadAsync(call, ContestJson.Default.ResumeRequest).ConfigureAwait(false);
        Joined joined = await guard.GuessAsync(call, () => server.Players.ResumeAsync(request, call.RequestAborted)).ConfigureAwait(false);
        server.Log.Joined(joined.Name, joined.Player, Calls.Address(call));
        await Calls.AnswerAsync(call, joined, ContestJson.Default.Joined).ConfigureAwait(false);
    }

    private static Task LevelAsync(HttpContext call, ContestServer server)
    {
        IEnumerable<PlayedLevel> levels = Calls.IsTeachers(call) ? server.Competition.Levels.All : server.Competition.Levels.Of(server.Players.Authenticate(Calls.Token(call)).Id);
        bool hasStarted = server.Competition.Current.State is not (CompetitionState.Draft or CompetitionState.Lobby);
        string hash = Calls.Part(call, "hash");
        PlayedLevel level = hasStarted && levels.FirstOrDefault(l => l.Text.Hash == hash) is { } found ? found : throw new ContestException(404, ErrorCodes.NotFound, "There is no such level, or not yet.");
        call.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Calls.AnswerAsync(call, Encoding.UTF8.GetBytes(level.Text.Text), Json);
    }

    private static async Task SubmitAsync(HttpContext call, ContestServer server)
    {
        using IDisposable expected = server.Competition.Expect();
        Player player = server.Players.Authenticate(Calls.Token(call));
        SubmitRequest request = await Calls.ReadAsync(call, ContestJson.Default.SubmitRequest).ConfigureAwait(false);
        Taken taken = await server.Submissions.SubmitAsync(player, request, call.Request.Headers[Routes.IdempotencyKey].ToString(), Guard.ArrivalOf(call), call.RequestAborted).ConfigureAwait(false);
        if (taken.IsNew)
        {
            server.Meters.Submitted();
            server.Log.Submitted(player.Id, taken.View.Level, taken.View.Id, taken.View.State);
        }
        await Calls.AnswerAsync(call, taken.View, ContestJson.Default.SubmissionView, taken.IsNew && taken.View.Judgement is null ? StatusCodes.Status202Accepted : StatusCodes.Status200OK).ConfigureAwait(false);
    }

    private static async Task OwnAsync(HttpContext call, ContestServer server)
    {
        Player player = server.Players.Authenticate(Calls.Token(call));
        List<SubmissionView> views = [];
        foreach (Submission submission in Enumerable.Reverse(await server.Store.SubmissionsOfAsync(player.Id, call.RequestAborted).ConfigureAwait(false)))
            views.Add(await server.Submissions.ViewAsync(submission, call.RequestAborted).ConfigureAwait(false));
        await Calls.AnswerAsync(call, ImmutableArray.CreateRange(views), ContestJson.Default.ImmutableArraySubmissionView).ConfigureAwait(false);
    }

    private static async Task OneAsync(HttpContext call, ContestServer server) =>
        await Calls.AnswerAsync(call, await server.Submissions.ViewAsync(await OwnedAsync(call, server).ConfigureAwait(false), call.RequestAborted).ConfigureAwait(false), ContestJson.Default.SubmissionView).ConfigureAwait(false);

    private static async Task TraceAsync(HttpContext call, ContestServer server)
    {
        Submission submission = await OwnedAsync(call, server).ConfigureAwait(false);
        byte[] trace = (submission.State == SubmissionState.Judged ? await server.Store.FindTraceAsync(submission.LevelHash, submission.PlanHash, submission.Epoch, call.RequestAborted).ConfigureAwait(false) : null)
            ?? throw new ContestException(404, ErrorCodes.NotFound, "Nothing of it has been run.");
        await Calls.AnswerAsync(call, trace, Json).ConfigureAwait(false);
    }

    private static async Task WinnersAsync(HttpContext call, ContestServer server)
    {
        FindPlayer(call, server);
        List<WinnerView> winners = [];
        if (server.Competition.Current.State == CompetitionState.Published)
        {
            Board board = server.Feed.Public.Board;
            for (int level = 0; level < board.Levels.Length; level++)
                if (board.Rows.Where(r => r.Cells[level].Rank == 1).FirstOrDefault() is { } first && await BestTraceAsync(server, first.Player, board.Levels[level].Id, call.RequestAborted).ConfigureAwait(false) is { } trace)
                    winners.Add(new(board.Levels[level].Id, board.Levels[level].Title, first.Name, first.Cells[level].Minutes ?? 0, trace));
        }
        await Calls.AnswerAsync(call, ImmutableArray.CreateRange(winners), ContestJson.Default.ImmutableArrayWinnerView).ConfigureAwait(false);
    }

    private static async Task<JsonElement?> BestTraceAsync(ContestServer server, string player, string level, CancellationToken cancel)
    {
        PlayedLevel played = server.Competition.Levels.Find(level)!;
        Dictionary<long, Submission> own = (await server.Store.SubmissionsOfAsync(player, cancel).ConfigureAwait(false)).ToDictionary(s => s.Number);
        Result? best = Standings.BestOf(played, [.. (await server.Store.ResultsAsync(cancel).ConfigureAwait(false)).Where(r => r.Level == level)], player);
        if (best is null || !own.TryGetValue(best.Number, out Submission? submission)) return null;
        byte[]? trace = await server.Store.FindTraceAsync(submission.LevelHash, submission.PlanHash, submission.Epoch, cancel).ConfigureAwait(false);
        if (trace is null) return null;
        using JsonDocument json = JsonDocument.Parse(trace);
        return json.RootElement.Clone();
    }

    // To somebody else it does not exist.
    private static async Task<Submission> OwnedAsync(HttpContext call, ContestServer server)
    {
        string? owner = Calls.IsTeachers(call) && AdminApi.IsTeacher(call, server) ? null : server.Players.Authenticate(Calls.Token(call)).Id;
        Submission? found = await server.Store.FindSubmissionAsync(Calls.Part(call, "id"), call.RequestAborted).ConfigureAwait(false);
        return found is not null && (owner is null || found.Player == owner) ? found : throw new ContestException(404, ErrorCodes.NotFound, "You have no such submission.");
    }
}
