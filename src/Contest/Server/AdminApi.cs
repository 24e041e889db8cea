using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Submissions;

namespace ShortOrder.Contest.Server;

/// <summary>The teacher's calls: on the loopback listener, with the teacher's token.</summary>
internal static class AdminApi
{
    private const int MostListed = 500;

    public static void Map(IEndpointRouteBuilder routes, ContestServer server, ServerOptions options)
    {
        void Post(string path, RequestDelegate answer) => routes.MapPost(path, call => AsTeacher(call, server, answer));
        void Get(string path, RequestDelegate answer) => routes.MapGet(path, call => AsTeacher(call, server, answer));
        CopyFinder copies = new(server.Store, server.Competition.Levels, server.Players, options.Time);
        Post(Routes.AdminCompetition + "/{trigger}", call => FireAsync(call, server));
        Get(Routes.AdminPlayers, call => PlayersAsync(call, server));
        Post(Routes.AdminPlayers + "/{id}/{verb}", call => PlayerAsync(call, server));
        Post(Routes.AdminRoster, async call =>
        {
            RosterRequest request = await Calls.ReadAsync(call, ContestJson.Default.RosterRequest).ConfigureAwait(false);
            await Calls.AnswerAsync(call, await server.Players.SetRosterAsync(request.Names.IsDefault ? [] : request.Names, call.RequestAborted).ConfigureAwait(false), ContestJson.Default.ImmutableArrayRosterCode).ConfigureAwait(false);
        });
        Get(Routes.AdminRoster, async call => await Calls.AnswerAsync(call, [.. (await server.Store.RosterAsync(call.RequestAborted).ConfigureAwait(false)).Select(r => new RosterSeat(r.Name, r.Player))], ContestJson.Default.ImmutableArrayRosterSeat).ConfigureAwait(false));
        Post(Routes.AdminLobby, async call =>
        {
            LobbyCommand command = await Calls.ReadAsync(call, ContestJson.Default.LobbyCommand).ConfigureAwait(false);
            await server.Competition.ChangeAsync(c => c with { IsLocked = command.Locked ?? c.IsLocked, AsksFactor = command.AskFactor ?? c.AsksFactor }, null, null, call.RequestAborted).ConfigureAwait(false);
            await StateAsync(call, server).ConfigureAwait(false);
        });
        Post(Routes.AdminAnnounce, async call =>
        {
            Announcement announcement = await Calls.ReadAsync(call, ContestJson.Default.Announcement).ConfigureAwait(false);
            CompetitionDesk.CheckText(announcement.Text);
            await server.Competition.ChangeAsync(c => c with { Announcement = announcement.Text }, FeedEvents.Announce, JsonSerializer.Serialize(announcement, ContestJson.Default.Announcement), call.RequestAborted).ConfigureAwait(false);
            await StateAsync(call, server).ConfigureAwait(false);
        });
        Get(Routes.AdminBoard, call => Calls.AnswerAsync(call, server.Feed.Teacher));
        Post(Routes.AdminRejudge, call => RejudgeAsync(call, server, options.Time));
        Get(Routes.AdminSubmissions, call => SubmissionsAsync(call, server));
        Get(Routes.AdminJudges, call => JudgesAsync(call, server, options.Time));
        Get(Routes.AdminCopies, async call => await Calls.AnswerAsync(call, await copies.FindAsync(call.RequestAborted).ConfigureAwait(false), ContestJson.Default.ImmutableArrayCopyView).ConfigureAwait(false));
        Get(Routes.AdminExport + ".{ending}", call => ExportAsync(call, server, options));
        Get(Routes.AdminEvents, call => server.Events.ServeAsync(call, null, isTeacher: true, () => CompetitionViews.Of(server, null, isTeacher: true), server.Stopping));
    }

