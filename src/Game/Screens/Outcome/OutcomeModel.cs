using System.Collections.Immutable;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Replay;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Screens.Outcome;

/// <summary>The plans of the level have been counted.</summary>
public sealed record TallyCame(PlanTally Tally) : ScreenMessage;

/// <summary>The verdict: medal and minutes, what is missing for more, and pictures: the timelines, and where the run stands among all plans.</summary>
/// <param name="Standing">What was executed, and where it stands.</param>
/// <param name="Next">Title of the level that follows; null after the last.</param>
public sealed record OutcomeModel(Standing Standing, string? Next) : IScreenModel
{
    private sealed record ScrollBy(int Rows) : ScreenMessage;

    private sealed record PictureBy(int Pictures) : ScreenMessage;

    private static readonly ImmutableArray<KeyCommand<OutcomeModel>> Commands =
    [
        new([Keys.Enter, Keys.Space], "Enter", "next", "With a medal on to the next level, without one back to the plan.", (m, _) => new ScreenMessage.Leave(m.HasMedal ? FlowTrigger.Next : FlowTrigger.Retry))
        {
            WordsNow = m => m.HasMedal ? "next" : "try again",
        },
        new(["e"], "e", "explain", "Why it came out so: where the minutes went, who held you up, what would have helped.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Explain)),
        new(["p"], "p", "play", "The run once more, as a film; of a plan that an unkind schedule breaks, that schedule first.", (_, _) => new ReplayAsked(null)) { WhyNot = m => m.Standing.Served.Result.Timeline is null && m.Standing.Served.Forecast.Run.Timeline.Spans.IsEmpty ? "Nothing happened." : null },
        new([Keys.Tab, Keys.Right], "Tab", "picture", "The next picture: the timelines, how many plans reach what, one metric against another.", (_, _) => new PictureBy(1)),
        new([Keys.ShiftTab, Keys.Left], "", "", "The picture before.", (_, _) => new PictureBy(-1)),
        new(["r"], "r", "again", "The same level again; the plan stays as it is.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Retry)),
        new(["n"], "n", "next", "On to the next level.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Next)) { IsShown = m => !m.HasMedal },
        new([Keys.Up, Keys.PageUp], "", "", "Scroll the timelines up, with PageUp ten rows.", (_, key) => new ScrollBy(key == Keys.Up ? -1 : -10)),
        new([Keys.Down, Keys.PageDown], "", "", "Scroll the timelines down, with PageDown ten rows.", (_, key) => new ScrollBy(key == Keys.Down ? 1 : 10)),
        new(["a", Keys.F2], "a", "almanac", "The almanac at what the run shows, or what the level is about (also F2).", (m, _) => new AlmanacAsked(m.Term ?? m.Standing.Served.Level.Teaches.FirstOrDefault())),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new(["b", Keys.Escape], "b", "back", "Back to where the level was chosen.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Back)),
    ];

    /// <summary>What is to be said of this run in place of what follows; empty if nothing.</summary>
    public string Notice { get; init; } = "";

    private readonly Lazy<Finding?> _finding = new(() => Find(Standing));

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    /// <summary>What the plans of the level reach; null as long as they are being counted.</summary>
    public PlanTally? Tally { get; init; }

    /// <summary>What a teacher would say first; null if nothing stands out, nobody could be faster, or the order was not served.</summary>
    public Finding? Finding => _finding.Value;

    private bool HasMedal => Standing.Served.Medal != Medal.None;

    private int First { get; init; }

    private int Picture { get; init; }

    /// <summary>Id of the concept that the verdict is about; null if none.</summary>
    private string? Term => Standing.Served.Verdict switch
    {
        Verdict.LostUpdate => "race-condition",
        Verdict.Deadlock => HasLostCallback ? "callback" : "deadlock",
        Verdict.UncaughtError => "exception",
        _ => Finding?.Term,
    };

    private bool HasLostCallback => Standing.Served is { Forecast.Compiled: { } plan, Result.Timeline: { } timeline } && TaskError.Of(plan, timeline).Any(e => e.IsSilent);

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        ScrollBy by => this with { First = Math.Clamp(First + by.Rows, 0, Math.Max(0, TimelineRows.Wanted(Standing.Served.Forecast.Run.Timeline) - 1)) },
        PictureBy by => this with { Picture = Picture + by.Pictures },
        TallyCame came => this with { Tally = came.Tally },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        string status = Notice.Length > 0 ? Notice : Next is null ? "No level follows this one." : $"Next: {Next}";
        ScreenFrame frame = new(Line.Of(Standing.Served.Level.Title, Ink.Title), "verdict", status, Commands.ToBar(this, width, 2));
        List<Line> body = [Line.Empty, .. SummaryRows.Of(Standing, Finding, Term, width - 4).Select(l => Line.Of("  ") + l)];
        body.AddRange(PictureRows.Of(Standing, Tally, Picture, First, width, frame.BodyHeight(height) - body.Count));
        return frame.Rows(body, width, height);
    }

    private static Finding? Find(Standing standing) =>
        standing is { HasCrown: false, Served: { Verdict: Verdict.Served, IsBetterByModel: false, Result.Timeline: { } timeline } served } ? Diagnosis.Of(served.Forecast.Compiled, timeline).FirstOrDefault() : null;
}
