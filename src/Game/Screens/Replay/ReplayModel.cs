using System.Collections.Immutable;
using ShortOrder.Game.Export;
using ShortOrder.Game.Screens.Almanac;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Replay;

/// <summary>The player wants to see the run as a film.</summary>
/// <param name="From">Standing still at this moment; null: playing from the start.</param>
public sealed record ReplayAsked(KitchenTime? From) : ScreenMessage;

/// <summary>A run as a film: pause, go on, step from event to event, speed, scrub, along the critical path.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Views">What can be looked at, one after the other: a film, or several on one scale of which the first is stepped through; at least one.</param>
/// <param name="Term">Id of the almanac's entry to open.</param>
public sealed record ReplayModel(string Title, ImmutableArray<ImmutableArray<Film>> Views, string? Term) : IAnimated
{
    /// <summary>Where a click on a picture leads.</summary>
    private sealed record PictureTarget(TimelineFrame Frame) : Target;

    private sealed record Change(Func<ReplayModel, ReplayModel> To) : ScreenMessage;

    private static readonly ImmutableArray<KeyCommand<ReplayModel>> Commands =
    [
        new([Keys.Space, Keys.Enter], "Space", "play", "Go on, or stand still. At the end it starts again.", (_, _) => Play(p => p.Toggle())) { WordsNow = m => m.IsPlaying ? "pause" : "play" },
        new(["n", "."], "n N", "event", "To the next event and stop there.", (_, _) => Play(p => p.Next())),
        new(["N", ","], "", "", "Back to the event before and stop there.", (_, _) => Play(p => p.Previous())),
        new(["+", "="], "+ -", "speed", "Twice as fast, up to 16 times. At the ordinary speed a kitchen minute lasts a second.", (_, _) => Play(p => p.Faster(1))),
        new(["-"], "", "", "Half as fast, down to a quarter.", (_, _) => Play(p => p.Faster(-1))),
        new([Keys.Right, Keys.ShiftRight], "←→", "scrub", "On by a hundredth of the whole; with Shift by a tenth. Or drag the mouse over the picture.", (_, key) => Play(p => p.Scrub(key == Keys.Right ? 1 : 10))),
        new([Keys.Left, Keys.ShiftLeft], "", "", "Back by a hundredth of the whole; with Shift by a tenth.", (_, key) => Play(p => p.Scrub(key == Keys.Left ? -1 : -10))),
        new([Keys.Home], "", "", "To the start.", (_, _) => Play(p => p.To(KitchenTime.Zero))),
        new([Keys.End], "", "", "To the end.", (_, _) => Play(p => p.To(p.End))),
        new(["c"], "c", "critical", "To where the next link of the critical path begins: the chain of what had to end before the next could begin.", (_, _) => new Change(m => m.ToNextHop())) { WhyNot = m => m.Shown.HasPath ? null : "A schedule has no critical path: its moves have no length." },
        new(["m"], "m", "model", "The measured run, the model's, both one above the other, or the schedule that breaks the plan.", (_, _) => new Change(m => m.Turn())) { WhyNot = m => m.Views.Length < 2 ? "There is only this one." : null },
        new(["k"], "k", "code", "The program in place of the words, what is under way marked; again for the next language, then the words once more.", (_, _) => new Change(m => m with { Language = (m.Language + 1) % (m.Shown.Programs.Length + 1) })),
        new([Keys.Up, Keys.PageUp], "", "", "Scroll the lanes up.", (_, key) => new Change(m => m.Scroll(key == Keys.Up ? -1 : -10))),
        new([Keys.Down, Keys.PageDown], "", "", "Scroll the lanes down.", (_, key) => new Change(m => m.Scroll(key == Keys.Down ? 1 : 10))),
        new(["r"], "", "", "The same level again; the plan stays as it is.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Retry)),
        new(["a", Keys.F2], "a", "almanac", "The almanac at what this level is about (also F2).", (m, _) => new AlmanacAsked(m.Term)),
        new(["?", Keys.F1], "?", "help", "This page.", (_, _) => new HelpAsked()),
        new([Keys.Escape, Keys.Backspace, "p", "b"], "Esc", "back", "Back to where you came from.", (_, _) => new ScreenMessage.Leave(FlowTrigger.Back)),
    ];

    /// <inheritdoc/>
    public ImmutableArray<KeyHelp> Help => Commands.ToHelp(this);

    /// <summary>Where the film stands.</summary>
    public Playback Playback { get => field ?? Start(); private init; }

    /// <inheritdoc/>
    public bool IsPlaying => Playback.IsPlaying;

    /// <summary>The film that is stepped through; the only or upper one.</summary>
    public Film Shown => Views[View][0];

    private int View { get; init; }

    private int First { get; init; }

    /// <summary>0: words; else the place of a program from 1.</summary>
    private int Language { get; init; }

    private string Status { get; init; } = "";

    private TimelineFrame? Dragged { get; init; }

    /// <summary>Films of one unit share their scale, so that nothing jumps when one follows another.</summary>
    private KitchenTime LatestEnd => new(Views.SelectMany(v => v).Where(f => f.Unit == Shown.Unit).Max(f => f.Timeline.End.Ticks));

    /// <summary>The film of a run; of a plan that an unkind schedule breaks that schedule comes first.</summary>
    /// <param name="served">The run.</param>
    /// <param name="from">Standing still at this moment; null: playing from the start.</param>
    public static ReplayModel Of(ServedOrder served, KitchenTime? from)
    {
        Film model = Film.Of("by the model", served.Forecast.Compiled, served.Forecast.Run.Timeline);
        List<ImmutableArray<Film>> views = [];
        if (UnkindFilm.Of(served.Forecast.Compiled, served.Found) is { } unkind) views.Add([unkind]);
        if (served.Result.Timeline is { } timeline)
        {
            Film real = Film.Of("as measured", served.Forecast.Compiled, timeline);
            views.AddRange([real], [model], [real, model]);
        }
        else views.Add([model]);
        int first = from is not null && !views[0][0].HasPath ? 1 : 0; // a moment is one of the run
        ReplayModel replay = new(served.Level.Title, [.. views], served.Level.Teaches.FirstOrDefault()) { View = first };
        return replay with { Playback = from is { } at ? replay.Playback.To(at) : replay.Playback.Toggle() };
    }

    /// <inheritdoc/>
    public ScreenMessage? Press(string key) => Commands.Press(this, key);

    /// <inheritdoc/>
    public ScreenMessage? Point(Pointer pointer) => (pointer.Act, pointer.Target) switch
    {
        (PointerAct.WheelUp, _) => Play(p => p.Previous()),
        (PointerAct.WheelDown, _) => Play(p => p.Next()),
        (PointerAct.Press, PictureTarget picture) => new Change(m => m.DragTo(picture.Frame, pointer.Column)),
        (PointerAct.Drag, _) when Dragged is { } frame => new Change(m => m.DragTo(frame, pointer.Column)),
        (PointerAct.Release, _) when Dragged is not null => new Change(m => m with { Dragged = null }),
        _ => null,
    };

    /// <inheritdoc/>
    public IScreenModel Update(ScreenMessage message) => message switch
    {
        TimePassed passed => this with { Playback = Playback.After(passed.Real) },
        Change change => change.To(this with { Status = "" }),
        ScreenMessage.Say say => this with { Status = say.Text },
        _ => this,
    };

    /// <inheritdoc/>
    public ImmutableArray<Line> Rows(int width, int height)
    {
        ImmutableArray<Film> films = Views[View];
        string what = string.Join(" and ", films.Select(f => f.Name));
        ScreenFrame frame = new(Line.Of(Title, Ink.Title), $"replay · {what}", Status, Commands.ToBar(this, width, 2));
        int inner = width - 2, body = frame.BodyHeight(height), lanes = Shown.Timeline.Rows.Length;
        int words = Language > 0 ? Math.Max(3, body / 2) : Math.Clamp(lanes + 1, 3, Math.Max(3, body / 3));
        int room = Math.Max(1, (body - 6 - words) / films.Length - 2);
        List<Line> rows = [Transport(inner), Line.Empty];
        TimelineFrame picture = default;
        foreach (Film film in films)
        {
            picture = new(inner, Math.Clamp(TimelineRows.Wanted(film.Timeline), 1, room), new(Math.Max(1, LatestEnd.Ticks)), First);
            if (films.Length > 1) rows.Add(Layout.Rule($"{film.Name}: {Words.Minutes(decimal.Round(film.Timeline.End.Minutes, 1))} min", inner));
            rows.AddRange(film.Draw(picture).At(Playback.At, picture, film.HopAt(Playback.At)).Select(l => l.For(new PictureTarget(picture))));
        }
        rows.Add(Axis(picture).For(new PictureTarget(picture)));
        rows.Add(TimelineRows.Legend(inner, [.. films.Select(f => f.Timeline)]));
        rows.Add(Layout.Rule($"at {Time(Playback.At)}" + (Language > 0 ? $", {Shown.Programs[Language - 1].Name}" : "") + (films.Length > 1 ? $", {Shown.Name}" : ""), inner));
        if (Language > 0) rows.AddRange(Code(inner, body - rows.Count));
        else rows.AddRange(Last(inner));
        if (Language == 0) rows.AddRange(MomentRows.Of(Shown, Playback.At, inner, body - rows.Count));
        return frame.Rows([.. rows.Select(r => Line.Of(" ") + r)], width, height);
    }

    /// <summary>The program around what is under way.</summary>
    private IEnumerable<Line> Code(int width, int height)
    {
        PlanProgram program = Shown.Programs[Language - 1];
        ImmutableHashSet<int> lit = program.LinesOf(Shown.Plan, Shown.Timeline.Spans.Where(s => s.Start <= Playback.At && Playback.At < s.End));
        int first = lit.IsEmpty ? program.FirstMarked : lit.Min();
        return CodeRows.Of(program, lit, first - (height / 3), 0, width, height);
    }

    private static Change Play(Func<Playback, Playback> change) => new(m => m with { Playback = change(m.Playback) });

    private static string Time(KitchenTime at) => Words.Minutes(decimal.Round(at.Minutes, 2));

    private Playback Start() => new(LatestEnd, [.. Shown.Marks.Select(m => m.At)]);

    private ReplayModel DragTo(TimelineFrame frame, int column) =>
        this with { Dragged = frame, Playback = Playback.Pause().To(TimelineRows.TimeOf(column - 1, frame)) };

    private ReplayModel Turn()
    {
        ReplayModel turned = this with { View = (View + 1) % Views.Length, First = 0 };
        Playback at = (Playback with { End = turned.LatestEnd, Stops = [.. turned.Shown.Marks.Select(m => m.At)] }).To(Playback.At);
        return turned with { Playback = turned.Shown.Unit == Shown.Unit ? at : at.Pause().To(KitchenTime.Zero) };
    }

    private ReplayModel Scroll(int rows) => this with { First = Math.Clamp(First + rows, 0, Math.Max(0, TimelineRows.Wanted(Shown.Timeline) - 1)) };

    private ReplayModel ToNextHop()
    {
        foreach (Span hop in Shown.Hops)
            if (hop.Start > Playback.At)
                return this with { Playback = Playback.Pause().To(hop.Start), Status = $"On the critical path: {Doing.Of(hop, Shown.Plan, Shown.Names)}, {Words.Minutes(decimal.Round(hop.Length.Minutes, 2))} min." };
        return this with { Playback = Playback.Pause().To(KitchenTime.Zero), Status = "That was its last link; back to the first." };
    }

    private Line Transport(int width)
    {
        Line state = IsPlaying ? Line.Of("▶ playing", Ink.Good) : Line.Of("‖ paused", Ink.Key);
        string number = $"event {Shown.IndexAt(Playback.At) + 1} of {Shown.Marks.Length}";
        return (state.Fit(11) + Line.Of($"{Time(Playback.At)} of {Time(Playback.End)} {Shown.Unit}", Ink.Strong) + Line.Of($"   {Words.Number(Playback.Speed)}×   {number}", Ink.Dim)).Fit(width);
    }

    private Line Axis(TimelineFrame frame)
    {
        Line axis = TimelineRows.Axis(frame.Width, frame.Span, Shown.Unit).Fit(frame.Width);
        int column = TimelineRows.ColumnOf(Playback.At, frame);
        return column < frame.Width ? axis.Overlay(column, Line.Of("▲", Ink.Strong)) : axis;
    }

    private IEnumerable<Line> Last(int width)
    {
        if (Shown.MarkAt(Playback.At) is not { } mark) return [Line.Of("Nothing has happened yet.", Ink.Dim)];
        ImmutableArray<Line> text = [.. Layout.Wrap(mark.Text, Math.Max(10, width - 8)).Take(2)];
        return text.Select((line, i) => Line.Of(i == 0 ? Time(mark.At).PadRight(6) : new string(' ', 6), Ink.Dim) + line);
    }
}