    /// <summary>Whether the call has the teacher's token.</summary>
    public static bool IsTeacher(HttpContext call, ContestServer server) => Calls.Token(call) is { Length: 64 } token
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hashes.OfText(token)), Encoding.ASCII.GetBytes(server.Competition.Current.AdminHash));

    private static Task AsTeacher(HttpContext call, ContestServer server, RequestDelegate answer)
    {
        if (!Calls.IsTeachers(call)) throw new ContestException(403, ErrorCodes.Forbidden, "The teacher's calls are answered on the server's own machine alone.");
        if (!IsTeacher(call, server)) throw new ContestException(Calls.Token(call) is null ? 401 : 403, ErrorCodes.Forbidden, "This needs the teacher's token, which the server printed when it started.");
        return answer(call);
    }

    private static async Task FireAsync(HttpContext call, ContestServer server)
    {
        CompetitionTrigger trigger = CompetitionNames.FindTrigger(Calls.Part(call, "trigger")) is { } found and not (CompetitionTrigger.Drained or CompetitionTrigger.Settled) ? found
            : throw new ContestException(404, ErrorCodes.NotFound, "No command has this name: open, start, pause, resume, freeze, thaw, finish, extend, reveal, publish, void.");
        AdminCommand command = await Calls.ReadAsync(call, ContestJson.Default.AdminCommand).ConfigureAwait(false);
        CompetitionState state = await server.FireAsync(trigger, command, call.RequestAborted).ConfigureAwait(false);
        server.Log.Moved(state.Name(), "the teacher");
        await StateAsync(call, server).ConfigureAwait(false);
    }

    private static Task StateAsync(HttpContext call, ContestServer server) => Calls.AnswerAsync(call, new StateView(server.Competition.Current.State.Name()), ContestJson.Default.StateView);

    private static async Task PlayersAsync(HttpContext call, ContestServer server)
    {
        Dictionary<string, int> submissions = (await server.Store.ResultsAsync(call.RequestAborted).ConfigureAwait(false)).CountBy(r => r.Player).ToDictionary();
        await Calls.AnswerAsync(call, [.. server.Players.All.Select(p => View(p, server, submissions.GetValueOrDefault(p.Id)))], ContestJson.Default.ImmutableArrayPlayerView).ConfigureAwait(false);
    }

    private static PlayerView View(Player player, ContestServer server, int submissions) => new(player.Id, player.Name, player.ExtraMs, player.IsHidden, player.IsKicked, server.Events.IsOnline(player.Id), submissions);

    private static async Task PlayerAsync(HttpContext call, ContestServer server)
    {
        string verb = Calls.Part(call, "verb");
        PlayerCommand command = await Calls.ReadAsync(call, ContestJson.Default.PlayerCommand).ConfigureAwait(false);
        Player player = await server.Players.DoAsync(Calls.Part(call, "id"), verb, command, call.RequestAborted).ConfigureAwait(false);
        if (player.IsKicked) server.Events.End(player.Id);
        server.Log.Player(verb, player.Id, player.Name);
        await StateAsync(call, server).ConfigureAwait(false);
    }

    private static async Task RejudgeAsync(HttpContext call, ContestServer server, TimeProvider time)
    {
        RejudgeRequest request = await Calls.ReadAsync(call, ContestJson.Default.RejudgeRequest).ConfigureAwait(false);
        if (server.Competition.Current.State.IsOver()) throw new ContestException(409, ErrorCodes.WrongState, "The results are final.");
        Rejudger again = new(server.Store, server.Queue, time);
        List<Submission> found = await again.FindAsync(request, call.RequestAborted).ConfigureAwait(false);
        int count = request.DryRun ? found.Count : await again.ApplyAsync(found, call.RequestAborted).ConfigureAwait(false);
        await Calls.AnswerAsync(call, new RejudgeView(count, request.DryRun), ContestJson.Default.RejudgeView).ConfigureAwait(false);
    }

    private static async Task SubmissionsAsync(HttpContext call, ContestServer server)
    {
        List<SubmissionView> views = [];
        foreach (Submission submission in await server.Store.LatestSubmissionsAsync(MostListed, call.RequestAborted).ConfigureAwait(false))
            views.Add(await server.Submissions.ViewAsync(submission, call.RequestAborted).ConfigureAwait(false) with { Player = submission.Player });
        await Calls.AnswerAsync(call, ImmutableArray.CreateRange(views), ContestJson.Default.ImmutableArraySubmissionView).ConfigureAwait(false);
    }

    private static async Task JudgesAsync(HttpContext call, ContestServer server, TimeProvider time)
    {
        (int waiting, int judging) = await server.Store.CountPendingAsync(call.RequestAborted).ConfigureAwait(false);
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        ImmutableArray<MachineView> machines = [.. (await server.Store.MachinesAsync(call.RequestAborted).ConfigureAwait(false)).Select(m => new MachineView(m.Name, m.Cores, m.NoisePercent, now - m.SeenAtMs, m.AsideBecause))];
        await Calls.AnswerAsync(call, new JudgesView(waiting, judging, machines), ContestJson.Default.JudgesView).ConfigureAwait(false);
    }

    private static async Task ExportAsync(HttpContext call, ContestServer server, ServerOptions options)
    {
        string ending = Calls.Part(call, "ending");
        await server.Quiet.WaitAsync(call.RequestAborted).ConfigureAwait(false);
        byte[] bytes = (options.Export is null ? null : await options.Export(ending, call.RequestAborted).ConfigureAwait(false)) ?? ending switch
        {
            "csv" => ShortOrder.Contest.Results.Gradebook.Write(server.Feed.Teacher.Board),
            "json" => server.Feed.Teacher.Json,
            _ => null,
        } ?? throw new ContestException(404, ErrorCodes.NotFound, "Results come as json or csv.");
        call.Response.Headers.ContentDisposition = $"attachment; filename=results.{(ending == "csv" ? "csv" : "json")}";
        await Calls.AnswerAsync(call, bytes, ending == "csv" ? "text/csv; charset=utf-8" : "application/json").ConfigureAwait(false);
    }
}
