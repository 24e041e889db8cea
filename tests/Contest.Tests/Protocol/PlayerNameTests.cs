using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests.Protocol;

public sealed class PlayerNameTests
{
    [Theory]
    [InlineData("Anna", "Anna")]
    [InlineData("  Anna   B.  ", "Anna B.")]
    [InlineData("José", "José")]
    [InlineData("O'Brien-3", "O'Brien-3")]
    [InlineData("Ольга", "Ольга")]
    [InlineData("さくら", "さくら")]
    [InlineData("दीपा", "दीपा")]
    public void Names_are_taken_as_people_write_them(string typed, string expected) => Assert.Equal(expected, PlayerName.Read(typed, out _)?.Text);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("...")]
    [InlineData("abcdefghijklmnopqrstu")] // 21
    [InlineData("Аnna")]                  // the A is Cyrillic
    [InlineData("An\u200Bna")]            // zero width space
    [InlineData("An\u0301na")]            // an accent apart from its letter
    [InlineData("\u001b[31mAnna")]
    [InlineData("Anna\u202E")]
    [InlineData("Ａｎｎａ")]               // full width
    [InlineData("ﬁn")]
    [InlineData("𝐀nna")]
    [InlineData("<img src=x>")]
    [InlineData("=1+1")]
    [InlineData("a\nb")]
    [InlineData("\ud83d")]
    public void What_could_deceive_or_harm_is_no_name(string typed)
    {
        Assert.Null(PlayerName.Read(typed, out string complaint));
        Assert.DoesNotContain(complaint, c => c < ' ' || c > '~');
    }

    [Theory]
    [InlineData("Anna", "ANNA")]
    [InlineData("Anna", "an na")]
    [InlineData("Anna", "An-na")]
    [InlineData("Mia", "MIA")]
    [InlineData("Ola", "0la")]
    [InlineData("modern", "modem")]
    [InlineData("Oxana", "Охапа")]
    [InlineData("William", "Wi11iam")]
    public void Names_that_read_or_look_alike_are_the_same(string one, string other)
    {
        (PlayerName a, PlayerName b) = (PlayerName.Read(one, out _)!, PlayerName.Read(other, out _)!);
        Assert.True(a.Folded == b.Folded || a.Skeleton == b.Skeleton, $"{a} {b}");
    }

    [Theory]
    [InlineData("Lia", "Ila")]
    [InlineData("Anna", "Hanna")]
    [InlineData("Jose", "José")]
    public void Names_that_differ_differ(string one, string other)
    {
        (PlayerName a, PlayerName b) = (PlayerName.Read(one, out _)!, PlayerName.Read(other, out _)!);
        Assert.False(a.Folded == b.Folded || a.Skeleton == b.Skeleton);
    }
}
