using System.Globalization;
using System.IO.Compression;
using System.Text;
using ShortOrder.Game.Packs;
using ShortOrder.Game.Session;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Tests.Packs;

/// <summary>Zip files that somebody made to do harm: each is refused before anything in it is used, and nothing is ever written.</summary>
public sealed class PackAttackTests : IDisposable
{
    private const int Link = 0xA000 | 0x1FF, Device = 0x2000;
    private static readonly byte[] Level = File.ReadAllBytes(Path.Combine(Repository.Root, "levels", "1-one-cook", "01-coffee-and-a-sandwich.json"));

    private readonly string _folder = Directory.CreateTempSubdirectory("attack").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PackFile => Path.Combine(_folder, "pack.zip");

    private static string Manifest(string level = "a.json", string? sum = null) =>
        $$"""{ "version": 1, "id": "p", "title": "P", "author": "A", "levels": [{ "file": "{{level}}", "sha256": "{{sum ?? PackManifest.SumOf(Level)}}" }] }""";

    /// <summary>A zip file of a good pack and one entry more.</summary>
    private void Zip(string name, byte[] content, int attributes = 0, string? manifest = null)
    {
        using ZipArchive zip = ZipFile.Open(PackFile, ZipArchiveMode.Create);
        foreach ((string entry, byte[] bytes) in new[] { ("pack.json", Encoding.UTF8.GetBytes(manifest ?? Manifest())), ("a.json", Level) })
        {
            using Stream stream = zip.CreateEntry(entry).Open();
            stream.Write(bytes);
        }
        ZipArchiveEntry evil = zip.CreateEntry(name);
        evil.ExternalAttributes = attributes << 16;
        using Stream body = evil.Open();
        body.Write(content);
    }

    private void Refuses(string message, string? entry = null)
    {
        string[] before = Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories);

        ReadResult<Pack> read = Pack.Open(PackFile);

        Problem problem = Assert.Single(read.Problems);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(entry is null ? PackFile : $"{PackFile}:{entry}", problem.Source);
        Assert.Equal(-1, SafeText.FirstUnsafe(problem.ToString()));
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_pack_that_the_attacks_start_from_is_good()
    {
        Zip("notes.txt", "For the teacher."u8.ToArray());

        Assert.Equal("coffee-and-a-sandwich", Assert.Single(Pack.Open(PackFile).Value!.ReadWorld().Value!.Levels).Id);
    }

    [Theory]
    [InlineData("../evil.json", "leads out of the pack")]
    [InlineData("a/../../evil.json", "leads out of the pack")]
    [InlineData("/etc/passwd", "is absolute")]
    [InlineData("C:/evil.json", "is absolute")]
    [InlineData("..\\evil.json", "contains \\ or a colon")]
    [InlineData("\\\\server\\evil.json", "is absolute")]
    [InlineData("a.json:stream", "contains \\ or a colon")]
    [InlineData("a//b.json", "a part that is empty")]
    [InlineData("./a2.json", "a part that is empty or ends in a dot")]
    [InlineData("con. /a.json", "a part that is empty or ends in a dot or blank")]
    [InlineData("a\u001b[31m.json", "a control character")]
    [InlineData("a\u0000.json", "a control character")]
    [InlineData("nosj.\u202ea", "a control character")]
    [InlineData("A.JSON", "there are two entries")]
    [InlineData("a.json", "there are two entries")]
    public void A_name_that_could_lead_anywhere_else(string name, string message)
    {
        Zip(name, [1]);

        Refuses(message);
    }

    [Theory]
    [InlineData(Link)]
    [InlineData(Device)]
    public void A_link_or_a_device(int attributes)
    {
        Zip("link.json", "/etc/passwd"u8.ToArray(), attributes);

        Refuses("is a link or a device");
    }

    [Fact]
    public void A_name_longer_than_any_file_system_takes()
    {
        Zip(new string('a', 5_000), [1]);

        Refuses("has 5000 characters");
    }

    [Fact]
    public void Entries_without_end()
    {
        using (ZipArchive zip = ZipFile.Open(PackFile, ZipArchiveMode.Create))
            for (int i = 0; i < 501; i++) zip.CreateEntry(i.ToString(CultureInfo.InvariantCulture));

        Refuses("has 501 entries: a pack has at most 500");
    }

