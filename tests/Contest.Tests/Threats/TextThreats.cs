using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Server;

namespace ShortOrder.Contest.Tests.Threats;

/// <summary>Attacks by texts. Numbers as in the table of threats in src/Contest/README.md.</summary>
public sealed class TextThreats
{
    private static readonly ImmutableArray<string> Corpus =
    [
        "\u001b[31mred", "\u001b[2J", "\u001b[6n", "\u001b]0;title\u0007", "\u001b]52;c;ZXZpbA==\u0007", "\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\", "\u001bPq#0\u001b\\", "\u001b_x\u001b\\", "\u001b^x\u001b\\", "\u001bc",
        "\u009b31m", "\u009d0;t\u009c", "\u0090q\u009c", "\u0085", "\u0000", "\u0001", "\u0007bell", "\u0008\u0008", "\ttab", "\nline", "\rback", "a\r\nb", "\u000b", "\u000c", "\u000e\u000f", "\u001f", "\u007f",
        "\u202eevil", "\u202dx", "\u202ax\u202c", "\u2066x\u2069", "\u2067x", "\u200f", "\u200e", "\u061c", "\ufeffx", "\u2028", "\u2029", "a\u200bb", "\U000E0041x",
    ];

    [Fact]
    public async Task Threat12_ScriptsOnTheProjectorsPage()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        foreach (string script in (string[])["<img src=x onerror=alert(1)>", "<script>x</script>", "\"><svg/onload=x>", "{{x}}", "javascript:x"])
            Assert.Equal(ErrorCodes.NameRefused, (await contest.TryJoinAsync(script)).Code);
        Answer announced = await contest.AdminAsync(HttpMethod.Post, Routes.AdminAnnounce, """{ "text": "<script>x</script>" }""");
        Assert.Equal(HttpStatusCode.OK, announced.Status);
        Answer view = await contest.SendAsync(HttpMethod.Get, Routes.Competition);
        Assert.DoesNotContain("<", view.Text, StringComparison.Ordinal); // even as JSON it is escaped
        Assert.Equal("<script>x</script>", view.As(ContestJson.Default.CompetitionView).Announcement);
        foreach (string path in (string[])["/", "/projector.js", "/projector.css", "/qr.svg", Routes.JoinPage + contest.Code, Routes.Board, Routes.Competition, "/nothing", Routes.Admin + "/players"])
        {
            Answer page = await contest.SendAsync(HttpMethod.Get, path);
            string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(page.Headers.GetValues("X-Frame-Options")));
            Assert.DoesNotContain("<script>x", page.Text, StringComparison.Ordinal);
        }
        foreach (string script in Directory.EnumerateFiles(Path.Combine(Support.LevelFiles.Folder, "..", "src", "Contest", "Projector"), "*.js"))
            Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(", await File.ReadAllTextAsync(script, RunningContest.Cancel));
    }

    [Fact]
    public async Task Threat13_EscapeSequences()
    {
        StringWriter log = new();
        await using RunningContest contest = await RunningContest.StartAsync(new() { Log = TextWriter.Synchronized(log), Limits = new() { OpenCalls = 10_000, Calls = 10_000 } });
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        StringBuilder answers = new();
        foreach (string text in Corpus)
        {
            string json = JsonEncodedText.Encode(text).ToString();
            Answer[] refused =
            [
                await contest.TryJoinAsync("x" + text),
                await contest.TryJoinAsync("Ben", code: text),
                await contest.AdminAsync(HttpMethod.Post, $"{Routes.AdminPlayers}/{anna.Player}/rename", $$"""{ "name": "A{{json}}" }"""),
                await contest.SendAsync(HttpMethod.Post, Routes.Submissions, $$"""{ "level": "{{json}}", "levelHash": "{{json}}", "plan": { "{{json}}": 1 } }""", anna.Token, r => r.Headers.Add(Routes.IdempotencyKey, "k")),
                await contest.SubmitTextAsync(anna.Token, $$"""{ "version": 1, "{{json}}": 1, "kitchens": [ { "name": "{{json}}", "lanes": [ { "kind": "{{json}}" } ] } ] }"""),
                await contest.AdminAsync(HttpMethod.Post, Routes.AdminCompetition + "/start", $$"""{ "expected": "{{json}}" }"""),
                await contest.SendAsync(HttpMethod.Get, Routes.Base + "/" + Uri.EscapeDataString(text)),
            ];
            Assert.All(refused, r => Assert.InRange((int)r.Status, 400, 429));
            Answer announced = await contest.AdminAsync(HttpMethod.Post, Routes.AdminAnnounce, $$"""{ "text": "A{{json}}" }""");
            if (Simulation.Reading.SafeText.FirstUnsafe(text) >= 0) Assert.Equal(HttpStatusCode.UnprocessableEntity, announced.Status);
            foreach (Answer answer in refused.Append(announced)) answers.Append(answer.Text).Append(answer.Status >= HttpStatusCode.BadRequest && answer.Text.StartsWith('{') ? answer.As(ContestJson.Default.ContestProblem).Detail : "");
        }
        foreach (string path in (string[])[Routes.Board, Routes.Competition]) answers.Append((await contest.SendAsync(HttpMethod.Get, path)).Text);
        AssertClean(answers.ToString());
        AssertClean(log.ToString().ReplaceLineEndings("\n").Replace("\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\\u001b[31m")]
    [InlineData("\\u202e")]
    [InlineData("\\u009b")]
    [InlineData("\\u0000")]
    public async Task Threat14_ControlCharactersInLevels(string escape)
    {
        ContestLevel level = TestLevels.Shipped(RunningContest.LevelId);
        ContestLevel evil = level with { Text = level.Text.Replace("Three guests", $"Three {escape} guests", StringComparison.Ordinal) };
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => LevelSet.Read([evil]));
        Assert.Contains("$.story", refused.Message, StringComparison.Ordinal);
        Assert.Contains(RunningContest.LevelId, refused.Message, StringComparison.Ordinal);
        AssertClean(refused.Message);
        await Assert.ThrowsAsync<InvalidDataException>(() => RunningContest.StartAsync(settings: s => s with { Levels = [evil] }));
        await Assert.ThrowsAsync<InvalidDataException>(() => RunningContest.StartAsync(settings: s => s with { Title = "Friday\u001b[31m" }));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("..%2fx")]
    [InlineData("..%5Cx")]
    [InlineData("%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("C:%5Cx")]
    [InlineData("%00")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("three-kettles")]
    public async Task Threat21_PathTraversal(string name)
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        foreach (string path in (string[])[Routes.Levels + name, Routes.Submissions + "/" + name, Routes.Submissions + "/" + name + "/trace", "/" + name, Routes.JoinPage + name])
        {
            Answer answer = await contest.SendAsync(HttpMethod.Get, path, token: anna.Token);
            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path}: {answer.Status} {answer.Text}");
            Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
        }
        Answer unknown = await contest.SendAsync(HttpMethod.Post, Routes.Submissions, $$"""{ "level": "{{JsonEncodedText.Encode(name)}}.json", "levelHash": "0", "plan": {} }""", anna.Token, r => r.Headers.Add(Routes.IdempotencyKey, "b"));
        Assert.Equal((HttpStatusCode.NotFound, ErrorCodes.NotFound), (unknown.Status, unknown.Code));
        Answer longest = await contest.SendAsync(HttpMethod.Get, Routes.Levels + new string('a', 4000), token: anna.Token);
        Assert.Equal(HttpStatusCode.NotFound, longest.Status);
    }

    /// <summary>Files lie where a name that became a path would lead: below and beside the working folder and the program's, and anywhere by the whole path.</summary>
    [Fact]
    public async Task Threat21_NoFileIsOpened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "asks inotify");
        string name = $"bait-{Guid.NewGuid():n}", folder = Directory.CreateTempSubdirectory("traversal-").FullName, before = Directory.GetCurrentDirectory(), program = AppContext.BaseDirectory;
        string working = Directory.CreateDirectory(Path.Combine(folder, "working")).FullName;
        string[] files = [.. ((string[])[folder, working, program, Path.Combine(program, "..")]).SelectMany(f => (string[])[Path.Combine(f, name), Path.Combine(f, name + ".json")])];
        foreach (string file in files) await File.WriteAllTextAsync(file, "{}", RunningContest.Cancel);
        Directory.SetCurrentDirectory(working);
        try
        {
            using FileAudit audit = new(files);
            foreach (string file in files)
            {
                await File.ReadAllTextAsync(file, RunningContest.Cancel);
                Assert.True(audit.WasOpened(), file); // it would tell
            }
            await using RunningContest contest = await RunningContest.StartAsync();
            Joined anna = await contest.JoinAsync("Anna");
            await contest.StartClockAsync();
            foreach (string way in (string[])[name, "../" + name, "..%2f" + name, "..%5c" + name, "%2e%2e%2f" + name, "./" + name, Path.Combine(folder, name).Replace("/", "%2f", StringComparison.Ordinal)])
                foreach (string ending in (string[])["", ".json"])
                {
                    foreach (string path in (string[])[Routes.Levels, Routes.Submissions + "/", "/", Routes.JoinPage]) await contest.SendAsync(HttpMethod.Get, path + way + ending, token: anna.Token);
                    await contest.SendAsync(HttpMethod.Post, Routes.Submissions, $$"""{ "level": "{{JsonEncodedText.Encode(Uri.UnescapeDataString(way) + ending)}}", "levelHash": "0", "plan": {} }""", anna.Token, r => r.Headers.Add(Routes.IdempotencyKey, "b"));
                    await contest.AdminAsync(HttpMethod.Get, $"{Routes.AdminExport}.{way}{ending}");
                }
            Assert.False(audit.WasOpened());
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            foreach (string file in files) File.Delete(file);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Threat23_FeedAndLogPoisoning()
    {
        StringWriter log = new();
        using (LineLog lines = new(log, TimeProvider.System))
            lines.CreateLogger("ShortOrder.Test").Log(Microsoft.Extensions.Logging.LogLevel.Information, new(1, "joined"), new List<KeyValuePair<string, object?>> { new("name", "Eve\r\n2026 info started: forged\u001b[31m") }, null, (_, _) => "Eve\r\nforged");
        Assert.Single(log.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        AssertClean(log.ToString().ReplaceLineEndings(""));

        await using RunningContest contest = await RunningContest.StartAsync();
        Assert.Equal(ErrorCodes.NameRefused, (await contest.TryJoinAsync("a\n\nevent: state\ndata: {}")).Code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await contest.AdminAsync(HttpMethod.Post, Routes.AdminAnnounce, """{ "text": "x\n\nevent: end\ndata: {}" }""")).Status);
        await contest.JoinAsync("Anna");
        foreach (ShortOrder.Contest.Store.ContestEvent e in await contest.Store.EventsAfterAsync(0, 100, RunningContest.Cancel))
        {
            Assert.DoesNotContain(e.Payload, c => c < ' ');
            Assert.Matches("^[a-z]+$", e.Kind);
        }
    }

    private static void AssertClean(string text)
    {
        foreach (char c in text) Assert.False(Simulation.Reading.SafeText.IsUnsafe(c) && !char.IsSurrogate(c), $"U+{(int)c:X4} got through");
    }
}
