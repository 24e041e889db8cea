using ShortOrder.Game.Screens;
using ShortOrder.Game.Themes;
using ShortOrder.Game.Widgets;
using Terminal.Gui.Drawing;

namespace ShortOrder.Game.Tests.Themes;

public sealed class ThemeTests
{
    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public void Every_ink_can_be_read_on_its_background(string name)
    {
        Theme theme = Theme.Find(name)!;
        foreach (Ink ink in Enum.GetValues<Ink>())
        {
            double least = ink is Ink.Ghost or Ink.Dim ? 3 : 4.5; // WCAG 2.1: 4.5 for text, 3 for what is decoration beside it
            Assert.True(Contrast(theme.Of(ink).Rgb, theme.Background) >= least, $"{name}, {ink}: {Contrast(theme.Of(ink).Rgb, theme.Background):F2}");
        }
    }

    [Fact]
    public void Each_of_the_sixteen_colours_is_sent_as_itself()
    {
        foreach (Ink ink in Enum.GetValues<Ink>())
        {
            Color colour = new(Theme.Sixteen.Of(ink).Rgb >> 16 & 0xFF, Theme.Sixteen.Of(ink).Rgb >> 8 & 0xFF, Theme.Sixteen.Of(ink).Rgb & 0xFF);
            Color sent = new(colour.GetClosestNamedColor16());
            Assert.True((colour.R, colour.G, colour.B) == (sent.R, sent.G, sent.B), $"{ink}: {colour} is sent as {colour.GetClosestNamedColor16()} {sent}; {string.Join(' ', Enum.GetValues<ColorName16>().Select(c => $"{c}={new Color(c).R:X2}{new Color(c).G:X2}{new Color(c).B:X2}"))}");
        }
    }

    [Fact]
    public void Neighbouring_tasks_never_look_the_same()
    {
        foreach (Theme theme in Theme.All.Where(t => t.HasColours))
            for (int task = 0; task < 8; task++)
                Assert.NotEqual(theme.Of(TaskInk.Of(task)), theme.Of(TaskInk.Of(task + 1)));
    }

    [Theory]
    [InlineData("█▓▒░·", "#%:-.")]
    [InlineData("╭─ title ─╮", "+- title -+")]
    [InlineData("↑↓←→ ▶ ≤ … × ●", "^v<> > < ~ x *")]
    [InlineData("crème brûlée", "creme brulee")]
    [InlineData("中🍳", "????")]
    public void Ascii_keeps_the_columns_and_what_a_text_says(string text, string ascii)
    {
        Assert.Equal(ascii, Ascii.Of(text));
        Assert.Equal(TextWidth.Of(text), Ascii.Of(text).Length);
    }

    [Fact]
    public void The_letters_of_timelines_differ_in_ascii_too()
    {
        string[] glyphs = [.. Enum.GetValues<ShortOrder.Simulation.Timelines.SpanState>().Select(s => Ascii.Of(Words.Of(s).Glyph.ToString())).Order()];
        Assert.Equal(Enum.GetValues<ShortOrder.Simulation.Timelines.SpanState>().Select(s => Words.Of(s).Glyph).Distinct().Count(), glyphs.Distinct().Count());
    }

    [Theory]
    [InlineData("en_US.UTF-8", false)]
    [InlineData("de_DE.utf8", false)]
    [InlineData("C", false)]
    [InlineData("de_DE.ISO-8859-1", true)]
    public void A_locale_of_another_encoding_asks_for_ascii(string locale, bool isAscii) =>
        Assert.Equal(isAscii, TerminalStyle.IsAscii(name => name == "LANG" ? locale : null));

    private static double Contrast(int ink, int ground)
    {
        (double a, double b) = (Luminance(ink), Luminance(ground));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(int rgb) => 0.2126 * Linear(rgb >> 16 & 0xFF) + 0.7152 * Linear(rgb >> 8 & 0xFF) + 0.0722 * Linear(rgb & 0xFF);

    private static double Linear(int channel) => channel / 255.0 is <= 0.04045 and var small ? small / 12.92 : Math.Pow((channel / 255.0 + 0.055) / 1.055, 2.4);
}