    [Fact]
    public void A_bomb_that_is_small_until_it_is_unpacked()
    {
        Zip("bomb.json", new byte[2_000_000]);

        Refuses("times as large as it is packed");
    }

    [Fact]
    public void Many_entries_that_are_too_much_together()
    {
        byte[] noise = new byte[6 << 20];
        new Random(1).NextBytes(noise.AsSpan(0, 100_000)); // packs to a sixtieth: each by itself passes
        using (ZipArchive zip = ZipFile.Open(PackFile, ZipArchiveMode.Create))
        {
            for (int i = 0; i < 3; i++)
            {
                using Stream stream = zip.CreateEntry($"{i}.json").Open();
                stream.Write(noise);
            }
        }

        Refuses("holds more than 16777216 bytes when unpacked");
    }

    [Fact]
    public void An_entry_that_lies_about_its_length_is_read_no_further_than_a_level_may_be()
    {
        Zip("notes.txt", [1]);
        byte[] zip = File.ReadAllBytes(PackFile);
        int at = zip.AsSpan().IndexOf("a.json"u8) - 30 + 22; // length in the entry's own header
        zip.AsSpan(at, 4).Fill(0xFF);
        File.WriteAllBytes(PackFile, zip);

        ReadResult<Pack> read = Pack.Open(PackFile);

        Assert.True(read.IsGood || read.Problems.Length == 1);
        Assert.All(read.Value?.Files ?? [], f => Assert.True(f.Bytes.Length <= JsonText.MostBytes + 4));
    }

    [Fact]
    public void A_level_that_was_changed_after_packing()
    {
        Zip("notes.txt", [1], manifest: Manifest(sum: new string('0', 64)));

        Refuses("is not what was packed, its checksum differs", "a.json");
    }

    [Fact]
    public void A_level_that_is_not_there()
    {
        Zip("notes.txt", [1], manifest: Manifest("b.json"));

        Refuses("is not in the pack: add it, or take its name out of pack.json", "b.json");
    }

    [Theory]
    [InlineData("../a.json", "leads out of the pack")]
    [InlineData("/a.json", "is absolute")]
    [InlineData("pack.json", "a level is a file that ends in .json")]
    [InlineData("a.txt", "a level is a file that ends in .json")]
    public void A_manifest_that_names_what_it_should_not(string level, string message)
    {
        Zip("notes.txt", [1], manifest: Manifest(level));

        Refuses(message, "pack.json");
    }

    [Theory]
    [InlineData("PK")]
    [InlineData("")]
    [InlineData("{}")]
    public void What_is_no_zip_file(string content)
    {
        File.WriteAllText(PackFile, content);

        Refuses("is no zip file that can be read");
    }

    [Fact]
    public void A_file_that_is_too_large_to_be_looked_at()
    {
        using (FileStream file = File.Create(PackFile)) file.SetLength((16 << 20) + 1);

        Refuses("has 16777217 bytes: a pack has at most 16777216");
    }

    [Fact]
    public void Bytes_that_are_broken_anywhere_end_in_a_complaint_and_never_in_a_crash()
    {
        Zip("notes.txt", [1]);
        byte[] good = File.ReadAllBytes(PackFile);
        Random random = new(1);
        for (int round = 0; round < 400; round++)
        {
            byte[] broken = [.. good];
            for (int i = 0; i < 1 + round % 4; i++) broken[random.Next(broken.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(PackFile, round % 5 == 0 ? broken[..random.Next(broken.Length)] : broken);

            ReadResult<Pack> read = Pack.Open(PackFile);

            Assert.Equal(read.IsGood, read.Problems.IsEmpty);
            if (read.IsGood) Assert.Equal(Level, read.Value.Files[0].Bytes.ToArray()); // what is used is what was packed
        }
    }

    [Fact]
    public void A_link_in_a_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights there");
        string folder = Path.Combine(_folder, "f");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "pack.json"), """{ "version": 1, "id": "p", "title": "P", "author": "A", "levels": ["a.json"] }""");
        File.CreateSymbolicLink(Path.Combine(folder, "a.json"), "/etc/passwd");

        Assert.Contains("is a link", Assert.Single(Pack.Open(folder).Problems).Message, StringComparison.Ordinal);
    }
}
