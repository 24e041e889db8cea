using System.Text;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Simulation.Tests.Reading;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("", 1, 1, "$", "the file is empty")]
    [InlineData(" \n\t ", 1, 1, "$", "the file is empty")]
    [InlineData("{", 1, 2, "$", "the text ends while 1 bracket is open, the innermost waits for }")]
    [InlineData("{\n\"tasks\": [\n{ \"id\": \"tea\"", 3, 14, "$.tasks[0].id", "the text ends while 3 brackets are open")]
    [InlineData("{ \"id\": \"te", 1, 12, "$.id", "the text ends")]
    [InlineData("{ \"id\": tr", 1, 11, "$.id", "the text ends")]
    [InlineData("{ \"cores\": NaN }", 1, 12, "$.cores", "NaN is no number")]
    [InlineData("{ \"cores\": Infinity }", 1, 12, "$.cores", "Infinity is no number")]
    [InlineData("{ \"cores\": -Infinity }", 1, 12, "$.cores", "-Infinity is no number")]
    [InlineData("{ 'id': 1 }", 1, 3, "$", "double quotes")]
    [InlineData("{ \"gil\": True }", 1, 10, "$.gil", "true in small letters")]
    [InlineData("{ \"gil\": None }", 1, 10, "$.gil", "null instead of None")]
    [InlineData("{ \"cores\": +2 }", 1, 12, "$.cores", "no leading +")]
    [InlineData("{ \"cores\": .5 }", 1, 12, "$.cores", "write 0 before the point")]
    [InlineData("{ \"cores\": 02 }", 1, 13, "$.cores", "not valid JSON")]
    [InlineData("{ \"cores\": 2. }", 1, 14, "$.cores", "not valid JSON")]
    [InlineData("{ \"cores\": 2 \"id\": 3 }", 1, 14, "$.cores", "not valid JSON")]
    [InlineData("{ \"cores\" 2 }", 1, 11, "$", "not valid JSON")]
    [InlineData("{ cores: 2 }", 1, 3, "$", "not valid JSON")]
    [InlineData("{ \"id\": \"a\tb\" }", 1, 11, "$.id", "not valid JSON")]
    [InlineData("{ \"id\": \"a\u0001b\" }", 1, 11, "$.id", "control character U+0001")]
    [InlineData("{ \"id\": \"a\\x\" }", 1, 12, "$.id", "not valid JSON")]
    [InlineData("{ \"id\": 1 } }", 1, 13, "$", "not valid JSON")]
    [InlineData("{ \"id\": 1 ]", 1, 11, "$.id", "not valid JSON")]
    [InlineData("{ \"id\": 1 /* no end", 1, 11, "$.id", "the text ends")]
    [InlineData("\0", 1, 1, "$", "control character U+0000")]
    [InlineData("[]", 1, 1, "$", "expected an object, { … }, found a list")]
    [InlineData("null", 1, 1, "$", "expected an object, { … }, found null")]
    [InlineData("3", 1, 1, "$", "expected an object, { … }, found the number 3")]
    public void Text_that_is_no_JSON_is_explained_where_it_goes_wrong(string text, int line, int column, string path, string message)
    {
        Problem problem = LevelReader.Read(Encoding.UTF8.GetBytes(text), "x.json").Problems[0];

        Assert.Equal((line, column, path), (problem.Line, problem.Column, problem.Path));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 }, 1, 1, "the file is UTF-16")]
    [InlineData(new byte[] { 0x7B, 0x0A, 0x22, 0xC3, 0x28 }, 2, 2, "byte 0xC3 is not valid UTF-8")]
    [InlineData(new byte[] { 0x7B, 0x22, 0xED, 0xA0, 0x80 }, 1, 3, "byte 0xED is not valid UTF-8")]
    [InlineData(new byte[] { 0x7B, 0x22, 0xE2, 0x82 }, 1, 3, "byte 0xE2 is not valid UTF-8")]
    public void Bytes_that_are_no_UTF_8_are_pointed_at(byte[] bytes, int line, int column, string message)
    {
        Problem problem = Assert.Single(LevelReader.Read(bytes, "x.json").Problems);

        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "expected an object")] // as deep as may be: only the kind is wrong
    [InlineData(65, "nested deeper than 64 levels")]
    [InlineData(100_000, "nested deeper than 64 levels")]
    public void Sixty_four_levels_are_deep_enough(int levels, string message)
    {
        string text = new string('[', levels) + new string(']', levels);

        Problem problem = Assert.Single(LevelReader.Read(Encoding.UTF8.GetBytes(text), "x.json").Problems);

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_mebibyte_is_read_and_not_a_byte_more()
    {
        byte[] blanks = Enumerable.Repeat((byte)' ', JsonText.MostBytes + 1).ToArray();

        Assert.Contains("1048577 bytes; at most 1048576", LevelReader.Read(blanks, "x.json").Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("empty", LevelReader.Read(blanks.AsMemory(1), "x.json").Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed()
    {
        JsonText text = JsonText.Parse("// a\n{ /* b */ \"a\": [1, 2,], }"u8.ToArray(), "x.json");

        Assert.False(text.Problems.HasAny);
        Assert.Equal(2, text.Root!.Item.Find("a")!.Elements.Length);
    }

    [Fact]
    public void A_file_name_cannot_smuggle_an_escape_sequence_into_a_message() =>
        Assert.StartsWith("x\\u001B[31m.json:1:1: ", LevelReader.Read("{"u8.ToArray().AsMemory(..0), "x\u001b[31m.json").Problems[0].ToString(), StringComparison.Ordinal);
}
