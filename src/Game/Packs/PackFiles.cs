using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Packs;

/// <summary>The files of a pack, read in memory: nothing is ever extracted. Whoever made the pack is not trusted.</summary>
internal abstract class PackFiles : IDisposable
{
    /// <summary>Whether the path names a pack: a zip file, or a folder with a <c>pack.json</c>.</summary>
    public static bool IsPack(string path) => File.Exists(path) ? path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) : File.Exists(Path.Combine(path, PackManifest.FileName));

    /// <summary>Opens a zip file or a folder; null with what is wrong with it as a whole.</summary>
    public static PackFiles? Open(string path, out string complaint)
    {
        complaint = "";
        try
        {
            if (Directory.Exists(path)) return new FolderFiles(path);
            if (!File.Exists(path)) complaint = "there is no such pack: name a zip file or a folder with a pack.json";
            else return ZipFiles.OpenZip(path, out complaint);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            complaint = $"is no zip file that can be read: {e.Message}";
        }
        return null;
    }

    /// <summary>The bytes of a file, a few more than a reader accepts at most; false with why not.</summary>
    /// <param name="name">A name that <see cref="PackNames"/> accepts.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="complaint">Why it cannot be had.</param>
    public abstract bool TryRead(string name, [NotNullWhen(true)] out byte[]? bytes, out string complaint);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    private sealed class FolderFiles(string folder) : PackFiles
    {
        public override bool TryRead(string name, [NotNullWhen(true)] out byte[]? bytes, out string complaint)
        {
            (bytes, string path) = (null, folder);
            foreach (string part in name.Split('/'))
            {
                path = Path.Combine(path, part);
                if (new FileInfo(path).LinkTarget is null) continue;
                complaint = "is a link: put the file itself into the folder";
                return false;
            }
            bool isRead = InputFile.TryRead(path, out byte[] read, out complaint);
            if (isRead) bytes = read;
            else complaint = complaint[(path.Length + 2)..];
            return isRead;
        }
    }

    private sealed class ZipFiles(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries) : PackFiles
    {
        private const int MostEntries = 500, MostRatio = 100, SmallEntry = 4_096;
        private const long MostBytes = 16 << 20;
        private const int TypeMask = 0xF000, RegularFile = 0x8000, Folder = 0x4000;

        public static ZipFiles? OpenZip(string path, out string complaint)
        {
            FileStream file = File.OpenRead(path);
            ZipArchive? archive = null;
            try
            {
                complaint = file.Length > MostBytes ? $"has {file.Length} bytes: a pack has at most {MostBytes}" : "";
                if (complaint.Length == 0)
                {
                    archive = new(file, ZipArchiveMode.Read);
                    Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
                    complaint = Examine(archive, entries);
                    if (complaint.Length == 0) return new(archive, entries);
                }
            }
            catch
            {
                archive?.Dispose();
                file.Dispose();
                throw;
            }
            archive?.Dispose();
            file.Dispose();
            return null;
        }

        /// <summary>Looks at every entry before any is read; the first that is not to be trusted condemns the pack.</summary>
        private static string Examine(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries)
        {
            if (archive.Entries.Count > MostEntries) return $"has {archive.Entries.Count} entries: a pack has at most {MostEntries}";
            long bytes = 0;
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                string name = SafeText.Quote(entry.FullName);
                int type = (entry.ExternalAttributes >> 16) & TypeMask;
                bytes += entry.Length;
                if (PackNames.Complaint(entry.FullName) is string complaint) return complaint;
                if (type is not (0 or RegularFile or Folder)) return $"the entry {name} is a link or a device: only files belong into a pack";
                if (entry.IsEncrypted) return $"the entry {name} is encrypted: pack it without a password";
                if (bytes > MostBytes) return $"holds more than {MostBytes} bytes when unpacked: a pack holds at most that much";
                if (entry.Length > SmallEntry && entry.Length / Math.Max(1, entry.CompressedLength) > MostRatio) return $"the entry {name} is {entry.Length / Math.Max(1, entry.CompressedLength)} times as large as it is packed: at most {MostRatio} times is accepted";
                if (!entries.TryAdd(entry.FullName, entry)) return $"there are two entries {name}: keep one";
            }
            return "";
        }

        public override bool TryRead(string name, [NotNullWhen(true)] out byte[]? bytes, out string complaint)
        {
            (bytes, complaint) = (null, "");
            if (!entries.TryGetValue(name, out ZipArchiveEntry? entry) || entry.FullName != name)
            {
                complaint = "is not in the pack: add it, or take its name out of pack.json";
                return false;
            }
            try
            {
                using Stream content = entry.Open();
                bytes = InputFile.Read(content); // bounded, whatever the entry claims of its length
            }
            catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException)
            {
                complaint = $"cannot be unpacked: {e.Message}";
            }
            return bytes is not null;
        }

        public override void Dispose() => archive.Dispose();
    }
}
