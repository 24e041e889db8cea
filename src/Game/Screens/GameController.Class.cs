using ShortOrder.Game.Screens.Title;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Classroom;

namespace ShortOrder.Game.Screens;

public sealed partial class GameController
{
    private readonly Background<ClassKnock> _knock = new();

    /// <summary>The competition to go on with once the game has ended: a seat in it was taken from the title; null: none.</summary>
    public Entrance? Entrance { get; private set; }

    private ClassDoor Door => new(_options.DataFolder);

    /// <summary>Asks for what is missing, and then the server.</summary>
    private void Knock(ClassEntry entry)
    {
        (Entrance? entrance, ClassQuestion ask, string complaint) = entry.Read(Door);
        if (entrance is not null) _knock.Start(cancel => ClassKnock.At(Door, entry, entrance, cancel));
        Screen = Screen.Update(entrance is null ? new ClassQuestionCame(entry, ask, complaint) : new ClassAtDoor(entry));
    }

    private bool TickDoor()
    {
        if (_knock.Take() is not { } knock) return false;
        if (knock.Entrance is not { } entrance)
        {
            Screen = Screen.UpdateBare(new ClassQuestionCame(knock.Entry, knock.Ask, knock.Complaint));
            return true;
        }
        Preferences.SetClassAddress(_session.Progress, entrance.Server.ToString());
        Entrance = entrance;
        Go(FlowTrigger.Quit);
        return true;
    }
}
