namespace ShortOrder.Game.Screens.Board;

/// <summary>Where the plan on the board can be submitted to a competition.</summary>
/// <param name="Place">Where in the competition, for the corner of the screen, e.g. its remaining time.</param>
/// <param name="WhyNot">Why nothing can be submitted now, as a sentence; null if it can be.</param>
public sealed record SubmitDesk(string Place, string? WhyNot);

/// <summary>What the board should know of the competition.</summary>
/// <param name="Desk">Where to submit.</param>
/// <param name="News">A line for the player; empty if none.</param>
public sealed record DeskCame(SubmitDesk Desk, string News = "") : ScreenMessage;

/// <summary>The plan on the board shall be submitted.</summary>
public sealed record SubmitAsked : ScreenMessage;
