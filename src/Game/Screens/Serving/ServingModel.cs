using System.Collections.Immutable;
using ShortOrder.Execution;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Serving;

/// <summary>News from the execution, in order.</summary>
public sealed record NewsCame(IReadOnlyList<ServingProgress> News) : ScreenMessage;

/// <summary>The player wants it stopped.</summary>
public sealed record StopAsked : ScreenMessage;

/// <summary>A plan being executed: the model's timeline as a ghost, the measured one growing below it on the same scale.</summary>
/// <param name="Level">The level.</param>
/// <param name="Forecast">What the model said.</param>
public sealed record ServingModel(Level Level, Forecast Forecast) : IScreenModel
{
    private static readonly ImmutableArray<KeyCommand<ServingModel>> Commands =
    [
        new([Keys.Escape, "q"], "Esc", "stop", "Stop the run and go back to the board; nothing is lost.", (_, _) => new StopAsked())
        {
            WhyNot = m => m.IsStopping ? "It is being stopped already." : null,
        },
        new(["a", Keys.F2], "a", "almanac", "The almanac at what this level is about (also F2).", (m, _) => new AlmanacAsked(m.Level.Teaches.FirstOrDefault())),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
    ];

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    /// <summary>What is going on.</summary>
    public string Phase { get; private init; } = "lighting the stoves";

    /// <summary>The player has asked to stop.</summary>
    public bool IsStopping { get; private init; }

    private ImmutableList<TraceEntry> Entries { get; init; } = [];

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        NewsCame came => came.News.Aggregate(this, (model, news) => model.With(news)),
        StopAsked => this with { IsStopping = true },
        _ => this,
    };

    /// <summary>The measured timeline so far; what is still open ends at the last entry.</summary>
    public Timeline Live()
    {
        TimelineBuilder builder = new(Forecast.Compiled.Rows, Forecast.Compiled.Tasks.Length);
        KitchenTime end = KitchenTime.Zero;
        foreach (TraceEntry entry in Entries)
        {
            builder.Add(entry);
            if (entry.At > end) end = entry.At;
        }
        return builder.Build(end);
    }

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        string status = IsStopping ? "Stopping: everything that was started is being stopped." : "";
        ScreenFrame frame = new(Line.Of(Level.Title, Ink.Title), "serving", status, Commands.ToBar(this, width, 1));
        Timeline model = Forecast.Run.Timeline, live = Live();
        KitchenDuration span = new(Math.Max(model.End.Ticks, live.End.Ticks));
        int room = Math.Max(2, frame.BodyHeight(height) - 8), rows = Math.Min(room / 2, Math.Max(TimelineRows.Wanted(model), model.Rows.Length));
        TimelineNames names = TimelineNames.Of(Forecast.Compiled);
        TimelineFrame ghost = new(width - 2, rows, span, IsGhost: true), real = ghost with { IsGhost = false };
        List<Line> body =
        [
            Line.Of("  ") + Line.Of(Phase, Ink.Strong),
            Progress(live.End, model.End, width),
            Line.Empty,
            Layout.Rule($"the model: {Words.Minutes(model.End.Minutes)} min", width),
            .. TimelineRows.Draw(model, names, ghost).Select(Indented),
            Layout.Rule($"for real: {Words.Minutes(decimal.Round(live.End.Minutes, 1))} min", width),
            .. Layout.Window([.. TimelineRows.Draw(live, names, real).Select(Indented)], 0, TimelineRows.Draw(model, names, ghost).Length),
            Indented(TimelineRows.Axis(real.Width, span)),
            Indented(TimelineRows.Legend(real.Width, model, live)),
        ];
        return frame.Rows(body, width, height);
    }

    private static Line Indented(Line line) => Line.Of(" ") + line;

    private static Line Progress(KitchenTime now, KitchenTime end, int width)
    {
        int columns = Math.Max(1, Math.Min(60, width - 4)), done = end.Ticks == 0 ? 0 : (int)Math.Min(columns, now.Ticks * columns / end.Ticks);
        return Line.Of("  ") + Line.Of(new string('━', done), Ink.Good) + Line.Of(new string('─', columns - done), Ink.Dim);
    }

    private ServingModel With(ServingProgress news) => this with
    {
        Phase = news.Phase,
        Entries = (news.IsRunStart ? [] : Entries).AddRange(news.Live),
    };
}
