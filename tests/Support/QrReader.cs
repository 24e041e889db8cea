using System.Diagnostics;
using System.Text;

namespace ShortOrder.Support;

/// <summary>Reads QR codes from pictures as a telephone would: by zbarimg of Debian's zbar-tools, which is not ours.</summary>
public static class QrReader
{
    private const string Program = "/usr/bin/zbarimg";

    /// <summary>Whether it is installed.</summary>
    public static bool IsInstalled => File.Exists(Program);

    /// <summary>The text of the one code in a picture; empty if none is found.</summary>
    /// <param name="picture">A PNG or PGM file's bytes.</param>
    public static string Read(byte[] picture)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, picture);
            using Process process = Process.Start(new ProcessStartInfo(Program, ["--quiet", "--raw", "--nodbus", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text.Trim();
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A picture of squares, as a grey PGM file.</summary>
    /// <param name="rows">Rows of squares, true where it is light.</param>
    /// <param name="size">Dots of a square's side.</param>
    public static byte[] Picture(IReadOnlyList<bool[]> rows, int size)
    {
        int width = rows[0].Length * size, height = rows.Count * size;
        byte[] head = Encoding.ASCII.GetBytes($"P5\n{width} {height}\n255\n"), picture = new byte[head.Length + (width * height)];
        head.CopyTo(picture, 0);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                picture[head.Length + (y * width) + x] = rows[y / size][x / size] ? byte.MaxValue : byte.MinValue;
        return picture;
    }
}
