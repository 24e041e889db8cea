using System.Globalization;
using System.Text.Json;
using ShortOrder.Game.Export;
using ShortOrder.Game.Export.Python;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Support;
using static ShortOrder.Support.OrderBuilder;
using static ShortOrder.Support.PlanBuilder;

namespace ShortOrder.Game.Tests.Export.Python;

public sealed class PythonExportTests
{
    [Fact]
    public async Task Every_plan_of_the_campaign_is_clean_Python_in_every_library_that_fits()
    {
        using ExportedPrograms programs = new();
        foreach (Level level in LevelFiles.All.Concat(LevelFiles.ForInspector).Select(LevelFiles.Load))
            foreach (AuthorPlan plan in level.Plans) programs.Add(level, plan.Plan, plan.Name);

        await programs.MustBeCleanAsync();
    }

    [Fact]
    public async Task Nothing_that_a_level_says_becomes_code()
    {
        using ExportedPrograms programs = new();
        foreach (string evil in NastyTexts.All)
        {
            string[] ids = ["class", "print", "main", "work", "kitchen", "n", "task", "0", "-", "a-b", "a--b", "thread-1", "os", "none", "true", "jar-seen"];
            Level level = Order([.. ids.Select(id => Spec(id, Cpu(0.1m, read: "jar") with { Do = evil }, Io(0.1m, "self") with { Do = evil }, Cpu(0.1m, write: "jar")) with { Title = evil })])
                with
            { Id = "print", Title = evil, Story = evil };
            level = level with { Allow = level.Allow with { Callbacks = true } };
            programs.Add(level, PlanFor(level, Home(Main(ids))), evil);
            programs.Add(level, PlanFor(level, Home(Main(ids[..4]), Thread(ids[4..9]), Pool(3, ids[9..]))), evil);
            programs.Add(level, PlanFor(level, Home(Loop(ids[..9]), Thread(ids[9..]))), evil);
            programs.Add(level, PlanFor(level, Home(Loop(ids[..9]), Loop(ids[9..]))), evil);
            programs.Add(level, PlanFor(level, Home(Main(ids[..4]), Greenlets(ids[4..]))), evil);
            programs.Add(level, PlanFor(level, Home(Callbacks(ids))), evil);
        }

        await programs.MustBeCleanAsync();
    }

    [Fact]
    public void Every_step_has_its_line()
    {
        foreach (Level level in LevelFiles.Levels)
        {
            foreach (AuthorPlan plan in level.Plans)
            {
                CompiledPlan compiled = PlanCompiler.Compile(level, plan.Plan);
                foreach (PythonLibrary library in PythonLibrary.For(compiled))
                {
                    CodeListing listing = PythonWriter.Write(compiled, plan.Name, library);
                    string[] lines = listing.Text.Split('\n');
                    Assert.All(compiled.Level.Tasks, task => Assert.Equal(
                        Enumerable.Range(0, task.Steps.Length), listing.Marks.Where(m => m.Task == task.Id).Select(m => m.Step).Distinct().Order()));
                    Assert.All(listing.Marks.Where(m => level.FindTask(m.Task)!.Steps[m.Step] is { Kind: StepKind.Io, Tool: null, Blocking: false }), m => Assert.Contains("(", lines[m.Line - 1], StringComparison.Ordinal));
                }
            }
        }
    }

    [Theory]
    [InlineData("coffee-and-a-sandwich", "naive", "coffee", "sandwich")]
    [InlineData("deliveries", "naive", "call#1", "call#2", "call#3", "call#4")]
    [InlineData("sunday-lunch", "best", "beans", "chicken", "pie", "potatoes", "salad")]
    [InlineData("the-lost-jar", "best", "courier#1", "courier#2", "courier#3")]
    [InlineData("the-van", "best", "grind", "mix", "season", "sort")]
    public async Task A_program_does_what_the_plan_says_and_reports(string level, string plan, params string[] dishes)
    {
        ModelRun model = ModelRun.Serve(LevelFiles.Find(level), LevelFiles.Find(level).Plans.Single(p => p.Name == plan).Plan);
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, PythonWriter.Write(model.Compiled, plan).Text);
            (int code, string output, string error) = await PythonTools.Python(file, "--json");
            Assert.True(code == 0, error);
            using JsonDocument report = JsonDocument.Parse(output);
            Assert.Equal(dishes, report.RootElement.GetProperty("dishes").EnumerateObject().Select(d => d.Name).Order(StringComparer.Ordinal));
            Assert.True(report.RootElement.GetProperty("minutes").GetDecimal() > 0.9m * model.Minutes, output);

            (_, string text, _) = await PythonTools.Python(file, "--tempo", "4");
            Assert.Matches(string.Create(CultureInfo.InvariantCulture, $"\\d  {dishes[0]}\n(.*\n)*.*minutes elapsed\n$"), text);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
