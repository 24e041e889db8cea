using System.Globalization;
using System.Text.Json;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Commands;

/// <summary>What <c>solve</c> prints: a report in comments with the plan below it, so that the whole is a plan file; or one JSON object.</summary>
internal sealed class SolveReport(Level level, Solution solution, Survey survey)
{
    private const int Rows = 12;
    private const int Widest = 50;

    private readonly decimal[] _reached = [.. survey.Plans.Select(p => p.Score[solution.Metric]).Append(solution.Value)
        .Where((v, i) => i < survey.Plans.Length || (solution.Best is not null && survey.Plans.All(p => p.Score[solution.Metric] > v))).Order()];

    /// <summary>How good the best plan is, claiming no more than was proved.</summary>
    private string Claim => solution switch
    {
        { Best: null } => "no plan was found that is served and safe",
        { Proof: Proof.Bound } => "proved best, it reaches the bound",
        { Proof: Proof.EveryPlan } => "proved best by looking at every plan",
        { Gap: { } gap } => $"within {Text(decimal.Round(gap * 100, 1, MidpointRounding.ToPositiveInfinity))} % of the best possible",
        _ => "best known, nothing is proved",
    };

    private string Unit => solution.Metric is Metric.Time or Metric.Wait or Metric.WorstWait or Metric.Late ? " minutes" : "";

    /// <summary>Comments, then the plan.</summary>
    public void WriteText(TextWriter output)
    {
        output.WriteLine($"// {level.Title} ({level.Id})");
        output.WriteLine(solution.Best is null ? $"//   best     {Claim}" : $"//   best     {solution.Metric.Name()} {Text(solution.Value)}{Unit}: {Claim}");
        foreach (Metric metric in level.Metrics.Where(m => m != solution.Metric && solution.Best is not null)) output.WriteLine($"//   {metric.Name(),-8} {Text(solution.Best!.Score[metric])}");
        output.WriteLine($"//   bound    {Text(solution.Bound)}: {solution.BoundName}, {solution.Reason}");
        output.WriteLine($"//   looked   at {solution.Plans} plans in the search, {solution.Nodes} in the complete one");
        output.WriteLine(MedalAdvice.Suggest(solution.Metric, _reached) is { } medals
            ? $"//   medals   in gaps, to paste: \"medals\": {{ \"{solution.Metric.Name()}\": {{ \"gold\": {Text(medals.Gold)}, \"silver\": {Text(medals.Silver)}, \"bronze\": {Text(medals.Bronze)} }} }},"
            : "//   medals   no three gaps between what plans reach are wide enough to suggest any: set them by hand, each 4 % away from what your own plans reach");
        if (solution.Best is { } found) output.WriteLine($"//   expect   of the plan below, to paste: {Expectation(found)}");
        output.WriteLine($"//   {(survey.IsComplete ? "all" : "some")} {_reached.Length} plans that are served, by {solution.Metric.Name()}");
        WriteHistogram(output);
        if (solution.Best is { } best) output.Write(PlanWriter.Write(best.Plan));
    }

    /// <summary>The same as an object; absent values are null.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("level", level.Id);
        json.WriteString("metric", solution.Metric.Name());
        Write(json, "value", solution.Best is null ? null : solution.Value);
        Write(json, "bound", solution.Bound);
        json.WriteString("boundName", solution.BoundName);
        json.WriteString("reason", solution.Reason);
        json.WriteString("proof", solution.Proof switch { Proof.Bound => "bound", Proof.EveryPlan => "every-plan", _ => "none" });
        Write(json, "gap", solution.Gap);
        json.WriteString("claim", Claim);
        json.WriteNumber("plans", solution.Plans);
        json.WriteNumber("nodes", solution.Nodes);
        json.WriteStartObject("metrics");
        foreach (MetricValue value in solution.Best?.Score.Metrics ?? []) json.WriteNumber(value.Metric.Name(), value.Value);
        json.WriteEndObject();
        json.WritePropertyName("medals");
        if (MedalAdvice.Suggest(solution.Metric, _reached) is { } medals)
        {
            json.WriteStartObject();
            json.WriteNumber("gold", medals.Gold);
            json.WriteNumber("silver", medals.Silver);
            json.WriteNumber("bronze", medals.Bronze);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
        json.WriteBoolean("isComplete", survey.IsComplete);
        json.WriteStartArray("reached");
        foreach (decimal value in _reached) json.WriteNumberValue(value);
        json.WriteEndArray();
        json.WritePropertyName("plan");
        if (solution.Best is { } best) json.WriteRawValue(PlanWriter.Write(best.Plan));
        else json.WriteNullValue();
    }

    /// <summary>What an author plan may claim of the best plan: each metric of the level, and that it is optimal where that is proved.</summary>
    private string Expectation(SurveyedPlan best) =>
        $"\"expect\": {{ {string.Join(", ", level.Metrics.Select(m => $"\"{m.Name()}\": {Text(decimal.Round(best.Score[m], 4))}"))}{(solution.Proof == Proof.None ? "" : ", \"optimal\": true")} }}";

    private void WriteHistogram(TextWriter output)
    {
        if (_reached.Length == 0) return;
        decimal least = _reached[0], width = (_reached[^1] - least) / Rows;
        int[] counts = new int[Rows];
        foreach (decimal value in _reached) counts[width == 0 ? 0 : (int)Math.Min(Rows - 1, (value - least) / width)]++;
        for (int row = 0; row < (width == 0 ? 1 : Rows); row++)
        {
            int bar = counts[row] == 0 ? 0 : Math.Max(1, counts[row] * Widest / counts.Max());
            output.WriteLine($"//   {Text(decimal.Round(least + row * width, 2)),8}  {new string('#', bar)}{(bar > 0 ? " " : "")}{counts[row]}");
        }
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, decimal.Round(number, 6) / 1.000000m);
        else json.WriteNull(name);
    }

    private static string Text(decimal value) => value.ToString("0.####", NumberFormatInfo.InvariantInfo);
}
