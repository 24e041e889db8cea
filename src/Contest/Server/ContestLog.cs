using Microsoft.Extensions.Logging;

namespace ShortOrder.Contest.Server;

/// <summary>What the server logs, an event each. Never a token, a code or words.</summary>
internal sealed partial class ContestLog(ILogger logger)
{
    [LoggerMessage(EventId = 1, EventName = "started", Level = LogLevel.Information, Message = "{Title} is {State}; players on port {Port}, teacher on {AdminPort}")]
    public partial void Started(string title, string state, int port, int adminPort);

    [LoggerMessage(EventId = 2, EventName = "moved", Level = LogLevel.Information, Message = "the competition is {State} by {Who}")]
    public partial void Moved(string state, string who);

    [LoggerMessage(EventId = 3, EventName = "joined", Level = LogLevel.Information, Message = "{Name} joined as {Player} from {Address}")]
    public partial void Joined(string name, string player, string address);

    [LoggerMessage(EventId = 4, EventName = "submitted", Level = LogLevel.Information, Message = "{Player} handed in {Level} as {Submission}: {State}")]
    public partial void Submitted(string player, string level, string submission, string state);

    [LoggerMessage(EventId = 5, EventName = "refused", Level = LogLevel.Information, Message = "{Method} {Path} from {Address}: {Status} {Code}")]
    public partial void Refused(string method, string path, string address, int status, string code);

    [LoggerMessage(EventId = 6, EventName = "player", Level = LogLevel.Information, Message = "the teacher: {Verb} {Player}, now {Name}")]
    public partial void Player(string verb, string player, string name);

    [LoggerMessage(EventId = 7, EventName = "failed", Level = LogLevel.Error, Message = "{Part} failed")]
    public partial void Failed(Exception exception, string part);

    [LoggerMessage(EventId = 8, EventName = "replaced", Level = LogLevel.Error, Message = "another server has taken over the competition")]
    public partial void Replaced();
}
