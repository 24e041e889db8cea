using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Analysis;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Time;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Markdown;

/// <summary>A report on a plan that a student can hand in: order, plan, timeline, where the minutes went and why, what would help, and how to run it again.</summary>
public sealed class MarkdownReport
{
    private const int TimelineWidth = 96, MostRows = 40, MostTasks = 40, MostStages = 40, MostWhatIfs = 8;

    private readonly ExportJob _job;
    private readonly Level _level;
    private readonly Explanation _explanation;
    private readonly TimelineNames _names;
    private readonly StringBuilder _text = new();

    private MarkdownReport(ExportJob job)
    {
        (_job, _level) = (job, job.Plan.Level);
        _explanation = new(job.Plan, job.Timeline);
        _names = TimelineNames.Of(job.Plan);
    }

    /// <summary>Writes the report.</summary>
    public static string Write(ExportJob job) => new MarkdownReport(job).Write();

    private bool IsOnlyKitchen => _job.Plan.Processes.Length == 1;

    private string Source => _job.Measured?.Timeline is null ? "by the model" : "as measured";

    private string Write()
    {
        Inspection found = Inspector.InspectForServing(_job.Plan);
        Score score = _job.Forecast.Score.Under(found);
        Paragraph($"# {Md(_level.Title)}");
        Paragraph($"**{Words.Minutes(decimal.Round(score[Metric.Time], 2))} minutes** in the model, {Md(Words.Of(score.Medal).ToString()[2..])}. {Md(score.Explanation)}");
        Order();
        Plan();
        Timeline();
        Ledger();
        Path();
        WhatIfs();
        Bounds();
        Paragraph($"## Can it break?\n\n{Verdict(found)}: {Md(found.Explanation)}");
        Bullets("What a teacher would say", [.. _explanation.Findings.Select(f => $"{Md(f.Sentence)} ({Md(f.Term)})")], "Nothing stands out.");
        Others();
        Measured();
        Paragraph($"## Run it again\n\nKeep this plan as `plan.json`:\n\n{MarkdownText.Block(PlanWriter.Write(_job.Plan.Plan), "json")}\n\n"
            + MarkdownText.Block($"shortorder run {_level.Id} plan.json                  # measured\nshortorder run {_level.Id} plan.json --engine model   # predicted\nshortorder explain {_level.Id} plan.json\nshortorder export {_level.Id} plan.json --to markdown"));
        return _text.ToString().TrimEnd() + "\n";
    }

    private void Order()
    {
        Paragraph("## The order");
        if (_level.Story.Length > 0) Paragraph(Md(_level.Story));
        Table(["task", "how often", "steps", "after"], [.. _level.Tasks.Take(MostTasks).Select(t => new[]
        {
            Md(t.Title), $"{t.Count}", string.Join(", ", t.Steps.Select(s => $"{Md(Words.Of(s))}{(s.Duration.Ticks > 0 ? $" {s.Duration}{(s.Kind == StepKind.Io ? " (wait)" : "")}" : "")}")),
            string.Join(", ", t.After.Select(a => Md(_level.FindTask(a)?.Title ?? a))),
        })]);
        if (_level.Tasks.Length > MostTasks) Paragraph($"And {_level.Tasks.Length - MostTasks} more.");
        string tools = string.Join(", ", _level.Tools.Select(t => $"{Md(t.Id)} × {t.Places}"));
        Paragraph($"{_level.Cores} cores, {(_level.Gil ? "one hat (GIL) per kitchen" : "no hats (no GIL)")}{(tools.Length > 0 ? $"; tools: {tools}" : "")}.");
    }

