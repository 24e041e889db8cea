using ShortOrder.Contest.Hosting;
using ShortOrder.Game.Screens.Hosting;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Screens;

public sealed partial class GameController
{
    private int _seenHostRevision = -1, _seenHostSecond;

    /// <summary>Takes the news of the competition that is held, and the time that passes in it.</summary>
    private bool TickHosting() => _options.Hosted is { } hosted && Follow(hosted);

    private bool Follow(HostedContest hosted)
    {
        int revision = hosted.Revision, second = (int)(_clock.GetTimestamp() / _clock.TimestampFrequency);
        if (revision == _seenHostRevision && second == _seenHostSecond) return false;
        (_seenHostRevision, _seenHostSecond) = (revision, second);
        Screen = Screen.UpdateBare(new HostViewCame(hosted.View));
        return true;
    }

    private void EnterHosting() => Screen = new HostModel(_options.Hosted!.View) { ExportFolder = _options.ExportFolder };

    private void Host(HostAsked asked)
    {
        _options.Hosted?.Do(asked.Command);
        Screen = Screen.Update(asked);
    }
}
