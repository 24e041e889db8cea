using System.Text;

namespace ShortOrder.Game.Plain;

/// <summary>Lines that somebody types or a script holds. Reading can be given up without losing the line that comes later.</summary>
/// <param name="reader">Where from; one line at most is read ahead.</param>
internal sealed class LineSource(TextReader reader)
{
    /// <summary>What is longer is cut: nobody types that much.</summary>
    private const int Longest = 2_000;

    private Task<string?>? _reading;

    /// <summary>The next line; null after the last.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before it came.</exception>
    public string? Next(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Task<string?> reading = Reading();
        reading.Wait(cancel);
        _reading = null;
        return reading.Result;
    }

    /// <summary>Takes the next line if it is there already.</summary>
    public bool TryNext(out string? line)
    {
        Task<string?> reading = Reading();
        line = reading.IsCompleted ? reading.Result : null;
        if (!reading.IsCompleted) return false;
        if (line is not null) _reading = null; // the end stays the end
        return true;
    }

    // On a thread of its own: reading from a terminal blocks for as long as the player thinks.
    private Task<string?> Reading() => _reading ??= Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private string? Read()
    {
        StringBuilder line = new();
        try
        {
            for (int next = reader.Read(); next >= 0; next = reader.Read())
            {
                if (next == '\n') return line.ToString();
                if (line.Length < Longest) line.Append((char)next);
            }
        }
        catch (IOException)
        {
            return null; // the terminal is gone
        }
        return line.Length > 0 ? line.ToString() : null;
    }
}
