using System.Diagnostics;
using System.Globalization;
using System.Text;
using ShortOrder.Game.Commands;
using ShortOrder.Game.Export;
using ShortOrder.Game.Export.CSharp;
using ShortOrder.Game.Tests.Commands;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Model;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Tests.Export;

/// <summary>Every author plan as a C# program: compiled together as one project, some of them run.</summary>
public sealed class CSharpProgramTests(CSharpProgramTests.Programs programs) : IClassFixture<CSharpProgramTests.Programs>
{
    [Fact]
    public void Every_author_plans_program_compiles_without_a_warning() => Assert.True(programs.BuildCode == 0, programs.BuildLog);

    [Fact]
    public void A_hostile_level_is_nothing_but_text()
    {
        CodeListing listing = CSharpProgram.Write(HostileOrder.Compile());

        Assert.All(listing.Text.Split('\n'), line => Assert.True(!line.Contains("Exit(7)", StringComparison.Ordinal) || line.IndexOf("//", StringComparison.Ordinal) < line.IndexOf("Exit(7)", StringComparison.Ordinal), line));
        Assert.DoesNotContain(listing.Text, c => c is '\r' or '\u0085' or '\u2028' or '\u001b');
    }

    [Fact]
    public void Marks_lead_to_the_line_that_performs_the_step()
    {
        // Each step of the naive breakfast has a line of its own, in its method; a comment names it.
        CompiledPlan plan = Compile("coffee-and-a-sandwich", "naive");
        CodeListing listing = CSharpProgram.Write(plan);
        string[] lines = listing.Text.Split('\n');

        Assert.All(listing.Marks, m => Assert.Contains($"// {m.Task}.{m.Step}", lines[m.Line - 1], StringComparison.Ordinal));
        Assert.Equal(plan.Level.Tasks.SelectMany(t => t.Steps.Select((_, i) => (t.Id, i))).Order(), listing.Marks.Select(m => (m.Task, m.Step)).Distinct().Order());
    }

