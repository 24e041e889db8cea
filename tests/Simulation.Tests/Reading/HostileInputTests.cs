using System.Diagnostics;
using System.Text;
using CsCheck;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Tests.Levels;

namespace ShortOrder.Simulation.Tests.Reading;

public sealed class HostileInputTests
{
    // Measured: under 300. What takes time that grows with the square of a mebibyte takes hours, however busy the machine is.
    private const int MostMilliseconds = 60_000;
    private const int Mebibyte = JsonText.MostBytes;

    private static readonly byte[] Good = Encoding.UTF8.GetBytes(LevelText.Good);
    private static readonly byte[] GoodPlan = Encoding.UTF8.GetBytes("""
        { "version": 1, "level": "brunch", "kitchens": [
          { "lanes": [ { "kind": "main", "tasks": ["tea", "roast"] }, { "kind": "loop", "limit": 2, "tasks": ["guest#1..2", "guest*1"] } ] },
          { "name": "annex", "copies": 2, "lanes": [ { "kind": "main" } ] } ],
          "locks": [{ "lock": "jar", "task": "guest", "from": 0, "to": 1 }], "yields": [{ "task": "guest", "step": 0, "after": 0.5 }],
          "offload": [{ "task": "guest", "step": 2, "to": "thread" }], "order": { "roast": ["oven"] } }
        """);
    private static readonly byte[][] Pieces = [.. new[] { "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "NaN", "1e999", "-1", "\u0000", "\u001b[2J", "/*", "//", "\\ud800", "true", "\"id\"", "\"a\": 1," }.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void A_level_cut_anywhere_is_a_problem_and_not_a_crash()
    {
        for (int length = 0; length < Good.Length; length++) AssertSound(LevelReader.Read(Good.AsMemory(..length), "x.json"), mustFail: length < Good.Length - 1);
    }

    [Fact]
    public void A_plan_cut_anywhere_is_a_problem_and_not_a_crash()
    {
        Level level = LevelText.GoodLevel;
        Assert.True(PlanReader.Read(GoodPlan, "x.json", level).IsGood);
        for (int length = 0; length < GoodPlan.Length - 1; length++) AssertSound(PlanReader.Read(GoodPlan.AsMemory(..length), "x.json", level), mustFail: true);
    }

    [Fact]
    public void A_level_changed_at_random_is_read_or_explained() =>
        Mutation(Good).Sample(bytes => AssertSound(LevelReader.Read(bytes, "x.json"), mustFail: false), iter: 5_000);

    [Fact]
    public void A_plan_changed_at_random_is_read_or_explained()
    {
        Level level = LevelText.GoodLevel;
        Mutation(GoodPlan).Sample(bytes => AssertSound(PlanReader.Read(bytes, "x.json", level), mustFail: false), iter: 5_000);
    }

    [Theory]
    [InlineData("open brackets", "", "[", "")]
    [InlineData("open objects", "", "{\"a\":", "")]
    [InlineData("empty lists", "[", "[],", "[]]")]
    [InlineData("empty objects", "{\"tasks\":[", "{},", "{}]}")]
    [InlineData("steps of nothing", "{\"tasks\":[{\"steps\":[", "{},", "{}]}]}")]
    [InlineData("one key again and again", "{", "\"a\":1,", "\"a\":1}")]
    [InlineData("half surrogates", "[", "\"\\ud800\",", "1]")]
    [InlineData("control characters", "[", "\"\\u001b\",", "1]")]
    [InlineData("one long number", "{\"cores\":", "9", "}")]
    [InlineData("one long text", "{\"title\":\"", "a", "\"}")]
    [InlineData("one long key", "{\"", "a", "\":1}")]
    [InlineData("line feeds", "{", "\n", "\"a\":1}")]
    [InlineData("one long comment", "/*", "*", "*/{}")]
    [InlineData("bad bytes", "", "\u0080", "")]
    [InlineData("names that are nearly right", "{\"tools\":{\"t\":1},\"tasks\":[{\"steps\":[", "{\"io\":1,\"tool\":\"tt\"},", "{\"cpu\":1}]}]}")]
    public void A_mebibyte_of_anything_is_answered_in_bounded_time(string what, string head, string part, string tail)
    {
        StringBuilder text = new(head, Mebibyte + 64);
        while (text.Length + part.Length + tail.Length <= Mebibyte) text.Append(part);
        byte[] bytes = Encoding.Latin1.GetBytes(text.Append(tail).ToString());
        Stopwatch watch = Stopwatch.StartNew();

        AssertSound(LevelReader.Read(bytes, what), mustFail: true);
        AssertSound(PlanReader.Read(bytes, what, LevelText.GoodLevel), mustFail: true);

        Assert.InRange(watch.ElapsedMilliseconds, 0, MostMilliseconds);
    }

    [Theory]
    [InlineData("a million lanes", "{ \"version\": 1, \"level\": \"many\", \"kitchens\": [{ \"lanes\": [", "{},", "{}] }] }", "entries are too many: at most 256")]
    [InlineData("kitchens without end", "{ \"version\": 1, \"level\": \"many\", \"kitchens\": [", "{},", "{}] }", "entries are too many: at most 64")]
    [InlineData("the same task 100,000 times", "{ \"version\": 1, \"level\": \"many\", \"kitchens\": [{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [", "\"t0\",", "\"t0\"] }] }] }", "stands already")]
    [InlineData("all guests again and again", "{ \"version\": 1, \"level\": \"many\", \"kitchens\": [{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [", "\"g#2..9000\",", "\"g\"] }] }] }", "stands already")]
    [InlineData("steps that do not exist", "{ \"version\": 1, \"level\": \"many\", \"kitchens\": [{ \"lanes\": [{ \"kind\": \"manual\", \"steps\": [", "\"g#2.7777\",", "\"g#1.0\"] }] }] }", "there is no 7777")]
    [InlineData("entries beyond counting", "{ \"version\": 1, \"level\": \"many\", \"kitchens\": [{ \"lanes\": [{ \"kind\": \"main\", \"tasks\": [", "\"g\",", "\"g\"] }] }] }", "in all lanes are too many: at most 100000")]
    public void A_huge_plan_for_a_huge_level_is_answered_in_bounded_time(string what, string head, string part, string tail, string message)
    {
        int most = what.StartsWith("entries", StringComparison.Ordinal) || what.Contains("lanes", StringComparison.Ordinal) ? int.MaxValue : 99_000;
        StringBuilder text = new(head, Mebibyte + 64);
        for (int i = 0; i < most && text.Length + part.Length + tail.Length <= Mebibyte; i++) text.Append(part);
        Level level = HugeLevel();
        Stopwatch watch = Stopwatch.StartNew();

        ReadResult<Plan> result = PlanReader.Read(Encoding.UTF8.GetBytes(text.Append(tail).ToString()), what, level);

        Assert.InRange(watch.ElapsedMilliseconds, 0, MostMilliseconds);
        AssertSound(result, mustFail: true);
        Assert.Contains(result.Problems, p => p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_largest_level_is_read()
    {
        Level level = HugeLevel();

        Assert.Equal(10_000, PlanTasks.Instances(level).Length);
    }

    private static Level HugeLevel()
    {
        string tasks = string.Join(",", Enumerable.Range(0, 999).Select(i => $$"""{"id":"t{{i}}","title":"T","steps":[{"cpu":1}]}"""));
        return LevelText.Read($$"""{"version":1,"id":"many","title":"M","allow":{"manual":true},"tasks":[{{tasks}},{"id":"g","title":"G","count":9001,"steps":[{"cpu":1}]}]}""").Value!;
    }

    private static Gen<byte[]> Mutation(byte[] good) =>
        from edits in Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 12], Gen.Int[0, Pieces.Length - 1], Gen.Bool).Array[1, 4]
        select edits.Aggregate(good, (bytes, edit) => Change(bytes, Math.Min(edit.Item1, bytes.Length), edit.Item2, edit.Item4 ? Pieces[edit.Item3] : [(byte)(edit.Item1 * 7 % 256)]));

    private static byte[] Change(byte[] bytes, int at, int removed, byte[] added) => [.. bytes[..at], .. added, .. bytes[Math.Min(bytes.Length, at + removed)..]];

    /// <summary>Either a value or problems, each printable and placed.</summary>
    private static void AssertSound<T>(ReadResult<T> result, bool mustFail) where T : class
    {
        Assert.Equal(result.IsGood, result.Problems.IsEmpty);
        if (mustFail) Assert.False(result.IsGood);
        Assert.InRange(result.Problems.Length, 0, ProblemList.Most + 1);
        foreach (Problem problem in result.Problems)
        {
            string text = problem.ToString();
            Assert.True(SafeText.FirstUnsafe(text) < 0, text);
            Assert.InRange(text.Length, 1, 2_000);
            Assert.StartsWith("$", problem.Path, StringComparison.Ordinal);
        }
    }
}
