using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Classroom;

namespace ShortOrder.Game.Plain;

/// <summary>Asks for what is missing to join a class, a question a line, and then the server: the way in from the title, in words.</summary>
internal sealed class ClassTalk(ClassDoor door)
{
    private const string Leave = "stop";

    private (ClassEntry Entry, ClassQuestion Question)? _asked;

    /// <summary>The competition to go on with: a seat in it was taken; null: none.</summary>
    public Entrance? Entrance { get; private set; }

    /// <summary>Begins with what was said at once.</summary>
    /// <param name="game">Where it is told.</param>
    /// <param name="entry">What is known; null: nothing.</param>
    public void Begin(PlainGame game, ClassEntry? entry)
    {
        if (entry is null) Ask(game, new(""), ClassQuestion.Address, "");
        else Knock(game, entry);
    }

    /// <summary>Takes a line as the answer to what was asked.</summary>
    /// <returns>Whether something was asked; otherwise the line is for others.</returns>
    public bool Takes(PlainGame game, string line)
    {
        if (_asked is not (var entry, var question)) return false;
        string answer = line.Trim();
        if (answer.Length == 0 && question != ClassQuestion.Name) return true;
        _asked = null;
        if (answer.Equals(Leave, StringComparison.OrdinalIgnoreCase)) game.Out.Say("You have not joined. The game is where it was.");
        else Knock(game, entry.With(question, answer));
        return true;
    }

    private void Knock(PlainGame game, ClassEntry entry)
    {
        (Entrance? entrance, ClassQuestion ask, string complaint) = entry.Read(door);
        if (entrance is not null)
        {
            game.Out.Say("Asking the server for your seat.");
            game.Out.Flush();
            (_, entrance, ask, complaint) = ClassKnock.At(door, entry, entrance, game.Ending);
        }
        if (entrance is null)
        {
            Ask(game, entry, ask, complaint);
            return;
        }
        Entrance = entrance;
        Preferences.SetClassAddress(game.Session.Progress, entrance.Server.ToString());
        game.Close();
    }

    private void Ask(PlainGame game, ClassEntry entry, ClassQuestion question, string complaint)
    {
        _asked = (entry, question);
        string last = Preferences.ClassAddress(game.Session.Progress);
        if (complaint.Length > 0) game.Out.Say(complaint);
        game.Out.Say(question switch
        {
            ClassQuestion.Address => $"Type the address that the teacher's screen shows, for instance 192.168.1.20:5080, or the whole link.{(last.Length > 0 ? $" Last time it was {last}." : "")} {Leave} leaves it.",
            ClassQuestion.Code => "Type the join code: six letters and digits.",
            ClassQuestion.Name => "Type your name on the board; an empty line if the teacher gave you a personal code.",
            _ => "Type the digits that the projector shows, or your personal code.",
        });
    }
}