    [Fact]
    public void What_a_plan_does_not_use_does_not_appear()
    {
        string sync = CSharpProgram.Write(Compile("coffee-and-a-sandwich", "naive")).Text;

        Assert.All(new[] { "class Loop", "Channel", "class Equipment", "class Switchboard", "TaskCompletionSource", "Copies(" }, part => Assert.DoesNotContain(part, sync, StringComparison.Ordinal));
        Assert.Contains("class Loop", CSharpProgram.Write(Compile("two-hundred-tables", "best")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_that_do_the_same_are_one_line() => Assert.Contains("foreach (int n in Copies(1, 200)) yield return loop => Guest(loop);", CSharpProgram.Write(Compile("two-hundred-tables", "best")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("coffee-and-a-sandwich", "naive", "best")] // what works alone
    [InlineData("deliveries", "naive", "best")] // a pool of threads
    [InlineData("the-hat-tax", "best", "trap")] // one hat
    [InlineData("two-hundred-tables", "fifty", "best")] // a loop
    [InlineData("the-van", "naive", "best")] // another kitchen and its crates
    [InlineData("the-old-thermometer", "naive", "best")] // a helper
    public async Task A_program_takes_as_much_longer_than_another_as_the_model_says(string level, string plan, string other)
    {
        Assert.True(programs.BuildCode == 0, programs.BuildLog);
        double expected = Predicted(level, other) / Predicted(level, plan), measured = double.NaN, first = double.PositiveInfinity, second = double.PositiveInfinity;
        for (int attempt = 0; attempt < 6; attempt++)
        {
            (first, second) = (Math.Min(first, await programs.Run(level, plan)), Math.Min(second, await programs.Run(level, other))); // other programs only ever add time
            measured = second / first;
            if (Math.Abs(measured / expected - 1) <= 0.2) return;
        }
        if (Math.Abs(expected - 1) > 0.2) Assert.True(expected < 1 == measured < 1, $"A ratio of {measured:F2} was measured, {expected:F2} expected: the slower program was the faster.");
        Assert.Skip($"Other programs kept the machine busy: a ratio of {measured:F2} was measured, {expected:F2} expected.");
    }

    [Fact]
    public async Task A_plan_that_loses_a_dish_is_refused_in_one_line()
    {
        (Level level, AuthorPlan plan) = CommandRun.Library.Worlds.SelectMany(w => w.Levels).SelectMany(l => l.Plans.Select(p => (l, p))).First(x => LosesADish(PlanCompiler.Compile(x.l, x.p.Plan)));
        CommandRun run = await CommandRun.Of("export", level.Id, plan.Name, "--to", "csharp");

        Assert.Equal((ExitCodes.Failed, ""), (run.Code, run.Out));
        Assert.Matches("^step [0-9]+ of .* fails and nothing tries it again, so its dish never comes: put a try on it\n$", run.Error);
    }

    private static bool LosesADish(CompiledPlan plan) => plan.Tasks.Any(t => t.Ops.Any(op => op.Code == OpCode.Outcome && op.Arg != (int)OnFailure.TryAgain));

    private static double Predicted(string level, string plan) => (double)Simulator.RunUntraced(Compile(level, plan)).Timeline.End.Minutes;

    private static CompiledPlan Compile(string level, string plan)
    {
        Level found = CommandRun.Library.Find(level)!;
        return PlanCompiler.Compile(found, found.Plans.Single(p => p.Name == plan).Plan);
    }

    /// <summary>All programs in one project, each in a namespace of its own, and a main program that runs the one that is asked for.</summary>
    public sealed class Programs : IAsyncLifetime
    {
        private readonly string _folder = Path.Combine(Path.GetTempPath(), $"shortorder-programs-{Environment.ProcessId}");

        public int BuildCode { get; private set; }

        public string BuildLog { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Directory.CreateDirectory(_folder);
            List<string> names = [];
            foreach (Level level in CommandRun.Library.Worlds.SelectMany(w => w.Levels))
                foreach (AuthorPlan plan in level.Plans)
                {
                    CompiledPlan compiled = PlanCompiler.Compile(level, plan.Plan);
                    if (!LosesADish(compiled)) await Add(names, $"{level.Id}.{plan.Name}", compiled);
                }
            await Add(names, "hostile", HostileOrder.Compile());
            StringBuilder main = new("static class Runner { static void Main(string[] args) { switch (args[0]) {\n");
            for (int i = 0; i < names.Count; i++) main.Append(CultureInfo.InvariantCulture, $"case \"{names[i]}\": P{i}.Program.Main([]); break;\n");
            await File.WriteAllTextAsync(Path.Combine(_folder, "Runner.cs"), $"{main}}} }} }}\n");
            await File.WriteAllTextAsync(Path.Combine(_folder, "programs.csproj"), """
                <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><StartupObject>Runner</StartupObject>
                <Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup></Project>
                """);
            (BuildCode, BuildLog) = await Start("dotnet", "build", "-v", "quiet", "-nodeReuse:false", _folder);
        }

        /// <summary>Minutes that a program says it took.</summary>
        public async Task<double> Run(string level, string plan)
        {
            (int code, string text) = await Start(Path.Combine(_folder, "bin", "Debug", "net10.0", "programs"), $"{level}.{plan}");
            Assert.True(code == 0, text);
            return double.Parse(text.Split(" minutes")[0], CultureInfo.InvariantCulture);
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return ValueTask.CompletedTask;
        }

        private async Task Add(List<string> names, string name, CompiledPlan plan)
        {
            string text = CSharpProgram.Write(plan).Text;
            int after = text.IndexOf('\n', text.LastIndexOf("\nusing ", StringComparison.Ordinal) + 1) + 1;
            await File.WriteAllTextAsync(Path.Combine(_folder, $"{name}.cs"), $"{text[..after]}namespace P{names.Count};\n{text[after..]}");
            names.Add(name);
        }

        private static async Task<(int Code, string Text)> Start(string program, params string[] args)
        {
            using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await error);
        }
    }
}
