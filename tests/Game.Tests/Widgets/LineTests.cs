using System.Collections.Immutable;
using ShortOrder.Game.Widgets;

namespace ShortOrder.Game.Tests.Widgets;

public sealed class LineTests
{
    [Theory]
    [InlineData("soup", 4)]
    [InlineData("░boil░", 6)]
    [InlineData("🍳", 2)]
    [InlineData("e\u0301t\u00e9", 3)] // a combining accent takes no column
    [InlineData("中文", 4)]
    [InlineData("a\u001b[2Jb", 6)] // an escape character is shown as one question mark
    public void A_text_is_as_wide_as_a_terminal_shows_it(string text, int columns) => Assert.Equal(columns, TextWidth.Of(text));

    [Fact]
    public void Nothing_that_moves_the_cursor_or_turns_the_writing_is_left_in_a_text() =>
        Assert.Equal("a?[2Jb?c?d?", TextWidth.Clean("a\u001b[2Jb\u0007c\u202ed\u009b"));

    [Theory]
    [InlineData(6, "soup  ")]
    [InlineData(4, "soup")]
    [InlineData(3, "so…")]
    [InlineData(0, "")]
    public void A_row_is_cut_or_filled_to_its_width(int width, string expected) => Assert.Equal(expected, Line.Of("soup").Fit(width).ToString());

    [Fact]
    public void Half_a_wide_character_becomes_a_blank()
    {
        Line line = Line.Of("a🍳b");
        Assert.Equal("a ", line.Slice(0, 2).ToString());
        Assert.Equal(" b", line.Slice(2, 2).ToString());
        Assert.Equal("a🍳b", line.Slice(0, 9).ToString());
    }

    [Fact]
    public void A_row_laid_over_another_hides_just_its_columns() =>
        Assert.Equal("ab[]ef", Line.Of("abcdef").Overlay(2, Line.Of("[]")).ToString());

    [Fact]
    public void Words_are_wrapped_and_longer_ones_are_cut() =>
        Assert.Equal(["one two", "three", "fourfou", ""], Layout.Wrap("one two three fourfourfour\n", 7).Select(l => l.ToString()));

    [Fact]
    public void A_box_lies_in_the_middle_and_leaves_the_size_alone()
    {
        ImmutableArray<Line> rows = [.. Enumerable.Repeat(Line.Of(new string('.', 20)), 7)];
        ImmutableArray<Line> boxed = Layout.Box(rows, "open", [Line.Of("a cook")], 20);
        Assert.Equal(["....................", "....................", ".....╭─ open ─╮.....", ".....│ a cook │.....", ".....╰────────╯.....", "....................", "...................."],
            boxed.Select(l => l.ToString()));
    }
}
