using System.Collections.Immutable;
using ShortOrder.Game.Export;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Screens.Replay;

/// <summary>A moment at which a film can be stopped.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What has just happened, in a sentence or a few words.</param>
public readonly record struct FilmMark(KitchenTime At, string Text);

/// <summary>A run to be looked at as a film: measured, predicted, or the unkind schedule. Not for several threads: it keeps its last picture.</summary>
/// <param name="name">Whose time it is, e.g. <c>as measured</c>.</param>
/// <param name="plan">What was run.</param>
/// <param name="timeline">What happened.</param>
/// <param name="marks">Where it can be stopped, in order.</param>
public sealed class Film(string name, CompiledPlan plan, Timeline timeline, ImmutableArray<FilmMark> marks)
{
    private readonly Lazy<ImmutableArray<Span>> _hops = new(() => CriticalPath.Of(timeline).Hops);
    private readonly Lazy<ImmutableArray<PlanProgram>> _programs = new(() => PlanProgram.Of(plan));
    private (TimelineFrame Frame, FilmPicture Picture)? _last;

    /// <summary>Whose time it is.</summary>
    public string Name => name;

    /// <summary>What was run.</summary>
    public CompiledPlan Plan => plan;

    /// <summary>What happened.</summary>
    public Timeline Timeline => timeline;

    /// <summary>Where it can be stopped.</summary>
    public ImmutableArray<FilmMark> Marks => marks;

    /// <summary>Names of its tasks.</summary>
    public TimelineNames Names { get; } = TimelineNames.Of(plan);

    /// <summary>The plan as a program, in every language that can say it.</summary>
    public ImmutableArray<PlanProgram> Programs => _programs.Value;

    /// <summary>What its time is counted in.</summary>
    public string Unit { get; init; } = "min";

    /// <summary>Whether its lengths mean anything, so that there is a critical path.</summary>
    public bool HasPath { get; init; } = true;

    /// <summary>The chain that led to the end; empty where there is none.</summary>
    public ImmutableArray<Span> Hops => HasPath ? _hops.Value : [];

    /// <summary>A film of a run with a stop wherever something begins or ends.</summary>
    public static Film Of(string name, CompiledPlan plan, Timeline timeline) => new(name, plan, timeline, FilmMarks.Of(plan, timeline));

    /// <summary>The last mark that is not later; null before the first.</summary>
    public FilmMark? MarkAt(KitchenTime at)
    {
        int index = IndexAt(at);
        return index < 0 ? null : marks[index];
    }

    /// <summary>How many marks are not later than a moment, less one.</summary>
    public int IndexAt(KitchenTime at)
    {
        int low = 0, high = marks.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (marks[middle].At <= at) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    /// <summary>The link of the critical path that is under way; null where there is none.</summary>
    public Span? HopAt(KitchenTime at)
    {
        foreach (Span hop in Hops) if (hop.Start <= at && at < hop.End) return hop;
        return null;
    }

    /// <summary>The whole run drawn, for a frame.</summary>
    internal FilmPicture Draw(TimelineFrame frame)
    {
        if (_last is { } last && last.Frame == frame) return last.Picture;
        FilmPicture picture = FilmPicture.Of(this, frame);
        _last = (frame, picture);
        return picture;
    }
}