    private void Plan()
    {
        Plan plan = _job.Plan.Plan;
        List<string> lanes = [];
        foreach (LaneAddress at in PlanEdit.Lanes(plan))
        {
            Kitchen kitchen = plan.Kitchens[at.Kitchen];
            lanes.Add($"{Md(kitchen.Name)}{(kitchen.Copies > 1 ? $" × {kitchen.Copies}" : "")}, {Md(LaneNames.Of(plan, at))}: {Md(What(kitchen.Lanes[at.Lane]))}");
        }
        Bullets("The plan", [.. lanes, .. CardWords.Of(_level, plan).Select(Md)], "Nothing.");
    }

    private string What(Lane lane) => lane.Kind == LaneKind.Manual
        ? string.Join(", ", lane.Steps.Select(s => _level.FindTask(s.Task) is { } task && s.Step < task.Steps.Length ? $"{Words.Of(task.Steps[s.Step])} ({task.Title}{(s.Copy > 0 ? $" {s.Copy}" : "")})" : s.ToString()))
        : string.Join(", ", lane.Tasks.Select(t => Words.Of(_level, t)));

    private void Timeline()
    {
        Timeline timeline = _job.Timeline;
        KitchenDuration span = new(Math.Max(1, timeline.End.Ticks));
        IEnumerable<Line> rows = TimelineRows.Draw(timeline, _names, new(TimelineWidth, MostRows, span)).Append(TimelineRows.Axis(TimelineWidth, span)).Append(Line.Empty).Append(TimelineRows.Legend(TimelineWidth, timeline));
        Paragraph($"## What happens when\n\n{char.ToUpperInvariant(Source[0])}{Source[1..]}.\n\n{MarkdownText.Block(string.Join('\n', rows.Select(r => r.ToString().TrimEnd())), "text")}");
    }

    private void Ledger()
    {
        SpanState[] states = [.. Enum.GetValues<SpanState>().Where(s => _explanation.Ledger.Total[s].Ticks > 0).OrderBy(s => s == SpanState.None)];
        IEnumerable<(string Lane, LedgerAccount Account)> accounts = _explanation.Ledger.Rows.Select((account, lane) => (Words.Of(_job.Timeline.Rows[lane], IsOnlyKitchen), account)).Take(MostRows).Append(("together", _explanation.Ledger.Total));
        Paragraph("## Where the minutes went");
        Table(["lane", .. states.Select(s => Words.Of(s).Meaning)], [.. accounts.Select(a => (string[])[Md(a.Lane), .. states.Select(s => a.Account[s].Ticks > 0 ? Sentences.Minutes(a.Account[s]) : "")])]);
        if (_explanation.Ledger.Rows.Length > MostRows) Paragraph($"{_explanation.Ledger.Rows.Length - MostRows} more lanes are counted in the sum only.");
        if (_explanation.Avoidable.FirstOrDefault() is { } most) Paragraph($"Most of what need not have been: {Sentences.Minutes(most.Length)} minutes {Md(Sentences.Of(most))} ({Md(most.Term)}).");
    }

    private void Path()
    {
        Paragraph("## Who held it up\n\nThe critical path: each had to end before the next could begin; together they are the whole time.");
        Table(["from", "to", "minutes", "what", "where", "had waited"], [.. _explanation.Path.Take(MostStages).Select(s => new[]
        {
            At(s.Start), At(s.End), Sentences.Minutes(s.Length), Md(WhatOf(s)), Md(Words.Of(_job.Timeline.Rows[s.First.Row], IsOnlyKitchen)),
            s.Wait is { } wait ? $"{Sentences.Minutes(wait.Length)}: {Md(Words.Of(wait.State).Meaning)}{(wait.HeldBy >= 0 ? $" ({Md(_names.Task(wait.HeldBy))} had it)" : "")}" : "",
        })]);
        if (_explanation.Path.Length > MostStages) Paragraph($"And {_explanation.Path.Length - MostStages} more.");
    }

