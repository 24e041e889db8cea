using ShortOrder.Game.Session.Authoring;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>The author changed the level; whether that makes one is still to be seen.</summary>
/// <param name="Level">The level as it shall be.</param>
/// <param name="Status">A line for the author.</param>
/// <param name="Cursor">Where the author is then; null: where they were.</param>
internal sealed record LevelEdited(Level Level, string Status = "", EditorCursor? Cursor = null) : ScreenMessage;

/// <summary>The author went back or forth among the edits.</summary>
internal sealed record LevelTravelled(EditHistory<Level> History, string Status) : ScreenMessage;

/// <summary>The author is somewhere else on the screen.</summary>
internal sealed record CursorMoved(EditorCursor Cursor) : ScreenMessage;

/// <summary>The level shall be saved.</summary>
/// <param name="To">Where; null: to its own file.</param>
/// <param name="HasConsent">The author has agreed to what was asked.</param>
/// <param name="ThenLeave">And then the editor is left.</param>
public sealed record SaveAsked(string? To = null, bool HasConsent = false, bool ThenLeave = false) : ScreenMessage;

/// <summary>What came of it.</summary>
public sealed record SaveEnded(SavedLevel Result, SaveAsked Asked) : ScreenMessage;

/// <summary>The level shall be played.</summary>
/// <param name="FromBriefing">As a player meets it; otherwise at once on the board.</param>
/// <param name="Plan">The plan on the board; null: the one that was there.</param>
public sealed record TryAsked(bool FromBriefing, Plan? Plan = null) : ScreenMessage;

/// <summary>The editor is left; unsaved work stays a draft, or is thrown away.</summary>
public sealed record EditorLeft(bool ThrowsAway = false) : ScreenMessage;

/// <summary>News of the level from the worker.</summary>
public sealed record ReportCame(LevelReport Report) : ScreenMessage;

/// <summary>A document shall be edited.</summary>
public sealed record DocumentOpened(LevelDocument Document, string Status = "") : ScreenMessage;

/// <summary>The copy of a level, or a level of the author's own, shall be edited.</summary>
public sealed record EditAsked(Level Level) : ScreenMessage;
