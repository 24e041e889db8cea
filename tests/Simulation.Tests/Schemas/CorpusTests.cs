using System.Collections.Immutable;
using System.Text;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Tests.Levels;
using ShortOrder.Support;

namespace ShortOrder.Simulation.Tests.Schemas;

/// <summary>Our reader, JsonSchema.Net and ajv agree on every file: the shipped ones, mistakes made in them by code, and mistakes made by hand.</summary>
public sealed class CorpusTests
{
    private static readonly Dictionary<string, Level> Levels = LevelFiles.All.Concat(LevelFiles.ForInspector).Select(LevelFiles.Load).ToDictionary(l => l.Id);

    private static readonly BrokenFile[] Good = [.. Shipped(), .. new[] { LevelText.Good, LevelText.With("\"cpu\": 1.5", "\"cpu\": 3.0000"), LevelText.With("\"title\": \"Brunch\"", $"\"title\": \"{string.Concat(Enumerable.Repeat("🍳", 80))}\"") }.Select((t, i) => new BrokenFile($"good {i}", t, 0, "$"))];

    private static readonly BrokenFile[] Mutated = [.. Mutate(isPlan: false), .. Mutate(isPlan: true)];

    [Fact]
    public void The_corpus_holds_hundreds_of_broken_levels_and_plans()
    {
        Assert.InRange(Mutated.Count(m => !m.IsPlan), 300, 2_000);
        Assert.InRange(Mutated.Count(m => m.IsPlan), 100, 2_000);
        Assert.Equal(Mutated.Length, Mutated.Select(m => m.Name).Distinct().Count());
    }

    [Fact]
    public void The_reader_accepts_every_good_file() => Assert.Empty(Good.Where(f => !Read(f).IsEmpty).Select(f => f.Name));

    [Fact]
    public void The_reader_rejects_every_broken_file_and_names_the_line() =>
        Assert.Empty(Mutated.Concat(HandMadeFiles.Rules).Concat(HandMadeFiles.BeyondSchemas).Where(f => !Read(f).Any(p => p.Line == f.Line && AreAlong(p.Path, f.Path))).Select(Complaint));

    [Fact]
    public void JsonSchema_Net_agrees() => AssertAgreement([.. Corpus.Select(f => Validators.AcceptsByJsonSchemaNet(f.Text, f.IsPlan))]);

    [Fact]
    public void Ajv_agrees()
    {
        Assert.SkipWhen(Validators.AjvFolder is null && Environment.GetEnvironmentVariable("CI") != "true",
            "ajv is not installed: npm install --prefix FOLDER --no-save --no-package-lock ajv@8.20.0, and set SHORTORDER_AJV to FOLDER.");

        AssertAgreement(Validators.AcceptsByAjv(Corpus.Select(f => (f.Text, f.IsPlan))));
    }

    [Theory]
    [InlineData("0.3", true)] // 0.3 / 0.0001 is 2999.9999999999995 as a double
    [InlineData("0.0001", true)]
    [InlineData("1.1105", true)]
    [InlineData("99999.9999", true)]
    [InlineData("0.00015", false)]
    [InlineData("99999.99995", false)]
    public void Four_decimal_places_are_told_from_five(string minutes, bool isGood)
    {
        string text = LevelText.With("\"due\": 40", $"\"due\": {minutes}");

        Assert.Equal(isGood, LevelText.Read(text).IsGood);
        Assert.Equal(isGood, Validators.AcceptsByJsonSchemaNet(text, isPlan: false));
        if (Validators.AjvFolder is not null) Assert.Equal([isGood], Validators.AcceptsByAjv([(text, false)]));
    }

    [Fact]
    public void A_schema_that_is_not_there_is_no_mistake() => Assert.True(LevelText.Read(LevelText.With("\"version\": 1,", "\"version\": 1, \"$schema\": \"nowhere/at-all.json\",")).IsGood);

    private static BrokenFile[] Corpus { get; } = [.. Good, .. Mutated, .. HandMadeFiles.Rules, .. HandMadeFiles.BeyondSchemas];

    private static void AssertAgreement(bool[] accepted)
    {
        bool[] expected = [.. Corpus.Select(f => Good.Contains(f) || HandMadeFiles.BeyondSchemas.Contains(f))];

        Assert.Equal(Corpus.Length, accepted.Length);
        Assert.Empty(Corpus.Where((_, i) => accepted[i] != expected[i]).Select(f => f.Name));
    }

    private static IEnumerable<BrokenFile> Shipped()
    {
        foreach (string file in LevelFiles.All.Concat(LevelFiles.ForInspector)) yield return new(file, File.ReadAllText(Path.Combine(LevelFiles.Folder, file)), 0, "$");
        foreach (Level level in Levels.Values)
            foreach (AuthorPlan plan in level.Plans) yield return new($"{level.Id}, plan {plan.Name}", PlanWriter.Write(plan.Plan), 0, "$", level.Id, IsPlan: true);
    }

    private static IEnumerable<BrokenFile> Mutate(bool isPlan)
    {
        HashSet<string> made = [];
        return [.. Shipped().Where(f => f.IsPlan == isPlan).SelectMany(f => Mutations.Of(f.Name, f.Text, f.Level, made))];
    }

    private static ImmutableArray<Problem> Read(BrokenFile file)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(file.Text);
        return file.IsPlan ? PlanReader.Read(utf8, "plan.json", file.Level is string id ? Levels[id] : LevelText.GoodLevel).Problems : LevelReader.Read(utf8, "level.json").Problems;
    }

    private static bool AreAlong(string a, string b) => a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);

    private static string Complaint(BrokenFile file) => $"{file.Name}: expected {file.Line} {file.Path}, found {string.Join(" | ", Read(file).Take(3))}";
}
