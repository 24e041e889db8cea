using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Contest.Joining;
using ShortOrder.Game.Screens.Outcome;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Competition;

/// <summary>A submitted plan: first what the model says, with its place in the queue, then the judge's verdict with the judged run over the model's.</summary>
/// <param name="View">The competition.</param>
/// <param name="Key">Which submission.</param>
/// <param name="Forecast">What the model says about the plan here; null if the plan is not known on this machine.</param>
public sealed record JudgingModel(JoinedView View, string Key, Forecast? Forecast) : IScreenModel
{
    private static readonly ImmutableArray<KeyCommand<JudgingModel>> Commands =
    [
        new([Keys.Enter, "r"], "Enter", "plan on", "Back to the board; the verdict comes meanwhile.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Retry)),
        new(["b", Keys.Escape], "b", "competition", "To levels and standings; the verdict comes meanwhile.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Back)),
        new([Keys.Up, Keys.PageUp], "", "", "Scroll the timelines up.", (_, key) => new ScrollBy(key == Keys.Up ? -1 : -10)),
        new([Keys.Down, Keys.PageDown], "", "", "Scroll the timelines down.", (_, key) => new ScrollBy(key == Keys.Down ? 1 : 10)),
        new(["a", Keys.F2], "", "almanac", "The almanac (also F2).", (_, _) => new Almanac.AlmanacAsked()),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
    ];

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    private sealed record ScrollBy(int Rows) : ScreenMessage;

    private int First { get; init; }

    private OwnSubmission? Submission => View.Submissions.FirstOrDefault(s => s.Key == Key);

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        ViewCame came => this with { View = came.View },
        ScrollBy by => this with { First = Math.Clamp(First + by.Rows, 0, Forecast is null ? 0 : Math.Max(0, TimelineRows.Wanted(Forecast.Run.Timeline) - 1)) },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        OwnSubmission? submission = Submission;
        JoinedLevel? level = View.LevelOf(submission?.LevelHash ?? "");
        string status = View.LinkWords.Length > 0 ? View.LinkWords : View.Announcements.IsEmpty ? "" : $"The teacher: {View.Announcements[0]}";
        ScreenFrame frame = new(Line.Of(level?.Title ?? "Submission", Ink.Title), $"submitted · {CompetitionWords.Of(View)}", status, Commands.ToBar(this, width, 2));
        List<Line> body = [Line.Empty, .. Summary(submission, level, width - 4).Select(l => Line.Of("  ") + l), Line.Empty];
        if (Forecast is { } forecast)
        {
            Timeline? judged = submission?.Trace?.ToTimeline(forecast.Compiled);
            body.AddRange(PictureRows.Timelines(forecast.Run.Timeline, judged, TimelineNames.Of(forecast.Compiled), First, width, frame.BodyHeight(height) - body.Count));
        }
        return frame.Rows(body, width, height);
    }

    private IEnumerable<Line> Summary(OwnSubmission? submission, JoinedLevel? level, int width)
    {
        if (submission is null) return [Line.Of("This submission is not known any more.", Ink.Dim)];
        return submission is { State: OwnState.Judged, IsServed: true, Minutes: { } minutes } ? Served(submission, minutes, level, width) : Underway(submission, width);
    }

    private static IEnumerable<Line> Served(OwnSubmission submission, decimal minutes, JoinedLevel? level, int width)
    {
        string model = submission.ModelMinutes is { } said ? $"   the model said {Words.Minutes(decimal.Round(said, 2))}{Percent(minutes, said)}" : "";
        string place = level?.Place is { } rank ? $"Your place on this level: {CompetitionRows.Ordinal(rank)} of {level.Ranked}." : "Your place comes with the next standings.";
        string how = submission.Runs > 0 ? $"{submission.Runs} {(submission.Runs == 1 ? "run" : "runs")} counted on {(submission.Machine.Length > 0 ? submission.Machine : "the judge's machine")}, good to ±{Words.Number(decimal.Round(submission.BandPercent, 2))} %" : submission.Words;
        Line[] beside = [Words.Of(submission.Medal) + Line.Of("   the judge's verdict", Ink.Dim), Line.Of($"{Words.Minutes(decimal.Round(minutes, 2))} min measured", Ink.Strong) + Line.Of(model, Ink.Dim), Line.Of(place)];
        foreach (Line line in BigNumber.Draw(decimal.Round(minutes, 1).ToString("0.0", NumberFormatInfo.InvariantInfo), InkOf(submission.Medal)).Zip(beside, (big, text) => (big + Line.Of("  ") + text).Fit(width))) yield return line;
        yield return Line.Of(how, Ink.Dim).Fit(width);
    }

    private IEnumerable<Line> Underway(OwnSubmission submission, int width)
    {
        yield return submission.State switch
        {
            OwnState.Unsent => Line.Of("WRITTEN DOWN", Ink.Warn) + Line.Of(View.Link != LinkState.Online ? "   and sent as soon as the server answers" : submission.Words.Length > 0 ? "   and sent again when the server takes it" : "   and on its way to the server"),
            OwnState.Queued => Line.Of("IN THE QUEUE", Ink.Key) + Line.Of(submission.Position is { } place ? $"   {(place == 1 ? "yours is the next" : $"{place - 1} before yours")}" : ""),
            OwnState.Judging => Line.Of("BEING JUDGED", Ink.Key) + Line.Of("   the plan runs on the judge's machine until its time is certain"),
            OwnState.Replaced => Line.Of("REPLACED", Ink.Dim) + Line.Of("   a newer plan of yours took its place in the queue"),
            OwnState.Refused => Line.Of("REFUSED", Ink.Bad),
            OwnState.Doubtful => Line.Of("IN DOUBT", Ink.Warn) + Line.Of("   the teacher looks at it"),
            _ => Line.Of("NOT SERVED", Ink.Bad),
        };
        bool isUnderway = submission.State is OwnState.Unsent or OwnState.Queued or OwnState.Judging;
        foreach (Line line in Layout.Wrap(submission.Words, width)) if (line.Width > 0) yield return line;
        decimal? model = submission.ModelMinutes ?? (Forecast is { Score.Verdict: Verdict.Served } forecast ? forecast.Score[Metric.Time] : null);
        if (model is { } minutes && isUnderway)
            yield return Line.Of($"{Words.Minutes(decimal.Round(minutes, 2))} min", Ink.Strong) + Line.Of(" says the model at once; the measured time is what counts.", Ink.Dim);
    }

    private static string Percent(decimal measured, decimal model) => model <= 0 ? "" : $" ({((measured - model) / model * 100).ToString("+0.0;-0.0;0.0", NumberFormatInfo.InvariantInfo)} %)";

    private static Ink InkOf(Medal medal) => medal switch { Medal.Gold => Ink.Gold, Medal.Silver => Ink.Silver, Medal.Bronze => Ink.Bronze, _ => Ink.Normal };
}
