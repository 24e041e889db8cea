using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using ShortOrder.Simulation.Inspection;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Simulation.Tests.Levels;

public sealed class LevelWriterTests
{
    private const int Width = 140;

    public static TheoryData<string> Shipped => [.. LevelFiles.All, .. LevelFiles.ForInspector];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_level_of_the_campaign_is_written_as_its_author_wrote_it(string file)
    {
        Level level = LevelFiles.Load(file);

        string written = LevelWriter.Write(level);

        Assert.Equal(File.ReadAllText(Path.Combine(LevelFiles.Folder, file)), written, ignoreLineEndingDifferences: true);
        Assert.Equal(Shape(level), Shape(ReadAgain(level)));
    }

    [Fact]
    public void Whatever_a_level_may_say_is_written_and_read_again()
    {
        Level level = LevelText.GoodLevel;

        Assert.Equal(Shape(level), Shape(ReadAgain(level)));
    }

    [Fact]
    public void Any_level_is_read_again_as_it_was_written() =>
        AnyLevel.Sample(level => Shape(ReadAgain(level)) == Shape(level) && LevelWriter.Write(ReadAgain(level)) == LevelWriter.Write(level), iter: 1_000);

    [Fact]
    public void No_line_is_wider_than_140_columns_unless_one_text_is() =>
        AnyLevel.Sample(level => LevelWriter.Write(level).Split('\n').All(line => line.Length <= Width || line.Count(c => c == '"') <= 4), iter: 500);

