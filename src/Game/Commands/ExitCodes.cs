namespace ShortOrder.Game.Commands;

/// <summary>What the program returns to its caller.</summary>
public static class ExitCodes
{
    /// <summary>All is good: the plan was served, the levels are sound.</summary>
    public const int Good = 0;

    /// <summary>The plan or the level failed.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or input: nothing was run.</summary>
    public const int BadInput = 2;

    /// <summary>This machine cannot, or not now: too noisy, too few cores, a part died.</summary>
    public const int CannotHere = 3;

    /// <summary>Interrupted from outside (128 + SIGINT, as shells count); everything that was started has been stopped.</summary>
    public const int Interrupted = 130;
}
