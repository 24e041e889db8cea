using System.Xml.Linq;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Export.Svg;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Tests.Export;

public sealed class SvgGanttTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [MemberData(nameof(PerfettoTraceTests.AuthorPlans), MemberType = typeof(PerfettoTraceTests))]
    public async Task Every_author_plans_picture_stands_alone_on_one_page(string level, string plan)
    {
        CommandRun run = await CommandRun.Of("export", level, plan, "--to", "svg");
        Assert.Equal((ExitCodes.Good, ""), (run.Code, run.Error));

        XElement svg = XDocument.Parse(run.Out).Root!;
        Assert.Equal(1_000, (int)svg.Attribute("width")!);
        Assert.InRange((int)svg.Attribute("height")!, 100, 1_200);
        Assert.Empty(svg.Descendants(Svg + "script"));
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "href" or "src" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Equal(CommandRun.Library.Find(level)!.Title, svg.Element(Svg + "title")!.Value);
        string[] fills = [.. svg.Descendants(Svg + "pattern").Select(p => (string)p.Attribute("id")!)];
        Assert.All(svg.Descendants(Svg + "rect").Select(r => (string?)r.Attribute("fill")).Where(f => f is not null), f => Assert.Contains(f![5..^1], fills));
    }

    [Fact]
    public async Task A_minute_is_as_long_wherever_it_stands()
    {
        // Filling 0 – 1, boiling 1 – 5, pouring 5 – 6, the sandwich 6 – 9: of one lane the bars are 1 : 4 : 1 : 3 long.
        CommandRun run = await CommandRun.Of("export", "coffee-and-a-sandwich", "naive", "--to", "svg");
        double[] widths = [.. XDocument.Parse(run.Out).Root!.Elements(Svg + "rect").Where(r => r.Element(Svg + "title") is not null).Select(r => (double)r.Attribute("width")!)];

        Assert.Equal([1.0, 4.0, 1.0, 3.0], widths.Select(w => Math.Round(w / widths[0], 2)));
    }

    [Fact]
    public void States_differ_in_pattern_or_letter_not_in_colour_alone()
    {
        var looks = Enum.GetValues<SpanState>().Where(s => s is not (SpanState.None or SpanState.Failed)).Select(s => (SvgStyle.Of(s).Pattern, Letter: char.IsAsciiLetter(Words.Of(s).Glyph) ? Words.Of(s).Glyph : ' '));

        Assert.Equal(looks.Distinct().Count(), looks.Count());
    }

    [Fact]
    public void A_hostile_level_is_nothing_but_text()
    {
        CompiledPlan plan = HostileOrder.Compile();
        XElement svg = XDocument.Parse(SvgGantt.Draw(plan, Simulator.Run(plan).Timeline, HostileOrder.Text)).Root!;

        Assert.Empty(svg.Descendants(Svg + "script"));
        Assert.Contains("<script>", svg.Element(Svg + "title")!.Value, StringComparison.Ordinal);
    }
}