    private string WhatOf(PathStage stage) => stage.Tasks.Length switch
    {
        0 => Words.Of(stage.First.State).Meaning,
        1 => $"{_names.Task(stage.Tasks[0])}: {(stage.First.State is SpanState.Working or SpanState.Waiting or SpanState.Blocking && _names.Step(stage.First.Task, stage.First.Step) is { Length: > 0 } step ? step : Words.Of(stage.First.State).Meaning)}",
        _ => $"in turns: {string.Join(", ", stage.Tasks.Select(_names.Task))}",
    };

    private void WhatIfs() => Bullets("What would help", [.. _explanation.WhatIfs.Take(MostWhatIfs).Select(w =>
        $"{(w.Gain.Ticks > 0 ? "−" : "+")}{Sentences.Minutes(new(Math.Abs(w.Gain.Ticks)))} min: {Md(Sentences.Of(w, _level))}{(w.IsAllowed ? " (allowed)" : "")}")], "Nothing that was tried moves the end.");

    private void Bounds()
    {
        ImmutableArray<LowerBound> bounds = KnownBest.Of(_job.Plan.Original).Bounds;
        Bullets("No plan can be faster than", [.. bounds.Where(b => b.Makespan.Ticks > 0).Select(b => $"{b.Makespan} min, {Md(b.Name)}: {Md(b.Reason)}")], "Nothing is proved.");
    }

    private static string Verdict(Inspection found) => found.Verdict switch
    {
        InspectionVerdict.Safe => "No, whatever the scheduler does",
        InspectionVerdict.Unknown => "Not known",
        _ => $"Yes, {found.Verdict.ToString().ToLowerInvariant()}",
    };

    private void Others()
    {
        (string Name, Forecast Forecast)[] plans = [.. _level.Plans.Select(p => (p.Name, Prediction.Of(_level, p.Plan).Forecast)).Where(p => p.Forecast is not null).Select(p => (p.Name, p.Forecast!))];
        if (plans.Length == 0) return;
        Paragraph("## What the author's plans reach");
        Table(["plan", "by the model", "medal"], [.. plans.Select(p => new[] { Md(p.Name), Md(Sentences.Ending(p.Forecast)), Md(Words.Of(p.Forecast.Score.Medal).ToString()[2..]) })]);
    }

    private void Measured()
    {
        decimal model = _job.Forecast.Score[Metric.Time];
        if (_job.Measured is { } run)
            Paragraph($"## Measured\n\n{(run.Timeline is null ? $"Nothing was measured: {Md(run.Explanation)}" : Run(run.Minutes, run.ElapsedMs, run.Discarded))}");
        else if (_job.Kept is { } kept)
            Paragraph($"## Measured\n\nThe best kept run of this plan. {Run(kept.Minutes, kept.ElapsedMs, kept.Discarded)}");

        string Run(decimal minutes, ImmutableArray<decimal> elapsed, int discarded) => string.Create(CultureInfo.InvariantCulture,
            $"{minutes:0.00} minutes measured, {model:0.00} by the model ({(model > 0 ? (minutes - model) * 100 / model : 0):+0.0;-0.0;0.0} %). Counted runs in ms: {string.Join(", ", elapsed.Select(e => e.ToString("0.0", CultureInfo.InvariantCulture)))}{(discarded > 0 ? $"; {discarded} discarded" : "")}.");
    }

    private void Paragraph(string text) => _text.Append(text).Append("\n\n");

    private void Bullets(string heading, string[] items, string none) => Paragraph($"## {heading}\n\n{(items.Length == 0 ? none : string.Join('\n', items.Select(i => $"- {i}")))}");

    private void Table(string[] head, string[][] rows) =>
        Paragraph($"| {string.Join(" | ", head)} |\n|{string.Concat(Enumerable.Repeat(" --- |", head.Length))}\n{string.Join('\n', rows.Select(r => $"| {string.Join(" | ", r)} |"))}");

    private static string At(KitchenTime time) => Words.Minutes(decimal.Round(time.Minutes, 1));

    private static string Md(string text) => MarkdownText.Escape(text);
}
