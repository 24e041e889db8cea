using System.Collections.Immutable;
using ShortOrder.Game.Export;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Screens.Replay;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Explain;

/// <summary>What the pages after the verdict tell, in order.</summary>
public enum ExplainPage
{
    /// <summary>Where every minute of every lane went.</summary>
    Ledger,

    /// <summary>The chain that led to the end.</summary>
    Path,

    /// <summary>What changes would bring.</summary>
    WhatIf,

    /// <summary>The plan beside another one.</summary>
    Compare,

    /// <summary>What a teacher would say.</summary>
    Findings,

    /// <summary>The plan as a program.</summary>
    Code,
}

/// <summary>The pages after the verdict, one at a time.</summary>
/// <param name="Served">What was executed.</param>
/// <param name="Explanation">Why it took so long.</param>
/// <param name="Rivals">Plans to compare it with.</param>
/// <param name="IsBestHidden">The author's best plan is kept back until there is a medal.</param>
public sealed record ExplainModel(ServedOrder Served, Explanation Explanation, ImmutableArray<Rival> Rivals, bool IsBestHidden) : IScreenModel
{
    private const int Pages = (int)ExplainPage.Code + 1;

    private static readonly ImmutableArray<KeyCommand<ExplainModel>> Commands =
    [
        new([Keys.Right, Keys.Space, Keys.PageDown, Keys.Tab], "←→", "pages", "The next page; after the last, back to the verdict.", (m, _) => m.Page == ExplainPage.Code ? new ScreenMessage.Leave(FlowTrigger.Back) : new PageBy(1)),
        new([Keys.Left, Keys.PageUp, Keys.ShiftTab], "", "", "The page before.", (_, _) => new PageBy(-1)) { WhyNot = m => m.Page == 0 ? "This is the first page." : null },
        new([Keys.Up], "↑↓", "choose", "Scroll up, or the sentence above.", (_, _) => new MoveBy(-1)) { WordsNow = m => m.Page is ExplainPage.Findings or ExplainPage.Path ? "choose" : "scroll" },
        new([Keys.Down], "", "", "Scroll down, or the sentence below.", (_, _) => new MoveBy(1)),
        new(["c"], "c", "other", "Compare with another plan.", (_, _) => new RivalChanged()) { WhyNot = m => m.Rivals.Length < 2 ? "There is no other plan to compare with." : null, IsShown = m => m.Page == ExplainPage.Compare },
        new(["l"], "l", "language", "The same plan in the next language or library.", (_, _) => new LanguageChanged()) { WhyNot = m => m.Programs.Length < 2 ? "There is no other language for this plan." : null, IsShown = m => m.Page == ExplainPage.Code },
        new(["w"], "w", "to a file", "The program to a file in the current folder; asks before it replaces another.", (m, _) => m.ToFile()) { WhyNot = m => m.Programs.IsEmpty ? "There is no program of this plan." : null, IsShown = m => m.Page == ExplainPage.Code },
        new([">", "."], "< >", "sideways", "The ends of long lines.", (_, _) => new SidewaysBy(16)) { IsShown = m => m.Page == ExplainPage.Code },
        new(["<", ","], "", "", "Back to where lines begin.", (_, _) => new SidewaysBy(-16)) { IsShown = m => m.Page == ExplainPage.Code },
        new([Keys.Enter, "a", Keys.F2], "Enter", "almanac", "The almanac at the concept that the page is about.", (m, _) => new AlmanacAsked(m.Term)),
        new(["p"], "p", "play", "The run once more, as a film: from the chosen link of the chain, from where two plans part, or from the start.", (m, _) => new ReplayAsked(m.FilmFrom)),
        new(["r"], "", "", "The same level again; the plan stays as it is.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Retry)),
        new(["n"], "n", "next", "On to the next level.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Next)),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape, Keys.Backspace, "e"], "Esc", "verdict", "Back to the verdict.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Back)),
    ];

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    /// <summary>The page on the screen.</summary>
    public ExplainPage Page { get; private init; }

    /// <summary>Id of the concept that the page is about; null where there is none.</summary>
    public string? Term => Page switch
    {
        ExplainPage.Ledger => Explanation.Avoidable.FirstOrDefault()?.Term,
        ExplainPage.Path => "critical-path",
        ExplainPage.WhatIf => "bottleneck",
        ExplainPage.Compare => "makespan",
        ExplainPage.Code => Served.Level.Teaches.FirstOrDefault(),
        _ => Cursor < Explanation.Findings.Length ? Explanation.Findings[Cursor].Term : null,
    };

    /// <summary>A click here chooses a line.</summary>
    internal sealed record EntryTarget(int Index) : Target;

    private sealed record PageBy(int Pages) : ScreenMessage;

    private sealed record MoveBy(int Rows) : ScreenMessage;

    private sealed record MoveTo(int Row) : ScreenMessage;

    private sealed record RivalChanged : ScreenMessage;

    private sealed record LanguageChanged : ScreenMessage;

    private sealed record SidewaysBy(int Columns) : ScreenMessage;

    /// <summary>The plan as a program, in every language that can say it; written when the page is first turned to.</summary>
    public ImmutableArray<PlanProgram> Programs => _programs.Value;

    private readonly Lazy<ImmutableArray<PlanProgram>> _programs = new(() => PlanProgram.Of(Explanation.Plan));

    private int Cursor { get; init; }

    private int Other { get; init; }

    private int Language { get; init; }

    private int Sideways { get; init; }

    private string Status { get; init; } = "";

    /// <summary>A file that the player has been asked to give up; empty: none.</summary>
    private string Asked { get; init; } = "";

