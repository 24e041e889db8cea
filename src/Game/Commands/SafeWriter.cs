using System.Text;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary>Passes text on with every character spelled out that could steer a terminal. Line feeds pass.</summary>
/// <remarks>Whatever a file, a name or an argument contains, no escape sequence reaches the terminal through it.</remarks>
public sealed class SafeWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        // A lone half of a surrogate pair may be the first of two calls: it is harmless, and the encoder replaces it if its other half never comes.
        if (value is '\n' or '\r' || char.IsSurrogate(value) || !SafeText.IsUnsafe(value)) inner.Write(value);
        else inner.Write(SafeText.Escape(value.ToString()));
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        if (value is null) return;
        if (SafeText.FirstUnsafe(value) < 0) inner.Write(value);
        else foreach (char c in value) Write(c);
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        Write(value);
        inner.Write('\n');
    }

    /// <inheritdoc/>
    public override void WriteLine() => inner.Write('\n');

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
