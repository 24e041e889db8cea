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

/// <summary>A plan being executed: the measured timeline growing over the model's, which is seen pale where nothing is measured yet; below it the runs so far.</summary>
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

    private ImmutableArray<EndedRun> Ended { get; init; } = [];

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
        TimelineFrame full = new(width - 2, int.MaxValue, new(Math.Max(1, Math.Max(model.End.Ticks, live.End.Ticks))));
        int body = frame.BodyHeight(height), runs = Math.Clamp(Ended.Length + 1, 4, Math.Max(4, body / 3));
        TimelineFrame picture = full with { MaxRows = Math.Max(1, body - 7 - runs) };
        List<Line> rows =
        [
            Line.Of("  ") + Line.Of(Phase, Ink.Strong),
            Progress(live.End, model.End, width),
            Line.Empty,
            Layout.Rule($"for real: {Minutes(live.End.Minutes)} min so far", width),
            .. TimelineRows.DrawOver(model, live, TimelineNames.Of(Forecast.Compiled), picture).Select(Indented),
            Indented(TimelineRows.Axis(picture.Width, picture.Span)),
            Indented(TimelineRows.Legend(picture.Width, model, live)),
            Layout.Rule($"runs so far; the model says {Minutes(model.End.Minutes)} min", width),
        ];
        rows.AddRange(Ended.TakeLast(body - rows.Count).Select(r => Indented(Row(r))));
        return frame.Rows(rows, width, height);
    }

    private static Line Row(EndedRun run)
    {
        Line line = Line.Of($" {(run.Run == 0 ? "warm-up" : $"run {run.Run}"),-9}", Ink.Dim) + Line.Of($"{Minutes(run.Minutes),8} min   ", run.Run > 0 && run.DiscardedBecause is null ? Ink.Strong : Ink.Dim);
        return line + (run.DiscardedBecause is { } why ? Line.Of($"repeated: {why}", Ink.Dim) : Line.Of(run.Run == 0 ? "not counted" : "counted", Ink.Dim));
    }

    private static string Minutes(decimal minutes) => Words.Minutes(decimal.Round(minutes, 2));

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
        Ended = news.Ended is { } ended ? Ended.Add(ended) : Ended,
    };
}
