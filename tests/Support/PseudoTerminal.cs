using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ShortOrder.Support;

/// <summary>A program on a terminal of its own, made by <c>script</c> of util-linux: keys in, and everything the program writes with the time when it came. Linux only.</summary>
public sealed class PseudoTerminal : IDisposable
{
    private const string Script = "/usr/bin/script";
    private readonly Process _script;
    private readonly string _pidFile = Path.GetTempFileName();
    private readonly StringBuilder _output = new();
    private readonly List<(long Timestamp, int End)> _arrivals = [];
    private readonly Thread _reader;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Path of the executable.</param>
    /// <param name="arguments">Its arguments, as a shell reads them.</param>
    /// <param name="columns">Width.</param>
    /// <param name="rows">Height.</param>
    /// <param name="environment">Variables to add; null takes one away.</param>
    public PseudoTerminal(string program, string arguments, int columns, int rows, IReadOnlyDictionary<string, string?>? environment = null)
    {
        ProcessStartInfo start = new(Script, ["-qfc", $"stty cols {columns} rows {rows}; echo $$ > '{_pidFile}'; exec '{program}' {arguments}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["TERM"] = "xterm-256color", ["COLORTERM"] = "truecolor" },
        };
        start.Environment.Remove("DisableRealDriverIO"); // other tests draw without a terminal
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        Started = Stopwatch.GetTimestamp();
        _script = Process.Start(start)!;
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>Whether this machine can.</summary>
    public static bool IsAvailable => OperatingSystem.IsLinux() && File.Exists(Script);

    /// <summary><see cref="Stopwatch"/> ticks just before the start.</summary>
    public long Started { get; }

    /// <summary>The program's process; 0 before it has begun.</summary>
    public int ProcessId => int.TryParse(File.ReadAllText(_pidFile).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0;

    /// <summary>Characters written so far.</summary>
    public int Length
    {
        get { lock (_output) return _output.Length; }
    }

    /// <summary>What was written from a place on.</summary>
    public string Text(int from = 0)
    {
        lock (_output) return _output.ToString(from, _output.Length - from);
    }

    /// <summary>Types keys as a terminal sends them.</summary>
    public void Type(string keys)
    {
        _script.StandardInput.Write(keys);
        _script.StandardInput.Flush();
    }

    /// <summary>Waits until a text has been written after a place.</summary>
    /// <returns><see cref="Stopwatch"/> ticks when its last character came.</returns>
    /// <exception cref="TimeoutException">It never came; the message tells what did.</exception>
    public long WaitFor(string text, int from, TimeSpan patience)
    {
        long until = Stopwatch.GetTimestamp() + (long)(patience.TotalSeconds * Stopwatch.Frequency);
        lock (_output)
        {
            int searched = from;
            while (true)
            {
                string tail = _output.ToString(searched, _output.Length - searched);
                int at = tail.IndexOf(text, StringComparison.Ordinal);
                if (at >= 0) return _arrivals.First(a => a.End >= searched + at + text.Length).Timestamp;
                searched = Math.Max(searched, _output.Length - text.Length);
                TimeSpan left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), until);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_output, left) && Stopwatch.GetTimestamp() >= until)
                    throw new TimeoutException($"\"{text}\" was never written after: {_output.ToString(Math.Max(from, _output.Length - 4_000), Math.Min(4_000, _output.Length - from))}");
            }
        }
    }

    /// <summary>Waits until the program has ended by itself.</summary>
    /// <returns>Whether it has.</returns>
    public bool WaitForExit(TimeSpan patience) => _script.WaitForExit(patience);

    /// <summary>Ends the program if it still runs.</summary>
    public void Dispose()
    {
        if (!_script.HasExited) _script.Kill(entireProcessTree: true);
        _script.WaitForExit();
        _reader.Join();
        _script.Dispose();
        File.Delete(_pidFile);
    }

    private void Read()
    {
        Decoder decoder = Encoding.UTF8.GetDecoder();
        byte[] bytes = new byte[65_536];
        char[] characters = new char[65_536];
        Stream stream = _script.StandardOutput.BaseStream;
        while (stream.Read(bytes) is > 0 and int count)
        {
            long now = Stopwatch.GetTimestamp();
            int length = decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false);
            lock (_output)
            {
                _output.Append(characters, 0, length);
                _arrivals.Add((now, _output.Length));
                Monitor.PulseAll(_output);
            }
        }
    }
}
