using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ShortOrder.Contest.Protocol;
using ShortOrder.Support;
using static Microsoft.Playwright.Assertions;

namespace ShortOrder.Contest.Tests.Projector;

/// <summary>The projector's page in a real browser.</summary>
public sealed class ProjectorTests(Browser browser) : IClassFixture<Browser>
{
    private const string TwoMetrics = "the-hat-tax";

    private readonly List<string> _troubles = [];

    [Fact]
    public async Task The_lobby_shows_how_to_join_and_who_is_in()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        IPage page = await ShowAsync(contest);
        await Soon(page.Locator("#lobby .code")).ToHaveTextAsync(contest.Code);
        await Soon(page.Locator("#lobby .command")).ToHaveTextAsync($"shortorder join {contest.Server.Place.Address}");
        await Soon(page.Locator("#arrived")).ToHaveTextAsync("Nobody is in yet");

        await contest.JoinAsync("Anna");
        await contest.JoinAsync("Çelik");

        await Soon(page.Locator("#arrived")).ToHaveTextAsync("2 cooks are in");
        await Soon(page.Locator("#names li")).ToHaveTextAsync(["Anna", "Çelik"]);
        Assert.True(await page.Locator("#lobby img").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 50"), "the QR code is not drawn");
        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task A_telephone_reads_the_join_link_from_the_projector()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(QrReader.IsInstalled, "the CI needs zbar-tools");
        Assert.SkipUnless(QrReader.IsInstalled, "needs zbarimg: apt-get install zbar-tools");
        await using RunningContest contest = await RunningContest.StartAsync();
        IPage page = await ShowAsync(contest, isDark: true);
        await Soon(page.Locator("#lobby .code")).ToHaveTextAsync(contest.Code);

        Assert.Equal(contest.Server.Place.Link, QrReader.Read(await page.ScreenshotAsync()));
    }

    [Fact]
    public async Task Results_appear_without_a_reload_and_with_letters_for_medals()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        IPage page = await ShowAsync(contest);
        await contest.StartClockAsync();
        await Soon(page.Locator("#board")).ToBeVisibleAsync();
        await Soon(page.Locator("#clock")).ToHaveTextAsync(new Regex("^4[45]:[0-9][0-9]$"));

        await contest.SubmitAsync(anna.Token, "naive"); // 18 minutes
        await contest.SubmitAsync(ben.Token, "best"); // 8 minutes
        await contest.Judge.JudgeAllAsync();

