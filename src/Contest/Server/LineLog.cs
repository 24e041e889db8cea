using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Contest.Server;

/// <summary>One line for each event: time, level, event, message, values. Whatever is logged, nothing in it ends the line or reaches the terminal raw.</summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="time">The clock.</param>
/// <param name="least">Lower levels are left out.</param>
public sealed class LineLog(TextWriter writer, TimeProvider time, LogLevel least = LogLevel.Information) : ILoggerProvider
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose() => writer.Flush();

    private void Write(string line)
    {
        lock (_lock)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }

    private sealed class Logger(LineLog log, string category) : ILogger
    {
        // The frameworks' own chatter is of no use to a teacher.
        private readonly LogLevel _least = category.StartsWith("ShortOrder", StringComparison.Ordinal) ? log._least : LogLevel.Error;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= _least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            StringBuilder line = new();
            line.Append(log._time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)).Append(' ').Append(logLevel.ToString().ToLowerInvariant())
                .Append(' ').Append(eventId.Name ?? category).Append(": ").Append(formatter(state, exception));
            if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
                foreach ((string key, object? value) in values.Where(v => v.Key != "{OriginalFormat}"))
                    line.Append(CultureInfo.InvariantCulture, $" {key}={SafeText.Quote(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}");
            if (exception is not null) line.Append(" exception=").Append(exception);
            log.Write(SafeText.Escape(line.ToString()));
        }
    }

    private readonly TimeProvider _time = time;
    private readonly LogLevel _least = least;
}
