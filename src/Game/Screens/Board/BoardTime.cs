using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Board;

/// <summary>Goes through the forecast's time.</summary>
internal static class BoardTime
{
    /// <summary>How many steps of the coarse keys lead through the whole forecast.</summary>
    private const int Parts = 20;

    /// <summary>To the next or former change of anything, or a part of the whole on or back; from nowhere to the end that the key looks away from.</summary>
    public static MomentCame Step(BoardModel board, string key)
    {
        Timeline timeline = board.Prediction.Forecast!.Run.Timeline;
        bool isOn = key is "." or ">";
        if (board.Moment is not { } shown) return new(isOn ? KitchenTime.Zero : timeline.End);
        KitchenTime at = Within(timeline, shown);
        long part = Math.Max(1, timeline.End.Ticks / Parts);
        return new(key switch
        {
            "." => Edges(timeline).Where(t => t > at).DefaultIfEmpty(timeline.End).Min(),
            "," => Edges(timeline).Where(t => t < at).DefaultIfEmpty(KitchenTime.Zero).Max(),
            ">" => new(Math.Min(timeline.End.Ticks, at.Ticks + part)),
            _ => new(Math.Max(0, at.Ticks - part)),
        });
    }

    /// <summary>A moment of this forecast: one beyond its end is its end.</summary>
    public static KitchenTime Within(Timeline timeline, KitchenTime at) => at > timeline.End ? timeline.End : at;

    private static IEnumerable<KitchenTime> Edges(Timeline timeline) => timeline.Spans.SelectMany(s => (KitchenTime[])[s.Start, s.End]);
}
