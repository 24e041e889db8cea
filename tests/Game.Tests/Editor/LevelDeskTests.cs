using ShortOrder.Game.Screens;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Authoring;
using ShortOrder.Game.Tests.Support;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Game.Tests.Editor;

public sealed class LevelDeskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("short-order-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_level_without_a_file_is_saved_under_its_id_among_the_authors_own()
    {
        LevelDesk desk = new(_folder);
        SavedLevel saved = desk.Save(desk.Begin(TestOrders.Coffee), null, hasConsent: false);
        Assert.Equal(Path.Combine(_folder, "levels", "coffee-and-a-sandwich.json"), saved.Document.File);
        Assert.Equal(TestOrders.Coffee.Title, Assert.Single(desk.Own()).Level!.Title);
        Assert.True(desk.ToWorld()!.IsOwn);
    }

    [Fact]
    public void A_file_that_is_there_is_only_replaced_with_consent_and_kept_beside_it()
    {
        LevelDesk desk = new(_folder);
        string file = Write("there.json", "something else");
        LevelDocument document = desk.Begin(TestOrders.Coffee);
        SavedLevel asked = desk.Save(document, file, hasConsent: false);
        Assert.True(asked.IsQuestion);
        Assert.Equal("something else", File.ReadAllText(file));
        SavedLevel saved = desk.Save(document, file, hasConsent: true);
        Assert.False(saved.Document.IsChanged);
        Assert.Equal("something else", File.ReadAllText(file + ".bak"));
        desk.Save(desk.Begin(TestOrders.Rush), file, hasConsent: true);
        Assert.Equal("something else", File.ReadAllText(file + ".bak")); // the second goes to .2.bak
        Assert.True(File.Exists(file + ".2.bak"));
    }

    [Fact]
    public void A_file_that_somebody_has_changed_meanwhile_is_asked_about()
    {
        LevelDesk desk = new(_folder);
        string file = Write("mine.json", LevelWriter.Write(TestOrders.Coffee));
        LevelDocument document = Edited(desk.Open(file).Document!);
        Assert.False(desk.Save(document, null, hasConsent: false).IsQuestion);
        document = Edited(desk.Open(file).Document!);
        File.AppendAllText(file, " ");
        SavedLevel asked = desk.Save(document, null, hasConsent: false);
        Assert.True(asked.IsQuestion);
        Assert.Contains("has changed mine.json since", asked.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// a comment\n", true)]
    [InlineData("/* another */", true)]
    [InlineData("", false)]
    public void Comments_would_be_lost_so_they_are_asked_about_and_kept(string comment, bool isAsked)
    {
        LevelDesk desk = new(_folder);
        string text = comment + LevelWriter.Write(TestOrders.Coffee), file = Write("mine.json", text);
        LevelDocument document = Edited(desk.Open(file).Document!);
        Assert.Equal(isAsked, desk.Save(document, null, hasConsent: false).IsQuestion);
        desk.Save(document, null, hasConsent: true);
        Assert.Equal(isAsked, File.Exists(file + ".bak") && File.ReadAllText(file + ".bak") == text);
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.part"));
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        if (OperatingSystem.IsWindows()) return;
        LevelDesk desk = new(_folder);
        string file = Write("real.json", LevelWriter.Write(TestOrders.Coffee)), link = Path.Combine(_folder, "link.json");
        File.CreateSymbolicLink(link, file);
        desk.Save(Edited(desk.Open(link).Document!), null, hasConsent: false);
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Contains("\"Changed\"", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_written_says_so_and_loses_nothing()
    {
        LevelDesk desk = new(null);
        SavedLevel nowhere = desk.Save(desk.Begin(TestOrders.Coffee), null, hasConsent: false);
        Assert.Contains("no home folder", nowhere.Message, StringComparison.Ordinal);
        Assert.True(nowhere.Document.IsChanged);
        SavedLevel impossible = desk.Save(desk.Begin(TestOrders.Coffee), Path.Combine(Write("file", "x"), "below.json"), hasConsent: false);
        Assert.Contains("Not saved", impossible.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsaved_work_outlives_the_game_and_is_offered_at_the_next_start()
    {
        EditorHand killed = new(new EditStart(Copied: TestOrders.Coffee), _folder);
        killed.Press("T").Type(" with milk").Press(Keys.Enter);
        Assert.Empty(new LevelDrafts(Path.Combine(_folder, "drafts")).All()); // it belongs to the editor that has it open
        killed.Game.Dispose();                                                 // what the system does to a killed process: its locks are gone, its files are not
        using EditorHand hand = new(null, _folder);
        Assert.Contains("unsaved work", hand.Screen, StringComparison.Ordinal);
        hand.Press(Keys.Down, Keys.Down, Keys.Down, Keys.Down, Keys.Down, Keys.Enter);
        Assert.Equal("Coffee with milk", hand.Level.Tasks[0].Title);
        hand.Press(Keys.CtrlS);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "drafts")));
    }

    [Fact]
    public void Unsaved_work_is_thrown_away_only_when_asked_twice()
    {
        using (EditorHand first = new(new EditStart(Copied: TestOrders.Coffee), _folder)) first.Press("n");
        using EditorHand hand = new(null, _folder);
        hand.Press(Keys.Down, Keys.Down, Keys.Down, Keys.Down, Keys.Down, "x", Keys.Enter);
        Assert.Single(hand.Drafts());
        hand.Press("x", "2");
        Assert.Empty(hand.Drafts());
    }

    [Fact]
    public void Undoing_everything_leaves_no_draft()
    {
        string file = Write("mine.json", LevelWriter.Write(TestOrders.Coffee));
        using EditorHand hand = new(new EditStart(file), _folder);
        hand.Press("n");
        Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder, "drafts"), "*.json"));
        hand.Press("u");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "drafts"), "*.json"));
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static LevelDocument Edited(LevelDocument document) => document with { History = document.History.Do(document.Level with { Title = "Changed" }) };
}