    [Fact]
    public void What_a_text_says_is_kept_and_cannot_steer_a_terminal()
    {
        Level level = Order(Spec("tea", Cpu(1))) with { Story = "Crème brûlée, \"twice\" \\ 汁 🍜" };
        string unsafeText = LevelWriter.Write(level with { Story = "\u001b[31m \u202e\u0000\n" }); // no reader lets it in, an editor might

        Assert.Contains("\"Crème brûlée, \\\"twice\\\" \\\\ 汁 🍜\"", LevelWriter.Write(level), StringComparison.Ordinal);
        Assert.Equal(level.Story, ReadAgain(level).Story);
        Assert.Contains("\"\\u001B[31m \\u202E\\u0000\\u000A\"", unsafeText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_beyond_what_a_file_may_hold_is_still_written()
    {
        Level level = Order(Spec("guest", Cpu(1)) with { Count = 10_000 });
        Plan plan = PlanFor(level, Home([.. Enumerable.Repeat(Main([.. Enumerable.Range(1, 10_000).Select(i => $"guest#{i}")]), 20)])); // 200,000 names

        string written = LevelWriter.Write(level with { Plans = [new AuthorPlan("best", plan, Verdict.Served, [], Optimal: false)] });

        Assert.True(written.Length > JsonText.MostBytes);
        Assert.Equal(200_000, written.Split("\"guest#").Length - 1);
    }

    private static Level ReadAgain(Level level)
    {
        ReadResult<Level> read = LevelReader.Read(Encoding.UTF8.GetBytes(LevelWriter.Write(level)), "level.json");
        return read.IsGood ? read.Value : throw new InvalidOperationException($"{string.Join('\n', read.Problems)}\n{LevelWriter.Write(level)}");
    }

    /// <summary>Everything a level holds, spelled out: records compare their lists by reference.</summary>
    private static string Shape(Level level) => JsonSerializer.Serialize(level);

    private static Gen<Level> AnyLevel =>
        from tasks in AnyTask.Array[1, 6]
        from words in Gen.String[Gen.Char["aé \"\\/<&'漢"], 1, 60]
        from numbers in Gen.Int[0, 3].Array[24]
        from minutes in Gen.Int[100, 100_000].Array[8]
        select Build(tasks, words, numbers, [.. minutes.Select(m => m / 10_000m)]);

    private static Gen<TaskSpec> AnyTask =>
        from steps in AnyStep.Array[1, 12]
        from count in Gen.Int[1, 3]
        from numbers in Gen.Int[0, 3].Array[4]
        select Spec("task", [.. steps.SelectMany(s => s)]) with
        {
            Count = count,
            Arrives = Minutes(numbers[0] / 8m),
            Due = numbers[1] == 0 ? null : Minutes(numbers[1] + 0.4375m),
            Crate = numbers[2] == 0 ? null : Crate(numbers[2] - 1, numbers[3]),
            Patches = numbers[3] == 3,
        };

    /// <summary>A step, or a tool held over one.</summary>
    private static Gen<StepSpec[]> AnyStep =>
        from kind in Gen.Int[0, 3]
        from ticks in Gen.Int[2, 99_999]
        from extras in Gen.Int[0, 15]
        select (StepSpec[])(kind switch
        {
            0 => [Cpu(ticks / 10_000m, (extras & 1) == 0 ? null : "jar", (extras & 2) == 0 ? null : "lid") with { Do = (extras & 4) == 0 ? "" : "chop", With = (extras & 8) == 0 ? null : new("slicer", new(1)) }],
            1 => [Io(ticks / 10_000m, (extras & 1) == 0 ? null : "lift", (extras & 2) != 0, (extras & 4) == 0 ? null : 0.5m) with { Disk = (extras & 8) != 0 }, Cpu(1)],
            2 => [Take("oven"), Io(ticks / 10_000m, (extras & 1) == 0 ? null : "line"), Drop("oven")],
            _ => [Cpu(1 + ticks % 100)],
        });

    private static Level Build(TaskSpec[] tasks, string words, int[] numbers, decimal[] minutes)
    {
        ImmutableArray<TaskSpec> named = [.. tasks.Select((t, i) => t with { Id = $"task-{i}", Title = words, After = i > 0 && numbers[i] > 1 ? [$"task-{i - 1}"] : [] })];
        bool isForInspector = numbers[6] == 0;
        int Most(int number) => number == 3 ? Allowance.Any : number;
        Level level = new()
        {
            Schema = numbers[7] == 0 ? null : "../level.schema.json",
            Id = "any",
            Title = words,
            Story = numbers[8] == 0 ? "" : words,
            Teaches = numbers[8] == 1 ? ["blocking", words] : [],
            Cores = numbers[9] + 1,
            Gil = numbers[9] > 0,
            Costs = numbers[10] == 0 ? new() : new()
            {
                OpenParent = Minutes(minutes[0]),
                Boot = Minutes(minutes[1]),
                StartThread = Minutes(minutes[2]),
                StartTask = Minutes(minutes[3]),
                SwitchInterval = Minutes(minutes[4]),
                HandOff = Minutes(minutes[5]),
            },
            Tools = [new("oven", 1, SelfServe: false), new("lift", numbers[11] + 1, numbers[11] > 1), new("line", 2, SelfServe: false, new(Minutes(1), Minutes(minutes[6]))), new("shelf", 3, SelfServe: false, IsChosen: true)],
            Equipment = [new("slicer", minutes[7])],
            Shared = ["jar", "lid"],
            Tasks = named,
            Allow = new()
            {
                Main = true,
                Threads = Most(numbers[12]),
                Kitchens = Most(numbers[13]),
                Loops = Most(numbers[14]),
                Greenlets = numbers[15] > 1,
                Locks = numbers[16] > 1,
                Yields = Most(numbers[17]),
                Offload = numbers[18] > 1,
                Copies = Most(numbers[19]) is var copies and > 0 ? copies : 1,
                Boxes = numbers[20] > 1,
                Order = numbers[21] > 1,
            },
            Metrics = isForInspector || numbers[22] == 0 ? [Metric.Time] : [Metric.Time, Metric.Memory],
            Limits = isForInspector || numbers[22] == 1 ? [] : [new(Metric.Memory, 100 + numbers[0])],
            Medals = isForInspector || numbers[23] == 0 ? [] : [new(Metric.Time, minutes[0], minutes[0] + 1, 1_000_000)],
            Hints = numbers[23] == 1 ? [words, words] : [],
            Challenge = isForInspector ? new(numbers[0] > 1 ? InspectionVerdict.Deadlock : InspectionVerdict.Race, numbers[1], 3 + numbers[2], 9) : null,
        };
        Plan plan = PlanFor(level, Home(Main([.. named.Select(t => t.Id)])));
        return level with
        {
            Plans =
            [
                new(isForInspector ? Challenge.Given : "naive", plan, (Verdict)numbers[3], numbers[4] == 0 ? [] : [new(Metric.Time, minutes[1]), new(Metric.Cards, 0)], numbers[5] > 1),
            ],
        };
    }
}
