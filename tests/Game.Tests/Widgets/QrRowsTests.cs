using System.Collections.Immutable;
using ShortOrder.Game.Widgets;
using ShortOrder.Support;

namespace ShortOrder.Game.Tests.Widgets;

/// <summary>The QR code in half blocks.</summary>
public sealed class QrRowsTests
{
    [Theory]
    [InlineData("http://192.168.1.20:5080/j/K7M2QP")]
    [InlineData("https://lab-teacher:5443/j/K7M2QP#0F1E2D3C4B5A69788796A5B4C3D2E1F00F1E2D3C4B5A69788796A5B4C3D2E1F0")]
    public void A_telephone_reads_the_join_link_from_the_terminal(string link)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(QrReader.IsInstalled, "the CI needs zbar-tools");
        Assert.SkipUnless(QrReader.IsInstalled, "needs zbarimg: apt-get install zbar-tools");
        ImmutableArray<Line> rows = QrRows.Draw(link);
        Assert.All(rows, r => Assert.All(r.Runs, run => Assert.Equal(Ink.Paper, run.Ink)));

        IReadOnlyList<bool[]> squares = [.. rows.Select(r => r.ToString()).SelectMany(r => (bool[][])[[.. r.Select(c => c is '█' or '▀')], [.. r.Select(c => c is '█' or '▄')]])];

        Assert.Equal(link, QrReader.Read(QrReader.Picture(squares, 8)));
    }

    [Fact]
    public void What_is_too_long_for_a_screen_has_no_code() => Assert.Empty(QrRows.Draw(new string('x', 201)));
}
