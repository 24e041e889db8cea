namespace ShortOrder.Game.Export;

/// <summary>What an exporter made of a plan.</summary>
/// <param name="Text">The whole file, lines ended by a line feed; empty if there is none.</param>
/// <param name="Complaint">Why this plan cannot be written in that format, in one sentence; empty if it can.</param>
public sealed record Exported(string Text, string Complaint = "")
{
    /// <summary>The format cannot express the plan.</summary>
    public static Exported Refuse(string complaint) => new("", complaint);
}
