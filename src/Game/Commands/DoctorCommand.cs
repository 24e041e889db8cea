using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ShortOrder.Execution;
using ShortOrder.Execution.Calibration;
using ShortOrder.Game.Export.Python.Running;

namespace ShortOrder.Game.Commands;

/// <summary><c>doctor</c>: what this machine can do, measured.</summary>
internal static class DoctorCommand
{
    private const double RestlessSpread = 0.05;
    private const double NoisyShare = 0.15;
    private const double SharedCores = 1.6; // two processes gain less than this where they share a core

    public static Command Build(CommandStreams streams)
    {
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("doctor", "Measure what this machine can do") { json };
        command.SetAction((parsed, cancel) => ExamineAsync(streams, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> ExamineAsync(CommandStreams streams, bool asJson, CancellationToken cancel)
    {
        using Interruption interruption = new(cancel);
        await using Executor executor = new();
        MachineProfile machine;
        ImmutableArray<PythonInterpreter> pythons = await PythonInterpreter.FindAsync(interruption.Token);
        try
        {
            machine = await executor.MeasureMachineAsync(new ProgressLines(streams.Error), interruption.Token);
        }
        catch (IOException e)
        {
            streams.Error.WriteLine($"this machine cannot serve plans: {e.Message}");
            return ExitCodes.CannotHere;
        }
        if (asJson) WriteJson(streams.Out, machine, pythons);
        else WriteText(streams.Out, machine, pythons);
        return machine.PairSpeedUp < SharedCores ? ExitCodes.CannotHere : ExitCodes.Good;
    }

    private static void WriteText(TextWriter output, MachineProfile machine, ImmutableArray<PythonInterpreter> pythons)
    {
        Line("system", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}");
        Line("cores", $"{machine.Cores}; two kitchens work {Text(machine.PairSpeedUp)} times as fast as one{(machine.PairSpeedUp < SharedCores ? ": too little to judge plans with several kitchens" : "")}");
        Line("work", $"{Text(machine.ChunkNs / 1_000)} µs a chunk; calibrations differ by {Percent(machine.CalibrationSpread)}{(machine.CalibrationSpread > RestlessSpread ? ": restless, close other programs" : "")}");
        if (machine.BackgroundNoise is double noise)
            Line("noise", $"something waits for a core {Percent(noise)} of the time{(noise > NoisyShare ? ": too noisy to judge, close other programs" : "")}");
        Line("hat", $"a switch between two threads costs {Text(machine.HatSwitchUs)} µs");
        Line("threads", $"{Text(machine.ThreadStartUs)} µs to start one");
        Line("kitchens", $"{Text(machine.ColdStartMs)} ms to start one cold, {Text(machine.WarmCommandMs)} ms to reach a warm one");
        Line("pantry", $"answers {Text(machine.PantryLatenessUs)} µs late before it is corrected");
        foreach (PythonInterpreter python in pythons)
            Line("python", $"{python.Version} {python.Path}{(python.HasGil ? "" : ", no GIL")}: {string.Join(", ", python.Libraries.Select(l => l.Version.Length > 0 ? $"{l.Name} {l.Version}" : l.Name))}");
        if (pythons.IsEmpty) Line("python", $"none found; {PythonInterpreter.Variable} may name one");
        Line("loop", $"1,000 requests at once cost {Text(machine.LoopMsPerThousand)} ms beyond the wait");

        void Line(string name, string text) => output.WriteLine($"{name,-9} {text}");
    }

    private static void WriteJson(TextWriter output, MachineProfile machine, ImmutableArray<PythonInterpreter> pythons)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("system", RuntimeInformation.OSDescription.Trim());
            json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            json.WriteNumber("cores", machine.Cores);
            json.WriteNumber("pairSpeedUp", Math.Round(machine.PairSpeedUp, 3));
            json.WriteNumber("chunkNs", Math.Round(machine.ChunkNs, 1));
            json.WriteNumber("calibrationSpread", Math.Round(machine.CalibrationSpread, 4));
            if (machine.BackgroundNoise is double noise) json.WriteNumber("backgroundNoise", Math.Round(noise, 4));
            else json.WriteNull("backgroundNoise");
            json.WriteNumber("hatSwitchUs", Math.Round(machine.HatSwitchUs, 1));
            json.WriteNumber("threadStartUs", Math.Round(machine.ThreadStartUs, 1));
            json.WriteNumber("coldStartMs", Math.Round(machine.ColdStartMs, 2));
            json.WriteNumber("warmCommandMs", Math.Round(machine.WarmCommandMs, 3));
            json.WriteNumber("pantryLatenessUs", Math.Round(machine.PantryLatenessUs, 1));
            json.WriteNumber("loopMsPerThousand", Math.Round(machine.LoopMsPerThousand, 2));
            json.WriteStartArray("pythons");
            foreach (PythonInterpreter python in pythons)
            {
                json.WriteStartObject();
                json.WriteString("path", python.Path);
                json.WriteString("version", python.Version);
                json.WriteBoolean("gil", python.HasGil);
                json.WriteStartObject("libraries");
                foreach ((string name, string version) in python.Libraries) json.WriteString(name, version);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(text.ToArray()));
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : "0", NumberFormatInfo.InvariantInfo);

    private static string Percent(double share) => (share * 100).ToString("0.0", NumberFormatInfo.InvariantInfo) + " %";

    private sealed class ProgressLines(TextWriter error) : IProgress<string>
    {
        public void Report(string value) => error.WriteLine(value);
    }
}
