using ShortOrder.Game.Screens;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Editor;
using ShortOrder.Game.Session.Authoring;

namespace ShortOrder.Game.Tests.Editor;

public sealed class PathCompletionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("short-order-").FullName + Path.DirectorySeparatorChar;

    public PathCompletionTests()
    {
        foreach (string file in (string[])["soup-one.json", "soup-two.json", "notes.txt"]) File.WriteAllText(_folder + file, "{}");
        Directory.CreateDirectory(_folder + "week");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("s", "soup-")]                   // as far as both levels agree
    [InlineData("soup-o", "soup-one.json")]
    [InlineData("w", "week/")]
    [InlineData("n", "n")]                       // no level
    [InlineData("nowhere/s", "nowhere/s")]
    public void A_path_goes_on_as_far_as_there_is_only_one_way(string typed, string expected) =>
        Assert.Equal(_folder + expected.Replace('/', Path.DirectorySeparatorChar), PathCompletion.Of(_folder + typed.Replace('/', Path.DirectorySeparatorChar)));

    [Fact]
    public void Tab_completes_what_is_typed_and_the_caret_stands_behind_it()
    {
        EditorPrompt prompt = new() { Title = "open", Question = "Path?", Text = _folder + "w", Complete = PathCompletion.Of, Answer = text => new OpenAsked(text) };
        EditorPrompt completed = (EditorPrompt)((Show)prompt.Press(Keys.Tab)!).Overlay!;

        Assert.Equal((_folder + "week" + Path.DirectorySeparatorChar, completed.Text.Length), (completed.Text, completed.Caret));
        Assert.Null((prompt with { Complete = null }).Press(Keys.Tab));
    }
}
