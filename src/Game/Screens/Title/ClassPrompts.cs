using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Editor;
using ShortOrder.Game.Session.Classroom;

namespace ShortOrder.Game.Screens.Title;

/// <summary>The player wants into a class.</summary>
public sealed record ClassAsked(ClassEntry Entry) : ScreenMessage;

/// <summary>Something is to be asked of who wants into a class, for the first time or because the last answer was wrong.</summary>
public sealed record ClassQuestionCame(ClassEntry Entry, ClassQuestion Question, string Complaint) : ScreenMessage;

/// <summary>The server is being asked.</summary>
public sealed record ClassAtDoor(ClassEntry Entry) : ScreenMessage;

/// <summary>The questions to who wants into a class.</summary>
internal static class ClassPrompts
{
    /// <summary>The first question.</summary>
    /// <param name="address">Where the class met last; empty if it never did.</param>
    public static Show First(string address) => new(Of(new(address), ClassQuestion.Address, ""));

    /// <summary>A question with the answer that was given before, and what was wrong with it.</summary>
    public static Overlay Of(ClassEntry entry, ClassQuestion question, string complaint)
    {
        (string ask, string text) = question switch
        {
            ClassQuestion.Address => ("The address that the teacher's screen shows, e.g. 192.168.1.20:5080, or the whole link.", entry.Address),
            ClassQuestion.Code => ("The join code: six letters and digits.", entry.Code ?? ""),
            ClassQuestion.Name => ("Your name on the board. If the teacher gave you a personal code, leave it empty.", entry.Name ?? ""),
            _ => ("The digits that the projector shows, or your personal code.", entry.Factor ?? ""),
        };
        return new EditorPrompt
        {
            Title = "join a class",
            Question = complaint.Length == 0 ? ask : $"{complaint}\n{ask}",
            Text = text,
            IsOptional = question == ClassQuestion.Name,
            Answer = answer => new ClassAsked(entry.With(question, answer)),
        };
    }
}
