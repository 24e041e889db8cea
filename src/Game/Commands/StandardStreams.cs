using Microsoft.Win32.SafeHandles;

namespace ShortOrder.Game.Commands;

/// <summary>Standard input and output as they are.</summary>
/// <remarks>On a Unix terminal .NET's own console would prepare it for cursor keys: by an escape sequence, and by reading single keys without an echo, which stays so for whoever reads after it. The bare device does neither.</remarks>
internal static class StandardStreams
{
    /// <summary>The standard input; a terminal gives whole lines.</summary>
    public static Stream OpenInput() => OperatingSystem.IsWindows() || Console.IsInputRedirected ? Console.OpenStandardInput() : Open(0, FileAccess.Read);

    /// <summary>The standard output.</summary>
    public static Stream OpenOutput() => OperatingSystem.IsWindows() || Console.IsOutputRedirected ? Console.OpenStandardOutput() : Open(1, FileAccess.Write);

    private static FileStream Open(int file, FileAccess access) => new(new SafeFileHandle(file, ownsHandle: false), access, bufferSize: 0);
}