        await Soon(page.Locator("#board tbody tr").First.Locator("td")).ToHaveTextAsync(["1", "Ben", "2", "G8.0"]);
        await Soon(page.Locator("#board tbody tr").Nth(1).Locator("td.name")).ToHaveTextAsync("Anna");
        await page.Keyboard.PressAsync("l");
        await Soon(page.Locator("#histogram svg")).ToHaveAttributeAsync("aria-label", new Regex("1 between 8 and"));
        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task The_board_stands_still_and_is_uncovered_from_below()
    {
        await using RunningContest contest = await RunningContest.StartAsync(settings: s => s with { HasDuel = false });
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben");
        IPage page = await ShowAsync(contest);
        await contest.StartClockAsync();
        await contest.SubmitAsync(anna.Token, "naive");
        await contest.Judge.JudgeAllAsync();
        await Soon(page.Locator("#board tbody tr").First.Locator("td.name")).ToHaveTextAsync("Anna");

        Assert.Equal(HttpStatusCode.OK, (await contest.DoAsync("freeze", "running")).Status);
        await Soon(page.Locator("#state")).ToHaveTextAsync("the board stands still");
        await contest.SubmitAsync(ben.Token, "best");
        await contest.Judge.JudgeAllAsync();
        Assert.Equal(HttpStatusCode.OK, (await contest.DoAsync("finish", "frozen")).Status);
        await Soon(page.Locator("#state")).ToHaveTextAsync("results are revealed from below");
        Assert.Equal("Anna", await page.Locator("#board tbody tr").First.Locator("td.name").TextContentAsync());

        await contest.DoAsync("reveal", "sealed");
        await contest.DoAsync("reveal", "sealed");
        await contest.DoAsync("publish", "sealed");
        await Soon(page.Locator("#state")).ToHaveTextAsync("final");
        await Soon(page.Locator("#board tbody tr").First.Locator("td.name")).ToHaveTextAsync("Ben");
        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task What_looks_like_markup_is_shown_as_it_is()
    {
        const string Markup = "<img src=x onerror=alert(1)><b>hot</b>";
        await using RunningContest contest = await RunningContest.StartAsync(settings: s => s with { Title = Markup });
        IPage page = await ShowAsync(contest);
        await Soon(page.Locator("#title")).ToHaveTextAsync(Markup);

        await contest.AdminAsync(HttpMethod.Post, Routes.AdminAnnounce, JsonSerializer.Serialize(new Announcement(Markup), ContestJson.Default.Announcement));

        await Soon(page.Locator("#announcement")).ToHaveTextAsync(Markup);
        Assert.Equal(0, await page.Locator("img:not([src='/qr.svg']), b").CountAsync());
        Assert.Empty(_troubles);
    }

    [Theory]
    [InlineData(1024, 768)]
    [InlineData(1920, 1080)]
    public async Task Nothing_is_cut_off(int width, int height)
    {
        await using RunningContest contest = await RunningContest.StartAsync(settings: s => s with { Levels = [.. ((string[])[RunningContest.LevelId, "coffee-and-a-sandwich", "the-van", "deliveries"]).Select(TestLevels.Shipped)] });
        Joined[] cooks = [.. await Task.WhenAll(Enumerable.Range(0, 30).Select(i => contest.JoinAsync($"cook with long name{(char)('a' + (i % 26))}{i.ToString(CultureInfo.InvariantCulture)}"[^20..])))];
        IPage page = await ShowAsync(contest, width, height);
        await Soon(page.Locator("#arrived")).ToHaveTextAsync("30 cooks are in");
        await AssertFitsAsync(page);
        await contest.StartClockAsync();
        foreach (Joined cook in cooks) await contest.SubmitAsync(cook.Token, "best");
        await contest.Judge.JudgeAllAsync();

        await Soon(page.Locator("#page")).ToHaveTextAsync(new Regex("of 30$"));
        await Soon(page.Locator("#board tbody tr").First.Locator("td").Last).ToBeVisibleAsync();
        await AssertFitsAsync(page);
        double letters = await page.EvaluateAsync<double>("() => parseFloat(getComputedStyle(document.querySelector('#board tbody td')).fontSize) / innerHeight");
        Assert.True(letters > 0.03, $"letters of {letters:P1} of the height cannot be read from the last row");
    }

    [Fact]
    public async Task Each_level_has_its_turn()
    {
        await using RunningContest contest = await RunningContest.StartAsync(settings: s => s with { Levels = [TestLevels.Shipped(RunningContest.LevelId), TestLevels.Shipped(TwoMetrics)] });
        Joined anna = await contest.JoinAsync("Anna");
        await contest.StartClockAsync();
        foreach (string level in (string[])[RunningContest.LevelId, TwoMetrics]) await contest.SubmitAsync(anna.Token, "naive", level: level);
        await contest.Judge.JudgeAllAsync();
        IPage page = await ShowAsync(contest);
        await Soon(page.Locator("button[data-view=level]")).ToBeVisibleAsync();

        HashSet<string> seen = [];
        for (int turn = 0; turn < 12; turn++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
            if (await page.Locator("#level").IsVisibleAsync()) seen.Add(await page.Locator("#level h2").TextContentAsync() ?? "");
        }

        Assert.Equal(["The hat tax", "Three kettles"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_uncovered_is_in_sight_however_long_the_board_is()
    {
        await using RunningContest contest = await RunningContest.StartAsync(settings: s => s with { HasDuel = false });
        foreach (int i in Enumerable.Range(0, 30)) await contest.JoinAsync($"cook {(char)('a' + (i % 26))}{i.ToString(CultureInfo.InvariantCulture)}");
        IPage page = await ShowAsync(contest, 1024, 768);
        await contest.StartClockAsync();
        await contest.AdminAsync(HttpMethod.Post, Routes.AdminAnnounce, JsonSerializer.Serialize(new Announcement("One minute left."), ContestJson.Default.Announcement));
        await Soon(page.Locator("#announcement")).ToBeVisibleAsync();
        await contest.DoAsync("freeze", "running");
        await contest.DoAsync("finish", "frozen");
        await Soon(page.Locator("#state")).ToHaveTextAsync("results are revealed from below");
        await Soon(page.Locator("#announcement")).ToBeHiddenAsync(); // it is out of date
        await Soon(page.Locator("#page")).ToHaveTextAsync(new Regex("of 30$"));

        for (int revealed = 1; revealed <= 12; revealed++)
        {
            await contest.DoAsync("reveal", "sealed");
            Board board = await contest.BoardWhenAsync(b => b.Rows.Count(r => !r.IsCovered) == revealed);
            await Soon(page.Locator("#board tbody tr:not(.covered) td.name").First).ToHaveTextAsync(board.Rows.First(r => !r.IsCovered).Name);
        }
        await AssertFitsAsync(page);
    }

    [Fact]
    public async Task Dark_or_light_is_a_choice_that_stays()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        IPage page = await ShowAsync(contest, isDark: true);
        await Soon(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await page.Locator("#theme").ClickAsync();
        await page.ReloadAsync();

        await Soon(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }

    [Fact]
    public async Task A_server_that_comes_back_is_found_again()
    {
        await using RunningContest contest = await RunningContest.StartAsync();
        IPage page = await ShowAsync(contest);
        await Soon(page.Locator("#arrived")).ToHaveTextAsync("Nobody is in yet");
        await page.Context.SetOfflineAsync(true);
        await contest.JoinAsync("Anna");
        await page.Context.SetOfflineAsync(false);

        await Soon(page.Locator("#arrived")).ToHaveTextAsync("1 cook is in");
    }

    [Fact]
    public void The_scripts_make_text_and_never_markup()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Support.LevelFiles.Folder, "..", "src", "Contest", "Projector"), "*.js"))
            Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|Function\\(", File.ReadAllText(file));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_text_can_be_told_from_what_is_behind_it(bool isDark)
    {
        await using RunningContest contest = await RunningContest.StartAsync(settings: s => s with { HasDuel = false, Levels = [TestLevels.Shipped(RunningContest.LevelId), TestLevels.Shipped(TwoMetrics)] });
        Joined anna = await contest.JoinAsync("Anna"), ben = await contest.JoinAsync("Ben"), carl = await contest.JoinAsync("Carl");
        await contest.AdminAsync(HttpMethod.Post, Routes.AdminAnnounce, JsonSerializer.Serialize(new Announcement("Welcome."), ContestJson.Default.Announcement));
        IPage page = await ShowAsync(contest, isDark: isDark);
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await Soon(page.Locator("#names li")).ToHaveCountAsync(3);
        await page.EvaluateAsync("() => { document.querySelector('#lost').hidden = false; }");
        await AssertLegibleAsync(page, 12);

        await contest.StartClockAsync();
        foreach ((Joined cook, string plan) in ((Joined, string)[])[(anna, "best"), (ben, "trap"), (carl, "naive")])
            foreach (string level in (string[])[RunningContest.LevelId, TwoMetrics]) await contest.SubmitAsync(cook.Token, plan, level: level);
        await contest.Judge.JudgeAllAsync();
        await Soon(page.Locator("#board .medal")).Not.ToHaveCountAsync(0);
        await AssertLegibleAsync(page, 20);
        await page.Keyboard.PressAsync("l");
        await page.Keyboard.PressAsync("ArrowRight");
        await Soon(page.Locator("#frontier svg text").First).ToBeVisibleAsync();
        await AssertLegibleAsync(page, 15);

        await contest.DoAsync("freeze", "running");
        await contest.DoAsync("finish", "frozen");
        await page.Keyboard.PressAsync("b");
        await contest.BoardWhenAsync(b => b.State == "sealed");
        await contest.DoAsync("reveal", "sealed");
        await Soon(page.Locator("tr.covered")).ToHaveCountAsync(2);
        await AssertLegibleAsync(page, 15);
    }

    private static ILocatorAssertions Soon(ILocator locator) => Expect(locator);

    /// <summary>At least 4.5 to 1 between letters and ground, as WCAG 2 computes it, for all that can be seen.</summary>
    private static async Task AssertLegibleAsync(IPage page, int leastTexts)
    {
        string[] told = await page.EvaluateAsync<string[]>("""
            () => {
              const numbers = colour => colour.match(/[\d.]+/g).map(Number), isSolid = colour => { const n = numbers(colour); return n.length === 3 || n[3] > 0; };
              const light = colour => { const [r, g, b] = numbers(colour).map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (isSolid(c)) return c; } return "rgb(255, 255, 255)"; };
              const texts = [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
              return texts.map(e => {
                const bar = e.matches("svg .label") ? e.parentElement.querySelector("rect") : null;
                const [front, back] = [e instanceof SVGElement ? getComputedStyle(e).fill : getComputedStyle(e).color, bar ? getComputedStyle(bar).fill : ground(e)];
                const [more, less] = [light(front), light(back)].sort((a, b) => b - a), ratio = (more + 0.05) / (less + 0.05);
                return `${ratio.toFixed(2).padStart(5)} ${e.textContent.trim().slice(0, 30)}: ${front} on ${back}`;
              });
            }
            """);
        Assert.True(told.Length >= leastTexts, $"only {told.Length} texts were seen:\n{string.Join('\n', told)}");
        Assert.All(told, text => Assert.True(double.Parse(text[..5], CultureInfo.InvariantCulture) >= 4.5, text));
    }

    private static async Task AssertFitsAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"), "the page is larger than the screen");

    private async Task<IPage> ShowAsync(RunningContest contest, int width = 1280, int height = 720, bool isDark = false)
    {
        SetDefaultExpectTimeout(60_000);
        IPage page = await browser.OpenAsync(width, height, isDark);
        page.Response += (_, response) => { if (response.Status >= 400) _troubles.Add($"{response.Status} {response.Url}"); };
        page.Console += (_, message) => { if (message.Type == "error") _troubles.Add(message.Text); };
        page.PageError += (_, error) => _troubles.Add(error);
        page.Dialog += (_, dialog) => _troubles.Add($"dialog {dialog.Message}");
        page.Request += (_, request) => { if (!request.Url.StartsWith(contest.Server.Address.ToString(), StringComparison.Ordinal)) _troubles.Add($"asked for {request.Url}"); };
        await page.GotoAsync(contest.Server.Address.ToString());
        return page;
    }
}
