namespace ShortOrder.Contest.Protocol;

/// <summary>The stable <c>code</c> of a refusal. Programs look at this; people read <c>detail</c>.</summary>
public static class ErrorCodes
{
    /// <summary>400: not JSON, not of this form, or with something in it that does not belong there.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>401: no token, or one that is not known (any more).</summary>
    public const string NotJoined = "not-joined";

    /// <summary>403: the teacher's alone, or somebody else's.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>403: the teacher has removed the player.</summary>
    public const string Removed = "removed";

    /// <summary>404: there is no such thing.</summary>
    public const string NotFound = "not-found";

    /// <summary>404: no competition has this join code.</summary>
    public const string WrongCode = "wrong-code";

    /// <summary>403: the second factor or the personal code is missing, wrong or too old.</summary>
    public const string WrongFactor = "wrong-factor";

    /// <summary>409: somebody has that name, or one that looks like it.</summary>
    public const string NameTaken = "name-taken";

    /// <summary>422: not a name.</summary>
    public const string NameRefused = "name-refused";

    /// <summary>409: the plan was made for another text of the level.</summary>
    public const string LevelChanged = "level-changed";

    /// <summary>409: the competition is not in the state that the command expects, or that it needs.</summary>
    public const string WrongState = "wrong-state";

    /// <summary>409: the same idempotency key came with another plan.</summary>
    public const string KeyReused = "key-reused";

    /// <summary>409: it has not started, or is paused.</summary>
    public const string NotRunning = "not-running";

    /// <summary>410: the time is over.</summary>
    public const string Over = "over";

    /// <summary>413: above 64 KiB.</summary>
    public const string TooLarge = "too-large";

    /// <summary>422: the plan is not legal for its level; <c>problems</c> says where and why.</summary>
    public const string PlanRefused = "plan-refused";

    /// <summary>422: the plan would take more than the judge gives any plan.</summary>
    public const string PlanTooCostly = "plan-too-costly";

    /// <summary>423: the lobby is locked.</summary>
    public const string Locked = "locked";

    /// <summary>423: no seat is left.</summary>
    public const string Full = "full";

    /// <summary>425: the player's next measured submission is not due yet; <c>retryAfterMs</c> says when.</summary>
    public const string CoolDown = "cool-down";

    /// <summary>409: the judges are behind, and by the model the plan is no better than the player's best.</summary>
    public const string NotBetter = "not-better";

    /// <summary>429: too many calls; <c>retryAfterMs</c> says when to come back.</summary>
    public const string TooMany = "too-many";

    /// <summary>503: the server is ending, or its database does not answer.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>500: a bug; the log has the rest.</summary>
    public const string Internal = "internal";
}
