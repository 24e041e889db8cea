using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Tests.Schemas;

/// <summary>What a schema says by a pattern, the reader says by code: they agree on every text.</summary>
public sealed class PatternTests
{
    private static readonly Gen<string> NearlyNames = Gen.Char["ab-0129#*.A "].Array[0, 12].Select(c => new string(c));
    private static readonly Gen<string> NearlyTexts = Gen.Char["a é\u001b\u0085\u2028\u202e\u2067\ufeff\ud83c\udf73\u061c"].Array[0, 6].Select(c => new string(c));

    [Fact]
    public void A_name() => NearlyNames.Sample(text => Regex.IsMatch(text, Names.Pattern) == Names.IsId(text), iter: 20_000);

    [Fact]
    public void A_name_of_64_characters_and_not_one_more()
    {
        Assert.All(new[] { 1, 64, 65 }, length => Assert.Equal(length < 65, Regex.IsMatch(new string('a', length), Names.Pattern) && Names.IsId(new string('a', length))));
    }

    [Fact]
    public void A_task() => NearlyNames.Sample(text => Regex.IsMatch(text, PlanNames.TaskPattern) == (PlanNames.Task(text) is not null) || IsRangeDownwards(text), iter: 20_000);

    [Fact]
    public void A_step() => NearlyNames.Sample(text => Regex.IsMatch(text, PlanNames.StepPattern) == (PlanNames.Step(text) is not null), iter: 20_000);

    [Fact]
    public void A_text_without_unsafe_characters()
    {
        NearlyTexts.Sample(text => Regex.IsMatch(text, SafeText.Pattern) == (SafeText.FirstUnsafe(text) < 0), iter: 20_000);

        for (int c = 0; c <= char.MaxValue; c++)
            if (c != '\n') Assert.Equal(!SafeText.IsUnsafe((char)c), Regex.IsMatch(((char)c).ToString(), SafeText.Pattern));
    }

    /// <summary>The one thing that the pattern cannot say.</summary>
    private static bool IsRangeDownwards(string text) => Regex.Match(text, @"#(\d+)\.\.(\d+)$") is { Success: true } range && int.Parse(range.Groups[1].Value) > int.Parse(range.Groups[2].Value);
}
