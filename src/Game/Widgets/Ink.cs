namespace ShortOrder.Game.Widgets;

/// <summary>The style of a stretch of text by its meaning; a palette says how it looks.</summary>
public enum Ink : byte
{
    /// <summary>Plain text.</summary>
    Normal,

    /// <summary>What matters less: explanations, frames, keys that do nothing now.</summary>
    Dim,

    /// <summary>What matters more.</summary>
    Strong,

    /// <summary>Names of screens and sections.</summary>
    Title,

    /// <summary>A key to press.</summary>
    Key,

    /// <summary>Reached.</summary>
    Good,

    /// <summary>Wrong.</summary>
    Bad,

    /// <summary>Waiting for something that somebody else holds.</summary>
    Warn,

    /// <summary>A gold medal.</summary>
    Gold,

    /// <summary>A silver medal.</summary>
    Silver,

    /// <summary>A bronze medal.</summary>
    Bronze,

    /// <summary>The model's picture behind the real one.</summary>
    Ghost,

    /// <summary>Paper under print, e.g. of a QR code: white where the background is dark, otherwise the background itself with black in place of what is not drawn.</summary>
    Paper,

    /// <summary>First of the eight task colours, which follow each other.</summary>
    Task0,

    /// <summary>Task colour.</summary>
    Task1,

    /// <summary>Task colour.</summary>
    Task2,

    /// <summary>Task colour.</summary>
    Task3,

    /// <summary>Task colour.</summary>
    Task4,

    /// <summary>Task colour.</summary>
    Task5,

    /// <summary>Task colour.</summary>
    Task6,

    /// <summary>Task colour.</summary>
    Task7,
}

/// <summary>Inks of tasks.</summary>
public static class TaskInk
{
    /// <summary>The colour of a task by its place in the level; copies share it, and the ninth task has the first one's again.</summary>
    public static Ink Of(int spec) => spec < 0 ? Ink.Dim : (Ink)((int)Ink.Task0 + spec % 8);
}
