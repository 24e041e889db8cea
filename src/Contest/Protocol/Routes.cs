namespace ShortOrder.Contest.Protocol;

/// <summary>Where the server listens for what. Players and projector use the classroom's port; everything below <see cref="Admin"/> answers on the loopback port alone.</summary>
public static class Routes
{
    /// <summary>What every call begins with; a change that old clients cannot follow gets a new number.</summary>
    public const string Base = "/api/v1";

    /// <summary>A page with the command line to copy: <c>/j/CODE</c>.</summary>
    public const string JoinPage = "/j/";

    /// <summary>Gives a <see cref="JoinPlace"/>, for the projector.</summary>
    public const string Place = Base + "/place";

    /// <summary>Takes a <see cref="JoinRequest"/>, gives a <see cref="Joined"/>.</summary>
    public const string Join = Base + "/join";

    /// <summary>Takes a <see cref="ResumeRequest"/>, gives a <see cref="Joined"/>; the old token dies.</summary>
    public const string Resume = Base + "/resume";

    /// <summary>Gives a <see cref="CompetitionView"/>.</summary>
    public const string Competition = Base + "/competition";

    /// <summary>Gives the exact text of a level: <c>/levels/HASH</c>. Never changes, so it may be kept for ever.</summary>
    public const string Levels = Base + "/levels/";

    /// <summary>Takes a <see cref="SubmitRequest"/>, gives a <see cref="SubmissionView"/>; without a body (GET) the caller's own submissions.</summary>
    public const string Submissions = Base + "/submissions";

    /// <summary>Gives a <see cref="Board"/>.</summary>
    public const string Board = Base + "/board";

    /// <summary>Gives the best plan's run of every level as <see cref="WinnerView"/>s; none before the results are published.</summary>
    public const string Winners = Base + "/winners";

    /// <summary>Server-sent events, resumable by <c>Last-Event-ID</c>.</summary>
    public const string Events = Base + "/events";

    /// <summary>Whether the process answers at all.</summary>
    public const string Live = "/healthz";

    /// <summary>Whether database and judge are there too.</summary>
    public const string Ready = "/readyz";

    /// <summary>The teacher's calls.</summary>
    public const string Admin = Base + "/admin";

    /// <summary>Takes an <see cref="AdminCommand"/>: <c>/admin/competition/TRIGGER</c>, triggers as in the competition's life, lower case.</summary>
    public const string AdminCompetition = Admin + "/competition";

    /// <summary>GET: all players as <see cref="PlayerView"/>. <c>/admin/players/ID/{kick,rename,extra-time,hide}</c> take a <see cref="PlayerCommand"/>.</summary>
    public const string AdminPlayers = Admin + "/players";

    /// <summary>POST takes a <see cref="RosterRequest"/> and gives the personal codes, once; GET gives who of the roster is in.</summary>
    public const string AdminRoster = Admin + "/roster";

    /// <summary>Takes a <see cref="LobbyCommand"/>: lock, second factor.</summary>
    public const string AdminLobby = Admin + "/lobby";

    /// <summary>Takes an <see cref="Announcement"/>.</summary>
    public const string AdminAnnounce = Admin + "/announce";

    /// <summary>The board without the freeze.</summary>
    public const string AdminBoard = Admin + "/board";

    /// <summary>Takes a <see cref="RejudgeRequest"/>.</summary>
    public const string AdminRejudge = Admin + "/rejudge";

    /// <summary>Gives every submission, newest first.</summary>
    public const string AdminSubmissions = Admin + "/submissions";

    /// <summary>Queue depth, machines, noise.</summary>
    public const string AdminJudges = Admin + "/judges";

    /// <summary>Equal and nearly equal plans of different players, with times.</summary>
    public const string AdminCopies = Admin + "/copies";

    /// <summary>Everything, with <c>/admin/export.json</c> and <c>/admin/export.csv</c>.</summary>
    public const string AdminExport = Admin + "/export";

    /// <summary>The teacher's events: everything, freeze or not.</summary>
    public const string AdminEvents = Admin + "/events";

    /// <summary>Header that makes a submission arrive once however often it is sent.</summary>
    public const string IdempotencyKey = "Idempotency-Key";
}
