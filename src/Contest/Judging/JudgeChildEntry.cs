using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ShortOrder.Execution;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Contest.Judging;

/// <summary>The judge's child: the executor in a process of its own, so that whatever a plan does to it is over when it is killed. Reads an order a line, answers in lines, ends with its input.</summary>
public static class JudgeChildEntry
{
    /// <summary>The hidden argument of the executable that asks for this life.</summary>
    public const string Option = "--judge-child";

    /// <summary>Serves orders until the input ends: the judge has gone then, and so has the reason for what is under way.</summary>
    /// <param name="input">Orders.</param>
    /// <param name="output">Answers.</param>
    public static async Task RunAsync(Stream input, Stream output)
    {
        Channel<ServingOrder> orders = Channel.CreateUnbounded<ServingOrder>();
        using CancellationTokenSource gone = new();
        Thread reader = new(() => Read(input, orders.Writer, gone)) { IsBackground = true, Name = "orders" };
        reader.Start();
        using StreamWriter lines = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        await using Executor executor = new();
        await foreach (ServingOrder order in orders.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            Measurement served;
            try
            {
                served = await ServeAsync(executor, order, phase => Write(lines, new(phase, null)), gone.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            Write(lines, new(null, served));
        }
    }

    /// <summary>Serves a plan and scores it.</summary>
    internal static async Task<Measurement> ServeAsync(Executor executor, ServingOrder order, Action<string> say, CancellationToken cancel)
    {
        ReadResult<Level> level = LevelReader.Read(Encoding.UTF8.GetBytes(order.Level), "level");
        if (!level.IsGood) return Cannot($"The level cannot be read: {level.Problems[0]}");
        ReadResult<Plan> read = PlanReader.Read(Encoding.UTF8.GetBytes(order.Plan), "plan", level.Value);
        if (!read.IsGood) return Cannot($"The plan is not legal: {read.Problems[0]}");
        CompiledPlan plan = PlanCompiler.Compile(level.Value, read.Value);
        ServingResult result;
        Phases phases = new(say);
        try
        {
            result = await executor.ServeAsync(plan, new() { TempoMs = order.TempoMs, Repeats = order.Repeats, IsStrict = order.IsStrict }, phases, cancel).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            return Cannot($"This machine cannot serve the plan: {e.Message}");
        }
        Measurement measured = new()
        {
            Verdict = result.Verdict,
            Explanation = result.Explanation,
            Minutes = result.Minutes,
            Runs = [.. result.ElapsedMs.Select(ms => decimal.Round(ms / order.TempoMs, 4))],
            AllRuns = [.. result.Runs.Select((r, i) => new JudgedRun(i + 1, r.ElapsedMs, r.DiscardedBecause))],
            IsChecksumRight = result.IsChecksumRight,
            IsProved = result.IsProved,
            NsPerChunk = result.NsPerChunk ?? 0,
            PeakBytes = result.PeakBytes,
            Trace = result.Timeline is null ? "" : Trace.Write(plan, result.Timeline),
        };
        if (result.Verdict == Verdict.Cannot || result.ElapsedMs.IsEmpty && result.Verdict == Verdict.TooNoisy || result.Timeline is null) return measured;
        Score score = Scorer.JudgeMeasured(plan, result.Timeline, result.Minutes, result.Verdict == Verdict.Deadlock, result.WaitCycle, result.LostUpdates);
        bool isNoisy = result.Verdict == Verdict.TooNoisy && score.Verdict == Verdict.Served;
        return measured with
        {
            Verdict = isNoisy ? Verdict.TooNoisy : score.Verdict,
            Explanation = score.Verdict == Verdict.Served ? result.Explanation : score.Explanation,
            Metrics = score.Metrics,
            Medal = result.IsProved ? score.Medal : Medal.None,
        };
    }

    private static Measurement Cannot(string why) => new() { Verdict = Verdict.Cannot, Explanation = why };

    private static void Read(Stream input, ChannelWriter<ServingOrder> orders, CancellationTokenSource gone)
    {
        using StreamReader lines = new(input, Encoding.UTF8);
        while (lines.ReadLine() is { } line)
            if (JsonSerializer.Deserialize(line, ChildJson.Default.ServingOrder) is { } order) orders.TryWrite(order);
        orders.Complete();
        gone.Cancel();
    }

    private static void Write(StreamWriter lines, ChildLine line)
    {
        string text = JsonSerializer.Serialize(line, ChildJson.Default.ChildLine);
        lock (lines) lines.WriteLine(text);
    }

    // Every report is a sign of life, but only a new phase is worth a line; what the run itself does is not asked for.
    private sealed class Phases(Action<string> say) : IProgress<ServingProgress>
    {
        private string _last = "";

        public void Report(ServingProgress value)
        {
            if (value.IsRunStart || value.Phase != _last) say(value.Phase);
            _last = value.Phase;
        }
    }
}