    /// <summary>Explains what was executed, by the measured timeline where there is one.</summary>
    /// <param name="standing">What was executed, and the player's attempts before.</param>
    public static ExplainModel Of(Standing standing)
    {
        ServedOrder served = standing.Served;
        bool hasMedal = served.Medal != Medal.None || standing.Earlier.Any(a => a.Medal != Medal.None);
        Timeline timeline = served.Measured ?? served.Forecast.Run.Timeline;
        return new(served, new(served.Forecast.Compiled, timeline), Rival.Of(served.Forecast, standing.Earlier.LastOrDefault(), standing.BestBefore, hasMedal), !hasMedal);
    }

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => pointer is not { Act: PointerAct.Click or PointerAct.DoubleClick } ? null : pointer.Target switch
    {
        EntryTarget entry when pointer.Act == PointerAct.DoubleClick && Page == ExplainPage.Path => new ReplayAsked(Explanation.Path[entry.Index].Start),
        EntryTarget entry => new MoveTo(entry.Index),
        _ => null,
    };

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        ProgramWritten written => this with { Status = written.Words, Asked = written.Name },
        _ => (this with { Asked = "" }).Turn(message),
    };

    private ExplainModel Turn(ScreenMessage message) => message switch
    {
        PageBy by => (this with { Page = (ExplainPage)Math.Clamp((int)Page + by.Pages, 0, Pages - 1), Status = "" }).AtStart(),
        MoveBy by => this with { Cursor = Math.Clamp(Cursor + by.Rows, 0, Math.Max(0, Entries - 1)), Status = "" },
        MoveTo to => this with { Cursor = Math.Clamp(to.Row, 0, Math.Max(0, Entries - 1)), Status = "" },
        LanguageChanged => (this with { Language = (Language + 1) % Programs.Length, Status = "" }).AtStart(),
        SidewaysBy by => this with { Sideways = Math.Clamp(Sideways + by.Columns, 0, 160), Status = "" },
        RivalChanged => this with { Other = (Other + 1) % Rivals.Length, Status = "" },
        ScreenMessage.Say say => this with { Status = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        string source = Page is ExplainPage.WhatIf or ExplainPage.Compare or ExplainPage.Code || Served.Measured is null ? "by the model" : "as measured";
        ScreenFrame frame = new(Line.Of(Title, Ink.Title), $"{Served.Level.Title} · {(int)Page + 1} of {Pages} · {source}", Status, Commands.ToBar(this, width, 2));
        int room = frame.BodyHeight(height), inner = width - 4;
        IEnumerable<Line> body = Page switch
        {
            ExplainPage.Ledger => LedgerRows.Of(Explanation, Cursor, inner, room),
            ExplainPage.Path => PathRows.Of(Explanation, Cursor, inner, room),
            ExplainPage.WhatIf => WhatIfRows.Of(Explanation, Cursor, inner, room),
            ExplainPage.Compare => CompareRows.Of(this, Other, Cursor, inner, room),
            ExplainPage.Code => Code(inner, room),
            _ => FindingRows.Of(Explanation, Cursor, inner),
        };
        return frame.Rows([.. body.Select(l => Line.Of("  ") + l)], width, height);
    }

    private IEnumerable<Line> Code(int width, int height)
    {
        if (Programs.IsEmpty) return Layout.Wrap("This plan loses a dish, so there is no program to show.", width);
        PlanProgram program = Programs[Language];
        return [Layout.Rule($"{program.Name} · ▶ performs a step · w writes it to a file", width),
            .. CodeRows.Of(program, [.. program.Marks.Select(m => m.Line - 1)], Cursor, Sideways, width, height - 1)];
    }

    private ScreenMessage ToFile()
    {
        if (Page != ExplainPage.Code) return new ScreenMessage.Say("The program is on the last page.");
        string name = Programs[Language].FileName(Served.Level.Id);
        return new ProgramAsked(name, Programs[Language].Text, MayReplace: Asked == name);
    }

    /// <summary>A page from its beginning; a program from its first step.</summary>
    private ExplainModel AtStart() => this with { Sideways = 0, Cursor = Page == ExplainPage.Code && !Programs.IsEmpty ? Math.Max(0, Programs[Language].FirstMarked - 3) : 0 };

    /// <summary>Where a film asked for on this page begins, standing still; null: it plays from the start.</summary>
    private KitchenTime? FilmFrom => Page switch
    {
        ExplainPage.Path when Cursor < Explanation.Path.Length => Explanation.Path[Cursor].Start,
        ExplainPage.Compare when !Rivals.IsEmpty => Sentences.DifferenceOf(Served.Forecast, Rivals[Other].Forecast)?.At,
        _ => null,
    };

    private string Title => Page switch
    {
        ExplainPage.Ledger => "Where the minutes went",
        ExplainPage.Path => "Who held me up?",
        ExplainPage.WhatIf => "What if?",
        ExplainPage.Compare => "Side by side",
        ExplainPage.Code => "As a program",
        _ => "What to make of it",
    };

    /// <summary>What the cursor can be moved over, or the page scrolled by.</summary>
    private int Entries => Page switch
    {
        ExplainPage.Ledger => Explanation.Ledger.Rows.Length,
        ExplainPage.Path => Explanation.Path.Length,
        ExplainPage.WhatIf => Explanation.WhatIfs.Length,
        ExplainPage.Compare => Math.Max(TimelineRows.Wanted(Served.Forecast.Run.Timeline), Rivals.IsEmpty ? 0 : TimelineRows.Wanted(Rivals[Other].Forecast.Run.Timeline)),
        ExplainPage.Code => Programs.IsEmpty ? 0 : Programs[Language].Lines.Length,
        _ => Explanation.Findings.Length,
    };
}
